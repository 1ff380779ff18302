import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { EmbeddedDriver, ensureEngine, openStore } from '@unloop/store'
import { storeState } from './store-state.ts'

it('is read by another as it was saved last, and what is gone stays gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unloop state '))
  const limits = { memoryBytes: 600 << 20 }
  const engine = await ensureEngine()
  const driver = await EmbeddedDriver.open({ engine, folder, database: 'unloop', limits })
  const store = await openStore({ driver, folder, database: 'unloop' })
  try {
    const first = storeState(store)
    await first.save(
      'nflog',
      new Map([
        ['a', '1'],
        ['b', '{"x":"é\\n"}'],
        ['c', '3'],
      ]),
    )
    await first.save(
      'nflog',
      new Map([
        ['a', '2'],
        ['c', null],
      ]),
    )
    await first.save('silences', new Map([['a', 'other']]))
    const second = storeState(store)
    const kept = await second.load('nflog')
    expect(Object.fromEntries(kept)).toEqual({ a: '2', b: '{"x":"é\\n"}' })
    await second.save('nflog', new Map([['a', '3']]))
    expect((await first.load('nflog')).get('a')).toBe('3')
    expect([...(await first.load('none'))]).toEqual([])
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 180_000)
