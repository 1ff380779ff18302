// `npm run bench:web`: the page's figures in one run, in Chromium: sizes, first looks, logs, the list, the live tail.
// Times stand twice: by the clock, and as processor time of the page's main thread, which other load leaves alone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { servePage } from '../test/web/page-server.ts'
import { emptyPage } from './bench/web/empty-page.mjs'
import { frontOf, json, manyIncidents, tailOf } from './bench/web/front.mjs'
import { frameGaps, longestTasks, threadMs, untilThere } from './bench/web/measured.mjs'
import { buildWeb } from './build-web.mjs'
import { browserPath } from './lib/browser-path.mjs'
import { median } from './lib/median.mjs'

const ROUNDS = Number(process.env.UNLOOP_BENCH_RUNS ?? '7')
const TAIL_SECONDS = 20
const executablePath = browserPath()
if (executablePath === null)
  throw new Error('There is no Chrome or Chromium: CHROME_PATH names one.')

const failed = []
const say = (what, value, { most, unit }) => {
  const isReached = most === null || value <= most
  if (!isReached) failed.push(what)
  const limit = most === null ? '' : ` (at most ${most}${isReached ? '' : ', NOT reached'})`
  console.log(
    `${what}: ${value.toFixed(unit === 'times' ? 2 : unit === 'kB' ? 1 : 0)} ${unit}${limit}`,
  )
}

