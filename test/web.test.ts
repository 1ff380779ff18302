// The page in a real browser, against a real server with the recorded cluster. What takes longer is in web-matrix.test.ts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { browserPath } from '../scripts/lib/browser-path.mjs'
import { launch, open, violations, visit, type Opened } from './web/browsing.ts'
import { HOSTILE } from './web/hostile.ts'
import { answerFixes } from './web/answer-fixes.ts'
import { servePage, type PageServer } from './web/page-server.ts'
import { PATHS } from './web/paths.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const executablePath = browserPath()
// On a machine that is busy with other things a browser takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 })

let server: PageServer
let browser: Browser

// A browser and a minute: continuous integration and npm run verify -- web ask for it.
const isAsked = process.env['UNLOOP_BROWSER'] === 'required'

describe.skipIf(executablePath === null || !isAsked)(
  'the page in a browser (Chrome or Chromium, or what CHROME_PATH names)',
  () => {
    beforeAll(async () => {
      ;[server, browser] = await Promise.all([servePage(), launch(executablePath!)])
    })

    afterAll(async () => {
      await browser?.close()
      server?.close()
    })

    describe('has no fault for a screen reader in either theme, and asks no other origin:', () => {
      let opened: Opened

      beforeAll(async () => {
        opened = await open(browser, server.url)
      })

      it.each([...PATHS, 'an incident', 'a root with victims'])('%s', async (path) => {
        const { page, foreign, faults } = opened
        await page.emulateMedia({ colorScheme: 'light' })
        await visit(page, server.incidents[path] ?? path)
        expect(await violations(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        await page.locator('html[data-theme="dark"]').waitFor()
        // Themes differ in colours alone.
        expect(await violations(page, ['color-contrast'])).toEqual([])
        expect([foreign, faults]).toEqual([[], []])
      })
    })

    it('leads from the list to the cause, the fix, and a line with an address', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, '/')
      await page.getByText('Liveness probe asks port 8080').click()
      await page.getByRole('heading', { level: 1, name: 'Liveness probe asks port 8080' }).waitFor()
      await page.getByText('kubectl patch deployment loyalty-api').first().waitFor()
      await page.getByRole('log').getByText('Server listening at').first().waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('log').locator('a[data-line]').first().click()
      expect(new URL(page.url()).searchParams.get('line')).toMatch(/^\d+\.\d+/)
      await page.reload()
      await page.getByRole('log').locator('[aria-current="true"]').waitFor()
      await page.context().close()
    })

    it('shows which calls failed before a crash, and the spans of each', async () => {
      const { page, faults } = await open(browser, server.url)
      await visit(page, server.incidents['an incident']!)
      const call = page.locator('#calls details', { hasText: 'GET /points' })
      await call.getByText('2 of 2 failed').waitFor()
      await call.locator('summary').press('Enter')
      await call.getByText('SELECT points').waitFor()
      await call.getByText(`connection refused ${HOSTILE[1]}`).waitFor()
      expect(await violations(page)).toEqual([])
      expect([await page.evaluate(() => 'owned' in window), faults]).toEqual([false, []])
      await page.context().close()
    })

    it('tries a plan, asks what only a person knows, carries it out after they agree, and shows the proof', async () => {
      const { page, faults } = await open(browser, server.url)
      const asked = await answerFixes(page)
      await visit(page, server.incidents['an incident']!)
      await page.getByRole('button', { name: 'Try it, then apply' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('The password').fill('s3cret-value')
      expect(await dialog.getByLabel('The password').getAttribute('type')).toBe('password')
      await page.keyboard.press('Enter')
      await dialog.getByText(HOSTILE[0]).waitFor()
      expect(await violations(page)).toEqual([])
      expect(await dialog.getByRole('button', { name: 'Apply to lab' }).isDisabled()).toBe(true)
      await dialog.getByRole('checkbox').check()
      await dialog.getByRole('button', { name: 'Apply to lab' }).click()
      await page.getByText('Proving: 1 of 1 pods ready').waitFor()
      await page.getByText('a new diagnosis does not find it any more').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Take it back' }).click()
      await page.getByText('Everything states again what it did before').waitFor()
      expect(asked.at(-2)).toMatchObject({ answers: { password: 's3cret-value' }, replace: true })
      expect([await page.evaluate(() => 'owned' in window), faults]).toEqual([false, []])
      await page.context().close()
    })

    it('makes a dashboard, changes it, and still has it after a reload', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, '/dashboards')
      await page.getByRole('button', { name: 'New dashboard' }).click()
      const dialog = page.getByRole('dialog', { name: 'Dashboard' })
      await dialog.getByLabel('Title').first().fill(HOSTILE[0])
      await dialog.getByRole('button', { name: 'Remove panel 3' }).click()
      expect(await violations(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('heading', { name: HOSTILE[0] }).waitFor()
      expect(await page.locator('#own-0 figcaption').count()).toBe(2)
      await page.getByRole('button', { name: `Edit ${HOSTILE[0]}` }).click()
      await dialog.getByLabel('Title').first().fill('Ours')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Ours' }).waitFor()
      await page.reload()
      await page.getByRole('heading', { name: 'Ours' }).waitFor()
      await page.getByRole('button', { name: 'Remove Ours' }).click()
      expect(await page.locator('#own-0').count()).toBe(0)
      await page.context().close()
    })

    it('completes names of series, labels and places where something is explored', async () => {
      const { page } = await open(browser, server.url)
      await page.route('**/api/v1/label/__name__/values', (route) =>
        route.fulfill({ json: { status: 'success', data: ['unloop_crashes_total', 'up'] } }),
      )
      await visit(page, '/explore?tab=metrics')
      await page.getByRole('combobox', { name: /PromQL/ }).pressSequentially('sum(unloop_cr')
      const offered = (id: string) => page.locator(`datalist#${id} option`)
      await offered('explore-queries').first().waitFor({ state: 'attached' })
      expect(await offered('explore-queries').first().getAttribute('value')).toBe(
        'sum(unloop_crashes_total',
      )
      await page
        .locator('datalist#explore-ns option[value="loyalty-prod"]')
        .waitFor({ state: 'attached' })
      await page.context().close()
    })

    it('saves an incident as a file that opens without a server and asks for nothing', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, server.hostile)
      await page.getByRole('log').locator('[data-row]').first().waitFor()
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save as file' }).click()
      const download = await waiting
      expect(download.suggestedFilename()).toMatch(/^checkout-\w+\.html$/)
      const alone = await browser.newPage()
      const asked: string[] = []
      alone.on('request', (request) => asked.push(request.url()))
      const folder = mkdtempSync(join(tmpdir(), 'unloop saved '))
      const path = join(folder, download.suggestedFilename())
      await download.saveAs(path)
      await alone.goto(pathToFileURL(path).href)
      await alone.getByRole('heading', { level: 1, name: 'TypeError' }).waitFor()
      await alone.getByText(HOSTILE[1]).first().waitFor()
      expect([asked.length, await alone.evaluate(() => 'owned' in window)]).toEqual([1, false])
      await alone.close()
      rmSync(folder, { recursive: true })
      await page.context().close()
    })

    it('opens with values in the address that it does not know', async () => {
      const { page, faults } = await open(browser, server.url)
      for (const path of [
        '/explore?tab=nosuch',
        '/?state=nosuch&sort=nosuch',
        '/pods?sort=nosuch',
      ]) {
        await visit(page, path)
        expect([path, await page.locator('main h1').count()]).toEqual([path, 1])
      }
      expect(faults).toEqual([])
      await page.context().close()
    })

    it('shows what programs, events and names say as text', async () => {
      const { page, faults } = await open(browser, server.url)
      for (const path of [server.hostile, '/explore', '/pods', '/']) {
        await visit(page, path)
        if (path === server.hostile || path === '/explore')
          await page.getByText(HOSTILE[1]).filter({ visible: true }).first().waitFor()
        const planted = page.locator('main :is(script, img, iframe, svg[onload], [onerror])')
        expect([path, await planted.count()]).toEqual([path, 0])
        expect([path, await page.title()]).not.toEqual([path, 'owned'])
        expect(await page.evaluate(() => 'owned' in window)).toBe(false)
        const text = await page.locator('main').innerText()
        // eslint-disable-next-line no-control-regex
        expect([path, /[\u0000-\u0008\u001B\u009B\u202E]/.exec(text)]).toEqual([path, null])
      }
      expect(faults).toEqual([])
      await page.context().close()
    })

    it('says at an address that is nothing what there is, and leads on', async () => {
      const { page, foreign, faults } = await open(browser, server.url)
      for (const path of ['/nothing', '/nothing/below?q=1']) {
        const answer = await page.goto(path)
        expect(answer?.status()).toBe(404)
        await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor()
        expect(await violations(page)).toEqual([])
      }
      await page.getByRole('main').getByRole('link', { name: 'incidents' }).click()
      await page.getByRole('listitem').first().waitFor()
      expect([foreign, faults]).toEqual([[], []])
      await page.context().close()
    })

    it('runs no script but its own files', async () => {
      const { page } = await open(browser, server.url)
      const answer = await page.goto('/')
      const policy = answer?.headers()['content-security-policy'] ?? ''
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe')
      await page.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'window.ranInline = 1'
        document.body.append(script)
      })
      expect(await page.evaluate(() => 'ranInline' in window)).toBe(false)
      await page.context().close()
    })

    it('diagnoses a pasted text without any request, and cannot make one', async () => {
      const { page } = await open(browser, server.url)
      await visit(page, '/drop')
      const asked: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith('blob:') && request.resourceType() !== 'script')
          asked.push(request.url())
      })
      const evidence = 'test/threads/001-coredns-loop-detected-v15/evidence.txt'
      await page
        .getByRole('textbox', { name: 'Text' })
        .fill(readFileSync(join(root, evidence), 'utf8'))
      await page.getByRole('button', { name: 'Diagnose the text' }).click()
      await page.getByText('dns-loop').first().waitFor()
      expect(asked).toEqual([])
      const outcome = await page.evaluate(() =>
        fetch('/healthz').then(
          () => 'sent',
          () => 'refused',
        ),
      )
      expect(outcome).toBe('refused')
      await page.context().close()
    })
  },
)
