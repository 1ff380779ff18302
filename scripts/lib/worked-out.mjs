import { readFileSync } from 'node:fs'
import { SIGNATURES } from '../../packages/engine/src/signatures/index.ts'
import { requiredLiterals } from '../../packages/engine/src/signatures/literals.ts'

/**
 * An esbuild plugin that puts what can be known of the signatures beforehand into the bundle: which literals each pattern
 * needs. Working it out takes longer than a whole diagnosis. What the table does not know is computed as ever.
 */
export const workedOut = {
  name: 'worked-out',
  setup(build) {
    build.onResolve({ filter: /\?computed$/ }, ({ path }) => ({
      path: path.replace('?computed', ''),
      suffix: '?computed',
    }))
    build.onLoad(
      { filter: /packages\/engine\/src\/signatures\/literals\.ts$/ },
      ({ path, suffix }) =>
        suffix === '?computed'
          ? { contents: readFileSync(path, 'utf8'), loader: 'ts' }
          : { contents: literalsModule(path), loader: 'js' },
    )
  },
}

/** By the pattern's source: two patterns with the same source need the same literals. */
function literalsModule(path) {
  const table = SIGNATURES.map(({ pattern }) => [pattern.source, requiredLiterals(pattern)])
  return `export * from '${path}?computed'
import { requiredLiterals as compute } from '${path}?computed'
const known = new Map(JSON.parse(${JSON.stringify(JSON.stringify(table))}))
export const requiredLiterals = (pattern) => {
  const literals = known.get(pattern.source)
  return literals === undefined ? compute(pattern) : literals
}
`
}
