// Builds dist/unloop-drop.html: one file that diagnoses a dropped dump in any browser, also from a disk and without a network.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { WEB_BUILD, WEB_SOURCE } from './lib/web-build.mjs'
import { root } from './lib/workspace.mjs'

/** Writes the page to a file; gives its size in bytes. */
export async function buildDrop(target) {
  const [page, worker] = await Promise.all(
    ['main.tsx', 'worker.ts'].map((entry) =>
      build({
        ...WEB_BUILD,
        entryPoints: [join(WEB_SOURCE, 'drop', entry)],
        outdir: 'out',
        format: 'iife',
        write: false,
      }),
    ),
  )
  const text = ({ outputFiles }, ending) =>
    outputFiles.find(({ path }) => path.endsWith(ending)).text.trim()
  const script = text(page, '.js')
  const style = text(page, '.css')
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} blob:`,
    `style-src ${hash(style)}`,
    'img-src data:',
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
  const parts = {
    worker: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    theme: '',
    styles: `<style>${style}</style>`,
    scripts: '',
  }
  const html = readFileSync(join(WEB_SOURCE, 'page.html'), 'utf8')
    .replace(/<!-- (\w+) -->/g, (_all, part) => parts[part] ?? '')
    .replace(
      '</body>',
      () =>
        `<script type="text/plain" id="drop-worker">${text(worker, '.js')}</script><script>${script}</script></body>`,
    )
  writeFileSync(target, html)
  return Buffer.byteLength(html)
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = join(root, 'dist', 'unloop-drop.html')
  mkdirSync(join(root, 'dist'), { recursive: true })
  const bytes = await buildDrop(target)
  console.log(`${target}: ${(bytes / 1e6).toFixed(1)} MB, one file without a network`)
}
