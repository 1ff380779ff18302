// What takes longer than the gate may: every page at three widths, by keyboard alone, and with a server that does not answer.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { browserPath } from '../scripts/lib/browser-path.mjs'
import { launch, open, violations, visit } from './web/browsing.ts'
import { servePage, type PageServer } from './web/page-server.ts'
import { PATHS } from './web/paths.ts'

const executablePath = browserPath()
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 })

let server: PageServer
let browser: Browser

// npm run verify -- web asks for it.
const isAsked = process.env['UNLOOP_WEB'] === 'all'

describe.skipIf(executablePath === null || !isAsked)(
  'the page at every width, by keyboard, and in bad times',
  () => {
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([servePage(), launch(executablePath!)])
    })

    afterAll(async () => {
      await browser?.close()
      server?.close()
    })

    describe.each([1_440, 1_024, 390])('%i pixels wide', (width) => {
      it.each([...PATHS, '/drop', 'an incident', 'a root with victims'])(
        '%s is no wider than the window and has no fault in either theme',
        async (path) => {
          const { page } = await open(browser, server.url, width)
          await visit(page, server.incidents[path] ?? path)
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme })
            await page.locator(`html[data-theme="${colorScheme}"]`).waitFor()
            expect([colorScheme, await violations(page)]).toEqual([colorScheme, []])
          }
          const beyond = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          )
          expect(beyond).toBeLessThanOrEqual(0)
          await page.context().close()
        },
      )
    })

    it('is used whole by keyboard: list, incident, runs, log, palette, help', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, '/')
      await press(page, 'j', 'j', 'k', 'Enter')
      await page.waitForURL(/\/i\//)
      await page.getByRole('log').locator('[data-row]').first().waitFor()
      await press(page, '[')
      await page.waitForURL(/run=/)
      await press(page, 'Escape')
      await page.waitForURL((url) => !url.searchParams.has('range'))
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type('nodes')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/nodes/)
      await press(page, 'g', 'i')
      await page.waitForURL((url) => url.pathname === '/')
      await page.getByRole('listitem').first().waitFor()
      await press(page, '?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      await press(page, 'Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.context().close()
    })

    it('reaches every control of an incident by Tab, each with a ring to be seen', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, server.incidents['an incident']!)
      await page.getByRole('log').locator('[data-row]').first().waitFor()
      const seen: string[] = []
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab')
        seen.push(await page.evaluate(focused))
      }
      expect(seen.filter((one) => one.startsWith('no ring'))).toEqual([])
      expect(seen.join('\n')).toContain('kubectl patch')
    })

    it('says that the server does not answer, and shows what it had', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, '/')
      await page.route('**/api/**', (route) => route.abort())
      await page.getByText('server lost').first().waitFor()
      expect(await page.getByRole('listitem').count()).toBeGreaterThan(5)
      await visit(page, '/pods')
      await page.getByRole('alert').filter({ hasText: 'does not answer' }).waitFor()
      await page.unroute('**/api/**')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('table').first().waitFor()
      await page.context().close()
    })

    it('says which right is missing where the server may not read all', async () => {
      const { page } = await open(browser, server.url)
      const gap = 'Events of namespace shop: forbidden (list events)'
      await page.route('**/status', async (route) => {
        const answer = await route.fetch()
        const status = (await answer.json()) as { clusters: object[] }
        const clusters = status.clusters.map((one) => ({ ...one, gaps: [gap] }))
        await route.fulfill({ json: { ...status, clusters } })
      })
      await visit(page, '/')
      await page.getByText('could not be read').first().click()
      await page.getByText(gap).waitFor()
      await page.context().close()
    })
  },
)

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** What has the focus, and whether it can be seen that it has. */
function focused(): string {
  const element = document.activeElement
  if (element === null || element === document.body) return 'nothing'
  const { outlineStyle, boxShadow } = getComputedStyle(element)
  const isSeen = outlineStyle !== 'none' || boxShadow !== 'none'
  const name = element.getAttribute('aria-label') ?? element.textContent
  return `${isSeen ? '' : 'no ring: '}${element.tagName} ${name.slice(0, 60)} ${element.closest('div')?.textContent.slice(0, 80)}`
}
