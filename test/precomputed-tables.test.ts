import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as scanPlan from '../packages/engine/src/scanner/scan-plan.ts'
import { SIGNATURES } from '../packages/signatures/src/index.ts'
import type { Signature } from '../packages/engine/src/scanner/signature.ts'
import { precomputedTables } from '../scripts/lib/precomputed-tables.mjs'

interface Bundled {
  readonly SIGNATURES: readonly Signature[]
  readonly scanPlanOf: typeof scanPlan.scanPlanOf
}

const folder = mkdtempSync(join(tmpdir(), 'unloop-precomputed-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let bundled: Bundled

beforeAll(async () => {
  const outfile = join(folder, 'bundle.mjs')
  await build({
    stdin: {
      contents: `export { SIGNATURES } from './packages/signatures/src/index.ts'
export { scanPlanOf } from './packages/engine/src/scanner/scan-plan.ts'`,
      resolveDir: join(import.meta.dirname, '..'),
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins: [precomputedTables],
    logLevel: 'error',
  })
  bundled = (await import(pathToFileURL(outfile).href)) as Bundled
})

test('a bundle holds of each signature what a diagnosis asks of it', () => {
  const asked = (one: Signature) => {
    const { id, cause, pattern, strength, title, explain, fix } = one
    return { id, cause, pattern: String(pattern), strength, title, explain, in: one.in, fix }
  }
  expect(bundled.SIGNATURES.map(asked)).toEqual(SIGNATURES.map(asked))
})

test('a bundle holds the tables of its own signatures, and computes those of others', () => {
  expect(bundled.scanPlanOf(bundled.SIGNATURES)).toEqual(scanPlan.scanPlanOf(SIGNATURES))
  const some = SIGNATURES.slice(7, 99)
  expect(bundled.scanPlanOf(some)).toEqual(scanPlan.scanPlanOf(some))
})
