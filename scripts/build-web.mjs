// Builds dist/web, the page that unloop serve answers with: hashed files for ever, and the documents that name them.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './lib/workspace.mjs'
import { WEB_BUILD, WEB_SOURCE } from './lib/web-build.mjs'

/** Writes the page to a folder; gives what esbuild says of its files. */
export async function buildWeb(target) {
  const fresh = `${target}.new-${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(join(fresh, 'assets'), { recursive: true })
  const shared = { ...WEB_BUILD, outdir: join(fresh, 'assets'), entryNames: '[name]-[hash]' }
  const [page, worker] = await Promise.all([
    build({
      ...shared,
      entryPoints: {
        main: join(WEB_SOURCE, 'main.tsx'),
        drop: join(WEB_SOURCE, 'drop', 'main.tsx'),
        theme: join(WEB_SOURCE, 'preferences', 'theme-script.ts'),
      },
      chunkNames: '[name]-[hash]',
      splitting: true,
      format: 'esm',
    }),
    build({
      ...shared,
      entryPoints: { 'drop-worker': join(WEB_SOURCE, 'drop', 'worker.ts') },
      format: 'iife',
    }),
  ])
  const metafile = { outputs: { ...page.metafile.outputs, ...worker.metafile.outputs } }
  const named = namesOf(metafile)
  writeFileSync(join(fresh, 'index.html'), documentOf(named, 'main'))
  writeFileSync(join(fresh, 'drop.html'), documentOf(named, 'drop'))
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
  return metafile
}

/** The built files of each entry: its script, its styles, and the chunks that it loads at once. */
function namesOf({ outputs }) {
  const named = {}
  for (const [path, output] of Object.entries(outputs)) {
    if (!output.entryPoint || path.endsWith('.css')) continue
    const name = fileOf(path)
    named[name.slice(0, name.lastIndexOf('-'))] = {
      script: name,
      style: output.cssBundle && fileOf(output.cssBundle),
      chunks: output.imports
        .filter(({ kind }) => kind === 'import-statement')
        .map((chunk) => fileOf(chunk.path)),
    }
  }
  return named
}

const fileOf = (path) => path.slice(path.lastIndexOf('/') + 1)

function documentOf(named, entry) {
  const { script, style, chunks } = named[entry]
  const worker = `<meta name="drop-worker" content="/assets/${named['drop-worker'].script}" />`
  const parts = {
    worker: entry === 'drop' ? worker : '',
    theme: `<script type="module" src="/assets/${named.theme.script}" blocking="render"></script>`,
    styles: style ? `<link rel="stylesheet" href="/assets/${style}" />` : '',
    scripts: [
      ...chunks.map((chunk) => `<link rel="modulepreload" href="/assets/${chunk}" />`),
      `<script type="module" src="/assets/${script}"></script>`,
    ].join('\n    '),
  }
  return readFileSync(join(WEB_SOURCE, 'page.html'), 'utf8').replace(
    /<!-- (\w+) -->/g,
    (_all, part) => parts[part] ?? '',
  )
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = join(root, 'dist', 'web')
  const { outputs } = await buildWeb(target)
  const bytes = Object.values(outputs).reduce((sum, { bytes: own }) => sum + own, 0)
  console.log(`${target}: ${Object.keys(outputs).length} files, ${bytes} bytes`)
}
