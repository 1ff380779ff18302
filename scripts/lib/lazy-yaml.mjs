import { join } from 'node:path'
import { build } from 'esbuild'

const FILE = 'yaml.cjs'

/** What our packages take from `yaml`; a name that is missing here fails the build. */
const FUNCTIONS = [
  'parse',
  'parseAllDocuments',
  'parseDocument',
  'stringify',
  'isAlias',
  'isCollection',
  'isMap',
  'isNode',
  'isPair',
  'isScalar',
  'isSeq',
  'visit',
]
const CLASSES = ['LineCounter']

/**
 * An esbuild plugin that leaves `yaml` in a file of its own, loaded at the first call: most evidence is JSON or text, and the
 * parser takes longer to load than that takes to read.
 */
export const lazyYaml = {
  name: 'lazy-yaml',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: 'yaml', namespace: 'lazy' }))
    onResolve({ filter: /^\.\/yaml\.cjs$/, namespace: 'lazy' }, ({ path }) => ({
      path,
      external: true,
    }))
    onLoad({ filter: /^yaml$/, namespace: 'lazy' }, () => ({ contents: facade(), loader: 'js' }))
  },
}

const facade = () =>
  [
    `let loaded`,
    `const yaml = () => (loaded ??= require('./${FILE}'))`,
    ...FUNCTIONS.map((name) => `export const ${name} = (...values) => yaml().${name}(...values)`),
    ...CLASSES.map(
      (name) => `export function ${name}(...values) { return new (yaml().${name})(...values) }`,
    ),
  ].join('\n')

/** Builds that file; its metafile tells what the licences must name. */
export async function buildYaml(folder, { root }) {
  const { metafile } = await build({
    stdin: { contents: "export * from 'yaml'", resolveDir: join(root, 'packages', 'formats') },
    outfile: join(folder, FILE),
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22.18',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
  })
  return metafile
}
