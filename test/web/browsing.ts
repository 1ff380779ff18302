import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'

/** A machine that is busy takes its time. */
const WAIT_MS = 100_000

/** A page, what it asks of other origins, and what it complains about. */
export interface Opened {
  readonly page: Page
  readonly foreign: readonly string[]
  readonly faults: readonly string[]
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

export async function open(browser: Browser, url: string, width = 1_280): Promise<Opened> {
  const context = await browser.newContext({
    colorScheme: 'light',
    viewport: { width, height: 900 },
    baseURL: url,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(WAIT_MS)
  const foreign: string[] = []
  const faults: string[] = []
  page.on('request', (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`))
      foreign.push(request.url())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  return { page, foreign, faults }
}

/** Goes there and waits until nothing on it loads any more; the gallery shows what that looks like for good. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('h1').first().waitFor()
  if (path === '/gallery') return
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null)
}

/** Rows and items after the first twenty, which look as those do: axe takes milliseconds over each element. */
const ALIKE = ['[data-row]', 'tbody tr', '[role="listitem"]', 'main li'].map(
  (item) => `${item}:nth-child(n + 20)`,
)

/** What axe finds, by all of its rules or by these, as a rule and the element that breaks it. */
export async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  for (const selector of ALIKE) axe.exclude(selector)
  if (rules.length > 0) axe.withRules([...rules])
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
