import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { bundling } from '../scripts/lib/bundling.mjs'

test('the command line can be bundled', async () => {
  const { errors, warnings } = await build({
    ...bundling,
    minify: false,
    entryPoints: [join(import.meta.dirname, '..', 'packages', 'cli', 'src', 'main.ts')],
    outdir: 'unwritten',
    splitting: true,
    format: 'esm',
    write: false,
  })
  expect([...errors, ...warnings]).toEqual([])
})
