// Engine and formats in a real browser: the report of each case must equal Node's, byte for byte.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { diagnose, logsWanted } from '../packages/engine/src/index.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { snapshotFromEntries, snapshotFromText } from '../packages/formats/src/index.ts'
import { root } from './lib/workspace.mjs'

const CASES = [
  'corpus/c53-cascade-rabbitmq-cookie',
  'corpus/b02-oom-python-leak-otel-noise',
  'corpus/b45-secret-key-missing-rollout',
  'corpus/a10-spring-bean-missing',
  'corpus/b74-old-restarts-now-healthy',
  'threads/001-coredns-loop-detected-v15',
  'threads/100-immich-postgres-full',
]
const GENERATED_AT = '2026-11-21T00:00:00Z'
const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

const executablePath = PLACES.find((path) => path && existsSync(path))
if (executablePath === undefined) {
  console.log('browser test skipped: no Chromium was found. Set CHROMIUM_PATH to run it.')
} else {
  process.exitCode = await compare()
}

async function compare() {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.addScriptTag({ content: await bundled() })
    let different = 0
    for (const name of CASES) {
      const input = inputOf(name)
      const here = reportOf(
        { diagnose, logsWanted, KNOWLEDGE, snapshotFromEntries, snapshotFromText },
        input,
      )
      const there = await page.evaluate(inBrowser, { input, generatedAt: GENERATED_AT })
      const same = here === there
      if (!same) different++
      console.log(
        `${same ? 'ok  ' : 'FAIL'} ${name}: ${here.length} bytes, ${digest(here)}${same ? '' : ` and ${digest(there)}`}`,
      )
    }
    for (const error of errors) console.log(`FAIL the page threw: ${error}`)
    const passed = different === 0 && errors.length === 0
    console.log(passed ? `browser test passed in ${browser.version()}` : 'browser test FAILED')
    return passed ? 0 : 1
  } finally {
    await browser.close()
  }
}

/** No Node built-in is available there: one that is imported fails the build. */
async function bundled() {
  const result = await build({
    stdin: {
      contents:
        "export { diagnose, logsWanted } from './packages/engine/src/index.ts'\n" +
        "export { KNOWLEDGE } from './packages/signatures/src/knowledge.ts'\n" +
        "export { snapshotFromEntries, snapshotFromText } from './packages/formats/src/index.ts'\n",
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'unloop',
    platform: 'browser',
    target: 'es2024',
    minify: true,
    write: false,
    logLevel: 'error',
  })
  return result.outputFiles[0].text
}

/** A case as plain values that can be sent to a page. */
function inputOf(name) {
  const folder = join(root, 'test', name)
  const text = join(folder, 'evidence.txt')
  if (existsSync(text)) return { text: readFileSync(text, 'utf8') }
  const dump = join(folder, 'dump')
  const files = readdirSync(dump, { recursive: true })
    .map((file) => join(dump, file))
    .filter((file) => statSync(file).isFile())
    .toSorted()
  return {
    entries: files.map((file) => ({
      path: relative(dump, file),
      content: readFileSync(file, 'utf8'),
    })),
  }
}

function reportOf(unloop, input) {
  const snapshot =
    input.text === undefined
      ? unloop.snapshotFromEntries(
          input.entries.map(({ path, content }) => ({
            path,
            size: content.length,
            text: () => content,
          })),
          'dump',
          unloop.logsWanted,
        )
      : unloop.snapshotFromText(input.text, 'evidence.txt')
  return JSON.stringify(
    unloop.diagnose(snapshot, { generatedAt: GENERATED_AT, knowledge: unloop.KNOWLEDGE }),
  )
}

/** Runs in the page, so it knows only its argument and the page's globals. */
function inBrowser({ input, generatedAt }) {
  const { unloop } = globalThis
  const entries = input.entries?.map(({ path, content }) => ({
    path,
    size: content.length,
    text: () => content,
  }))
  const snapshot =
    entries === undefined
      ? unloop.snapshotFromText(input.text, 'evidence.txt')
      : unloop.snapshotFromEntries(entries, 'dump', unloop.logsWanted)
  return JSON.stringify(unloop.diagnose(snapshot, { generatedAt, knowledge: unloop.KNOWLEDGE }))
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
