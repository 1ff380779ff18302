import { expect, it } from 'vitest'
import { run } from './run.ts'
import { columns } from './output/wrap.ts'
import { recordedIo } from './testing/recorded-io.ts'

const LOG = 'starting\npanic: open /etc/app/config.yaml: no such file or directory\n'

async function page(argv: readonly string[], width = 80): Promise<string> {
  const { io, out } = recordedIo({ stdin: LOG, terminal: { columns: width } })
  await run(['-f', '-', ...argv], io)
  return out()
}

it('--brief is what failed, its proof and the fix', async () => {
  const brief = await page(['--brief'])
  expect(brief).toContain('no such file or directory')
  expect(brief).toMatch(/^ {3}(?:Fix|Next) /m)
  expect(brief).not.toContain('Incident ')
  expect(brief.split('\n').length).toBeLessThan((await page([])).split('\n').length)
})

it('shows each piece of evidence once', async () => {
  const lines = (await page([])).split('\n').filter((line) => line.includes('│ panic:'))
  expect(lines).toHaveLength(1)
})

it('takes a terminal of 40 columns as one', async () => {
  const prose = (await page([], 40)).split('\n').filter((line) => !/^ {5}\S/.test(line))
  for (const line of prose) expect(columns(line)).toBeLessThanOrEqual(40)
})
