import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScript } from '@unloop/promql/testscript'

const folder = join(import.meta.dirname, 'promql')

test.each(readdirSync(folder).filter((name) => name.endsWith('.test')))(
  'Prometheus’s own test script %s holds',
  { timeout: 120_000 },
  async (name) => {
    const outcomes = await runScript(readFileSync(join(folder, name), 'utf8'))
    expect(outcomes.length).toBeGreaterThan(10)
    expect(outcomes.filter(({ problem }) => problem !== undefined)).toEqual([])
  },
)