console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`)
await sizes()
const server = await servePage()
const empty = await emptyPage()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  await firstLook()
  await logOf(10_000)
  await scrollOf(1_000_000)
  await filterOf(2_000)
  await tailAt(2_000)
} finally {
  await browser.close()
  empty.close()
  server.close()
}
console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`)
if (failed.length > 0) console.log(`NOT reached: ${failed.join('; ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

async function opened() {
  const page = await (
    await browser.newContext({ viewport: { width: 1_440, height: 900 } })
  ).newPage()
  page.setDefaultTimeout(300_000)
  return page
}

/** What a browser fetches before anything is drawn, packed. */
async function sizes() {
  const folder = mkdtempSync(join(tmpdir(), 'unloop bench '))
  await buildWeb(folder)
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const files = new Set([...html.matchAll(/\/(assets\/[^"]+)"/g)].map(([, path]) => path))
  const bytes = [...files].map(
    (path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length,
  )
  rmSync(folder, { recursive: true })
  say('first load, gzip', bytes.reduce((sum, size) => sum + size, 0) / 1_000, {
    most: 200,
    unit: 'kB',
  })
}

/** An incident's page and the empty one in turns, each with an empty cache. */
async function firstLook() {
  const [cause, fix] = ['Liveness probe asks port 8080', 'kubectl patch']
  const looks = { incident: [], empty: [] }
  for (let round = 0; round < ROUNDS; round++) {
    looks.empty.push(await look(empty.url, () => document.querySelector('h1') !== null))
    looks.incident.push(
      await look(`${server.url}${server.incidents['an incident']}`, () =>
        ['Liveness probe asks port 8080', 'kubectl patch'].every((text) =>
          document.body.textContent.includes(text),
        ),
      ),
    )
  }
  const middle = (name, key) => median(looks[name].map((one) => one[key]))
  console.log(`an incident is interactive once "${cause}" and "${fix}" are drawn`)
  for (const name of ['empty', 'incident'])
    console.log(
      `  ${name}: ${middle(name, 'ms').toFixed(0)} ms, processor ${middle(name, 'cpuMs').toFixed(0)} ms`,
    )
  const ratio = (key) => middle('incident', key) / middle('empty', key)
  say('incident page against an empty React page', ratio('ms'), { most: 1.5, unit: 'times' })
  say('  the same in processor time', ratio('cpuMs'), { most: null, unit: 'times' })
}

async function look(url, isThere, argument) {
  const page = await opened()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const before = (await threadMs(session)) ?? 0
  const ms = await untilThere(page, url, { isThere, argument })
  const cpuMs = ((await threadMs(session)) ?? 0) - before
  await page.context().close()
  return { ms, cpuMs }
}

/** Usable: the browser's own search finds a line at its beginning, which is out of sight, and the newest is drawn. */
async function logOf(lines) {
  const looks = { none: [], all: [] }
  const find = (newest) =>
    document.querySelector('[role=log]')?.textContent.includes(newest) && window.find('request 17 ')
  for (let round = 0; round < ROUNDS; round++) {
    looks.none.push(
      await look(
        `${server.url}/gallery?lines=1`,
        () => document.querySelector('[role=log]') !== null,
      ),
    )
    looks.all.push(
      await look(`${server.url}/gallery?lines=${lines}`, find, `request ${lines - 1} `),
    )
  }
  const more = (key) =>
    median(looks.all.map((one) => one[key])) - median(looks.none.map((one) => one[key]))
  say(`log of ${lines} lines usable, beyond the page without it`, more('ms'), {
    most: 1_000,
    unit: 'ms',
  })
  say('  the same in processor time', more('cpuMs'), { most: null, unit: 'ms' })
}

async function scrollOf(lines) {
  const page = await opened()
  await untilThere(page, `${server.url}/gallery?lines=${lines}`, {
    isThere: () => document.querySelector('[role=log] [data-row]') !== null,
  })
  await page.waitForTimeout(1_000)
  const scroll = () =>
    page.evaluate(async () => {
      const box = document.querySelector('[role=log]')
      for (let step = 0; step < 240; step++) {
        // Some steps by the wheel, some by the scroll bar.
        box.scrollTop =
          step % 4 === 0 ? (box.scrollHeight * ((step * 37) % 240)) / 240 : box.scrollTop + 400
        await new Promise((done) => requestAnimationFrame(done))
      }
    })
  const gaps = await frameGaps(page, scroll)
  const tasks = await longestTasks(browser, page, scroll)
  await page.context().close()
  const at = (list, share) => list[Math.floor(list.length * share)] ?? 0
  say(`longest frame while ${lines} lines scroll`, gaps[0], { most: 50, unit: 'ms' })
  say('  95th percentile of frames', at(gaps, 0.05), { most: null, unit: 'ms' })
  say('  longest task in processor time', tasks[0] ?? 0, { most: 50, unit: 'ms' })
}

/** From a key to the next frame drawn with it, as the browser itself counts (Event Timing). */
async function filterOf(count) {
  const { incidents } = await (await fetch(`${server.url}/api/unloop/v1/incidents`)).json()
  const front = await frontOf(server.url, {
    '/api/unloop/v1/incidents': json({ incidents: manyIncidents(count, incidents) }),
  })
  const page = await opened()
  await page.goto(front.url)
  await page.getByText('Service number').first().waitFor()
  await page.evaluate(() => {
    window.keys = []
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'keydown') window.keys.push(duration)
    }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  })
  const field = page.getByRole('searchbox', { name: 'Filter incidents' })
  const type = async () => {
    for (const text of ['service-19', 'number 7', 'team-3']) {
      await field.fill('')
      await field.pressSequentially(text, { delay: 150 })
    }
    await page.waitForTimeout(500)
  }
  await type()
  const keys = (await page.evaluate(() => window.keys)).toSorted((a, b) => b - a)
  const tasks = await longestTasks(browser, page, type)
  await page.context().close()
  front.close()
  say(`slowest key while ${count} incidents are filtered`, keys[0] ?? 0, { most: 100, unit: 'ms' })
  say('  longest task in processor time', tasks[0] ?? 0, { most: 100, unit: 'ms' })
}

/** An incident's page while lines come in: how long it does not answer at most. */
async function tailAt(perSecond) {
  const path = server.incidents['an incident']
  const { report } = await (
    await fetch(`${server.url}/api/unloop/v1/incidents${path.slice(2)}`)
  ).json()
  const place = {
    namespace: report.namespace,
    pod: report.pods[0],
    container: report.container.name,
  }
  const front = await frontOf(server.url, { '/api/unloop/v1/logs/tail': tailOf(perSecond, place) })
  const page = await opened()
  await page.goto(`${front.url}${path}`)
  await page.getByRole('log').scrollIntoViewIfNeeded()
  await page.waitForTimeout(2_000)
  const wait = () => page.waitForTimeout((TAIL_SECONDS * 1_000) / 2)
  const gaps = await frameGaps(page, wait)
  const tasks = await longestTasks(browser, page, wait)
  const shown = await page.locator('#log h2 + *').first().textContent()
  await page.context().close()
  front.close()
  console.log(`live tail of ${perSecond} lines a second for ${TAIL_SECONDS} s: ${shown}`)
  say('  longest frame', gaps[0], { most: 200, unit: 'ms' })
  say('  longest task in processor time', tasks[0] ?? 0, { most: 200, unit: 'ms' })
}
