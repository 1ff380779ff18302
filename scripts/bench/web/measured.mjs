// How a page is timed: by the clock, and by the processor time of its main thread, which other load on the machine does not change.

/** Milliseconds of processor time of the page's main thread in its longest tasks while `act` runs, longest first. */
export async function longestTasks(browser, page, act) {
  await browser.startTracing(page, {
    categories: ['toplevel', 'disabled-by-default-devtools.timeline'],
  })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
  const thread = mainThread(traceEvents)
  return traceEvents
    .filter(
      ({ name, tid, pid, tdur }) =>
        isTask(name) && tdur !== undefined && `${pid}/${tid}` === thread,
    )
    .map(({ tdur }) => tdur / 1_000)
    .toSorted((a, b) => b - a)
}

const isTask = (name) => name === 'ThreadControllerImpl::RunTask' || name === 'RunTask'

/** The thread that lays out and paints the page: of the main threads of renderers the one with most to do. */
function mainThread(events) {
  const mains = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid}/${tid}`)
  const busy = new Map(mains.map((thread) => [thread, 0]))
  for (const { pid, tid, tdur = 0 } of events) {
    const thread = `${pid}/${tid}`
    if (busy.has(thread)) busy.set(thread, busy.get(thread) + tdur)
  }
  return [...busy].toSorted((a, b) => b[1] - a[1])[0]?.[0]
}

/**
 * Milliseconds from the start of the navigation until `isThere` of the argument holds in the page, a frame was drawn after
 * it, and the page took its next task. Looked for and timed in the page: what this program does meanwhile is not counted.
 */
export async function untilThere(page, url, { isThere, argument }) {
  await page.goto(url, { waitUntil: 'commit' })
  await page.evaluate(`{
    const look = () =>
      requestAnimationFrame(
        (${String(isThere)})(${JSON.stringify(argument)})
          ? () => setTimeout(() => { window.thereMs = performance.now() }, 0)
          : look,
      )
    look()
  }`)
  const there = await page.waitForFunction(() => window.thereMs, undefined, { polling: 100 })
  return there.jsonValue()
}

/** Milliseconds of processor time that the page's main thread has taken so far. */
export async function threadMs(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value
  return seconds === undefined ? null : seconds * 1_000
}

/** Milliseconds between the frames that the page draws while `act` runs, longest first. */
export async function frameGaps(page, act) {
  await page.evaluate(() => {
    window.gaps = []
    let last = performance.now()
    const next = (now) => {
      window.gaps.push(now - last)
      last = now
      window.frame = requestAnimationFrame(next)
    }
    window.frame = requestAnimationFrame(next)
  })
  await act()
  const gaps = await page.evaluate(() => {
    cancelAnimationFrame(window.frame)
    return window.gaps
  })
  return gaps.toSorted((a, b) => b - a)
}
