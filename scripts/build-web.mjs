// Builds dist/web, the page that unloop serve answers with: hashed files for ever, and the documents that name them.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { precomputedTables } from './lib/precomputed-tables.mjs'
import { root } from './lib/workspace.mjs'

const source = join(root, 'packages', 'web', 'src')

/** Writes the page to a folder; gives esbuild's metafile. */
export async function buildWeb(target, { minify = true } = {}) {
  const fresh = `${target}.new-${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(join(fresh, 'assets'), { recursive: true })
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      main: join(source, 'main.tsx'),
      theme: join(source, 'preferences', 'theme-script.ts'),
    },
    outdir: join(fresh, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome120', 'firefox121', 'safari17'],
    jsx: 'automatic',
    minify,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [precomputedTables],
  })
  const named = namesOf(metafile)
  writeFileSync(join(fresh, 'index.html'), documentOf(named, 'main'))
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
  return metafile
}

/** The built files of each entry: its script, its styles, and the chunks that it loads at once. */
function namesOf({ outputs }) {
  const named = {}
  for (const [path, output] of Object.entries(outputs)) {
    if (!output.entryPoint || path.endsWith('.css')) continue
    const name = path.slice(path.lastIndexOf('/') + 1)
    named[name.slice(0, name.lastIndexOf('-'))] = {
      script: name,
      style: output.cssBundle?.slice(output.cssBundle.lastIndexOf('/') + 1),
      chunks: output.imports
        .filter(({ kind }) => kind === 'import-statement')
        .map(({ path: chunk }) => chunk.slice(chunk.lastIndexOf('/') + 1)),
    }
  }
  return named
}

function documentOf(named, entry) {
  const { script, style, chunks } = named[entry]
  return readFileSync(join(source, 'page.html'), 'utf8')
    .replace('<!-- styles -->', style ? `<link rel="stylesheet" href="/assets/${style}" />` : '')
    .replace(
      '<!-- theme -->',
      `<script type="module" src="/assets/${named.theme.script}" blocking="render"></script>`,
    )
    .replace(
      '<!-- scripts -->',
      [
        ...chunks.map((chunk) => `<link rel="modulepreload" href="/assets/${chunk}" />`),
        `<script type="module" src="/assets/${script}"></script>`,
      ].join('\n    '),
    )
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = join(root, 'dist', 'web')
  const { outputs } = await buildWeb(target)
  const bytes = Object.values(outputs).reduce((sum, { bytes: own }) => sum + own, 0)
  console.log(`${target}: ${Object.keys(outputs).length} files, ${bytes} bytes`)
}
