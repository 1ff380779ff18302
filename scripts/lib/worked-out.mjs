import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { positionsOf } from '../../packages/engine/src/logs/positions.ts'
import { leanSignatures } from './lean-signatures.mjs'
import { root } from './workspace.mjs'

const engine = join(root, 'packages', 'engine', 'src')

/** Modules of the engine that the bundle takes another text of. */
const REPLACED = {
  'signatures/index.ts': leanSignatures,
  'signatures/literals.ts': literalsModule,
  'logs/positions.ts': positionsModule,
}

/**
 * An esbuild plugin that puts what can be known of the signatures beforehand into the bundle: which literals each pattern
 * needs, and where in a literal to look. Working it out takes longer than a whole diagnosis. What the tables do not know is
 * computed as ever.
 */
export const workedOut = {
  name: 'worked-out',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?computed$/ }, ({ path }) => ({
      path: path.replace('?computed', ''),
      suffix: '?computed',
    }))
    onLoad({ filter: /packages\/engine\/src\/.*\.ts$/ }, async ({ path, suffix }) => {
      const replacement = REPLACED[path.slice(engine.length + 1)]
      if (replacement === undefined) return null
      if (suffix === '?computed') return { contents: readFileSync(path, 'utf8'), loader: 'ts' }
      return { contents: await replacement(path), loader: 'js' }
    })
  },
}

function literalsModule(path) {
  return `export * from '${path}?computed'
import { requiredLiterals as compute } from '${path}?computed'
import { KNOWN_LITERALS } from '${engine}/signatures/index.ts'
export const requiredLiterals = (pattern) => {
  const literals = KNOWN_LITERALS.get(pattern)
  return literals === undefined ? compute(pattern) : literals
}
`
}

/**
 * The answer for the list of literals that a scanner of all signatures asks for. As the bundle's signatures are fixed, such
 * a list is known by its length in words and in letters.
 */
async function positionsModule(path) {
  const [literals] = await askedFor()
  return `import { positionsOf as compute } from '${path}?computed'
const positions = JSON.parse('${JSON.stringify(positionsOf(literals))}')
export const positionsOf = (literals) =>
  literals.length === positions.length && literals.join('').length === ${literals.join('').length}
    ? positions
    : compute(literals)
`
}

/** Makes a scanner of all signatures with a module in place of the positions' that notes what it is asked. */
async function askedFor() {
  const noting = {
    name: 'noting',
    setup(build) {
      build.onLoad({ filter: /logs\/positions\.ts$/ }, () => ({
        contents:
          'export const asked = []\nexport const positionsOf = (literals) => (asked.push(literals), literals.map(() => 0))',
        loader: 'js',
      }))
    },
  }
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
