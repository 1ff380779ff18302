import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { positionsOf } from '../../packages/engine/src/logs/positions.ts'
import { SIGNATURES } from '../../packages/engine/src/signatures/index.ts'
import { requiredLiterals } from '../../packages/engine/src/signatures/literals.ts'
import { root } from './workspace.mjs'

const REPLACED = /packages\/engine\/src\/(?:signatures\/literals|logs\/positions)\.ts$/

/**
 * An esbuild plugin that puts what can be known of the signatures beforehand into the bundle: which literals each pattern
 * needs, and where in a literal to look. Working it out takes longer than a whole diagnosis. What the tables do not know is
 * computed as ever.
 */
export const workedOut = {
  name: 'worked-out',
  setup(build) {
    build.onResolve({ filter: /\?computed$/ }, ({ path }) => ({
      path: path.replace('?computed', ''),
      suffix: '?computed',
    }))
    build.onLoad({ filter: REPLACED }, async ({ path, suffix }) => {
      if (suffix === '?computed') return { contents: readFileSync(path, 'utf8'), loader: 'ts' }
      const replacement = path.endsWith('literals.ts') ? literalsModule : positionsModule
      return { contents: await replacement(path), loader: 'js' }
    })
  },
}

/** A value as JavaScript that is parsed as JSON, which is quicker than as a literal. */
const parsed = (value) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`

/** By the pattern's source: two patterns with the same source need the same literals. */
function literalsModule(path) {
  const table = SIGNATURES.map(({ pattern }) => [pattern.source, requiredLiterals(pattern)])
  return `export * from '${path}?computed'
import { requiredLiterals as compute } from '${path}?computed'
const known = new Map(${parsed(table)})
export const requiredLiterals = (pattern) => {
  const literals = known.get(pattern.source)
  return literals === undefined ? compute(pattern) : literals
}
`
}

/** The list of literals that a scanner of all signatures asks for, and the answer to that. */
async function positionsModule(path) {
  const [{ literals, step }] = await askedFor()
  return `import { positionsOf as compute } from '${path}?computed'
const known = ${JSON.stringify(literals.join('\n'))}
const positions = ${parsed(positionsOf(literals, step))}
export const positionsOf = (literals, step) =>
  step === ${step} && literals.length === positions.length && literals.join('\\n') === known
    ? positions
    : compute(literals, step)
`
}

/** Makes a scanner of all signatures with a module in place of the positions' that notes what it is asked. */
async function askedFor() {
  const noting = {
    name: 'noting',
    setup(build) {
      build.onLoad({ filter: /logs\/positions\.ts$/ }, () => ({
        contents:
          'export const asked = []\nexport const positionsOf = (literals, step) => (asked.push({ literals, step }), literals.map(() => 0))',
        loader: 'js',
      }))
    },
  }
  const engine = join(root, 'packages', 'engine', 'src')
  const result = await build({
    stdin: {
      contents: `import { createScanner } from '${engine}/logs/scan.ts'
import { SIGNATURES } from '${engine}/signatures/index.ts'
createScanner(SIGNATURES)
export { asked } from '${engine}/logs/positions.ts'`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    plugins: [noting],
  })
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64')
  return (await import(`data:text/javascript;base64,${code}`)).asked
}
