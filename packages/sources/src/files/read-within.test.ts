import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readWithin } from './read-within.ts'

async function* endless(): AsyncIterable<Uint8Array> {
  for (;;) yield await Promise.resolve(new Uint8Array(1000))
}

describe('what is read within a budget', () => {
  it('is whole', async () => {
    const bytes = await readWithin(Readable.from([Buffer.from('is '), Buffer.from('whole')]), 100)
    expect(bytes?.toString()).toBe('is whole')
  })

  it('is nothing where there is more', async () => {
    expect(await readWithin(endless(), 10_000)).toBeNull()
  })
})
