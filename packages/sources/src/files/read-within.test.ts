import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readFileWithin, readWithin } from './read-within.ts'

async function* endless(): AsyncIterable<Uint8Array> {
  for (;;) yield await Promise.resolve(new Uint8Array(1000))
}

describe('what is read within a budget', () => {
  it('is whole', async () => {
    const bytes = await readFileWithin(fileURLToPath(import.meta.url), 1 << 20)
    expect(bytes?.toString()).toContain('is whole')
  })

  it('is nothing where there is more', async () => {
    expect(await readWithin(endless(), 10_000)).toBeNull()
  })

  it.runIf(existsSync('/dev/zero'))('is nothing of a device that never ends', async () => {
    expect(await readFileWithin('/dev/zero', 1 << 20)).toBeNull()
  })

  it('rejects where there is nothing to read', async () => {
    await expect(readFileWithin('/missing/file', 1)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
