// Builds dist/web, the page that unloop serve answers with: hashed files for ever, and the documents that name them.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './lib/workspace.mjs'
import { WEB_BUILD, WEB_SOURCE } from './lib/web-build.mjs'

/** Scripts that are one file each. */
const ALONE = {
  drop: 'drop/main.tsx',
  theme: 'preferences/theme-script.ts',
  'drop-worker': 'drop/worker.ts',
}

/** Writes the page to a folder; gives what esbuild says of its files. */
export async function buildWeb(target) {
  const fresh = `${target}.new-${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(join(fresh, 'assets'), { recursive: true })
  const shared = { ...WEB_BUILD, outdir: join(fresh, 'assets'), entryNames: '[name]-[hash]' }
  // Each by itself: a chunk for whatever two of them share would be one more file to wait for.
  const built = await Promise.all([
    build({
      ...shared,
      entryPoints: { main: join(WEB_SOURCE, 'main.tsx') },
      chunkNames: '[name]-[hash]',
      splitting: true,
      format: 'esm',
    }),
    ...Object.entries(ALONE).map(([name, path]) =>
      build({ ...shared, entryPoints: { [name]: join(WEB_SOURCE, path) }, format: 'iife' }),
    ),
  ])
  const outputs = Object.assign({}, ...built.map(({ metafile }) => metafile.outputs))
  const metafile = { outputs }
  dropLaterStyles(metafile, fresh)
  const named = namesOf(metafile)
  writeFileSync(join(fresh, 'index.html'), documentOf(named, 'main'))
  writeFileSync(join(fresh, 'drop.html'), documentOf(named, 'drop'))
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
  return metafile
}

/** Only the first page's style sheet is ever linked: it holds those of later scripts too, which are not kept. */
function dropLaterStyles({ outputs }, folder) {
  const styles = Object.entries(outputs).filter(([path]) => path.endsWith('.css'))
  const ofMain = styles.find(([path]) => fileOf(path).startsWith('main-'))[1]
  for (const [path, { inputs }] of styles) {
    if (/^(?:main|drop)-/.test(fileOf(path))) continue
    const missing = Object.keys(inputs).find((name) => !Object.hasOwn(ofMain.inputs, name))
    if (missing !== undefined) throw new Error(`${missing} is in no style sheet that is linked.`)
    rmSync(join(folder, 'assets', fileOf(path)))
    delete outputs[path]
  }
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
