import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BlockWriter } from './block/block-writer.ts'
import { addColumn } from './ddl/migrations.ts'
import { isStoreError, type StoreError } from './errors.ts'
import { openStore, type Store, type StoreOptions } from './store.ts'
import { TABLES, type TableName } from './tables/index.ts'
import type { ColumnType } from './tables/table.ts'
import { ENGINE_NAMES, startEngine, TEST_DATABASE, type TestEngine } from './testing/engines.ts'
import { countOf, logBlock, SAMPLE_START } from './testing/sample-rows.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const DB = TEST_DATABASE
const HOUR = 3_600_000
const VALUES: Record<ColumnType, string | number | bigint | Record<string, string>> = {
  String: 'a\tb\n"ü"\0',
  'LowCardinality(String)': 'sym',
  'Map(LowCardinality(String), String)': { k: 'v', 'k8s.pod.name': '' },
  UInt8: 255,
  UInt16: 65_535,
  UInt32: 4_294_967_295,
  UInt64: 18_446_744_073_709_551_615n,
  Int32: -1,
  Int64: -5n,
  Float64: -1.5e300,
  "DateTime64(3, 'UTC')": SAMPLE_START + 1,
  "DateTime64(9, 'UTC')": BigInt(SAMPLE_START) * 1_000_000n + 123_456_789n,
}
const READ: Record<ColumnType, unknown> = {
  ...VALUES,
  UInt64: '18446744073709551615',
  Int64: '-5',
  "DateTime64(3, 'UTC')": '2026-11-30 08:00:00.001',
  "DateTime64(9, 'UTC')": '2026-11-30 08:00:00.123456789',
}

// The gate leaves out what two shards cover too.
const ENGINES = ENGINE_NAMES.filter(
  (name) => name !== 'one server' || process.env['UNLOOP_STORE_ENGINES'] === 'all',
)

describe.each(ENGINES)('a store on %s', (name) => {
  let engine: TestEngine
  let store: Store

  const open = async (options: Partial<StoreOptions> = {}): Promise<Store> =>
    openStore({
      driver: await engine.driver(),
      folder: engine.folder,
      database: DB,
      layout: engine.layout,
      ...options,
    })

  beforeAll(async () => {
    engine = await startEngine(name)
    store = await open()
  }, 180_000)

  afterAll(async () => {
    await store.close()
    await engine.close()
  })

  it('holds every column of every table as it was written', async () => {
    for (const table of Object.keys(TABLES) as TableName[]) {
      if (table === 'meta') continue
      const writer = new BlockWriter(table)
      const row = Object.fromEntries(
        TABLES[table].columns.map(({ name: column, type }) => [column, VALUES[type]]),
      )
      writer.addRow(row)
      await store.insert(writer.finish()!)
    }
    await store.flush()
    for (const table of Object.keys(TABLES) as TableName[]) {
      if (table === 'meta') continue
      const wanted = Object.fromEntries(
        TABLES[table].columns.map(({ name: column, type }) => [column, READ[type]]),
      )
      expect(await store.rows(`SELECT * FROM ${DB}.${table}`)).toEqual([wanted])
    }
  })

  it('fills what a row leaves out, and joins blocks of different width', async () => {
    const writer = new BlockWriter('events')
    for (let n = 0; n < 300; n++)
      writer.addRow({ ts: SAMPLE_START + n, name: `pod-${n}`, reason: 'BackOff' })
    writer.addRow({ ts: SAMPLE_START, attributes: { a: '1' } })
    const wide = writer.finish()!
    writer.addRow({ ts: SAMPLE_START, name: 'late', count: 3 })
    await Promise.all([store.insert(wide), store.insert(writer.finish()!)])
    await store.flush()
    const rows = await store.rows(
      `SELECT uniqExact(name) AS names, countIf(reason = 'BackOff') AS reasons, sum(length(attributes)) AS pairs, max(count) AS most FROM ${DB}.events WHERE uid = ''`,
    )
    expect(rows).toEqual([{ names: '302', reasons: '300', pairs: '1', most: 3 }])
  })

  it('acknowledges before the engine has the rows, and shows them after a flush', async () => {
    const before = await countOf(store, `${DB}.logs`)
    await Promise.all([...Array(20).keys()].map((n) => store.insert(logBlock(n * 50, 50))))
    await store.flush(['logs'])
    expect(await countOf(store, `${DB}.logs`)).toBe(before + 1000)
    const bodies = await store.rows<{ body: string }>(
      `SELECT body FROM ${DB}.logs WHERE namespace = {namespace:String} AND pod = {pod:String} ORDER BY ts LIMIT 1`,
      { params: { namespace: 'shop', pod: 'web-1' } },
    )
    expect(bodies[0]?.body).toMatch(/^line 1 ä ' \\ x$/)
  })

  it('stores an insert once that is tried again', async () => {
    const before = await countOf(store, `${DB}.logs`)
    await store.close()
    const driver = await engine.driver()
    const files = [0, 1, 2].map((part) => {
      const file = join(engine.folder, `again-${part}.native`)
      writeFileSync(file, logBlock(5_000 + part * 100, 100, Date.now() - part * 24 * HOUR).bytes)
      return file
    })
    for (let turn = 0; turn < 3; turn++)
      await driver.insertFiles({ table: 'logs', files, token: 'logs/again', triedAt: null })
    await driver.close()
    store = await open()
    expect(await countOf(store, `${DB}.logs`)).toBe(before + 300)
  })

  it('keeps values out of the statement', async () => {
    const hostile = "x'); DROP TABLE logs; --\\ \t\n"
    const [row] = await store.rows('SELECT {value:String} AS value, {list:Array(String)} AS list', {
      params: { value: hostile, list: ["a'b", '\\', 'c\td'] },
    })
    expect(row).toEqual({ value: hostile, list: ["a'b", '\\', 'c\td'] })
  })

  it('says what is wrong with a statement, and which limit it met', async () => {
    const wrong = await failure(store.rows('SELECT nothing FROM nowhere'))
    expect(wrong.code).toBe('query')
    expect(wrong.message).toContain('nowhere')
    const slow = await failure(
      store.rows('SELECT sum(sleepEachRow(0.5)) FROM numbers(20) SETTINGS max_block_size = 1', {
        seconds: 1,
      }),
    )
    expect(slow.code).toBe('limit')
    const many = await failure(
      store.rows('SELECT number FROM system.numbers LIMIT 5000', { maxRows: 100 }),
    )
    expect(many.code).toBe('limit')
  })

  it('sets a batch aside that cannot be read, names it, and goes on', async () => {
    await store.insert({
      table: 'logs',
      rows: 7,
      bytes: new TextEncoder().encode('no native block'),
    })
    await store.flush(['logs'])
    await store.insert(logBlock(9_000, 10))
    await store.flush(['logs'])
    const status = await store.status()
    expect(status.rejectedRows).toBe(7)
    expect(readdirSync(join(engine.folder, 'spool', 'rejected'))).toHaveLength(1)
  })

  it('takes up what an earlier process acknowledged and forgets what was cut off', async () => {
    const before = await countOf(store, `${DB}.logs`)
    await store.close()
    const batch = join(engine.folder, 'spool', 'logs', '1-left')
    mkdirSync(batch, { recursive: true })
    const { crc32 } = await import('node:zlib')
    const { bytes } = logBlock(20_000, 30)
    const crc = crc32(bytes).toString(16).padStart(8, '0')
    writeFileSync(join(batch, `000000-30-${bytes.length}-${crc}.native`), bytes)
    writeFileSync(join(batch, `000001-30-${bytes.length}-${crc}.native`), bytes.subarray(0, 400))
    store = await open()
    await store.flush()
    expect(await countOf(store, `${DB}.logs`)).toBe(before + 30)
    expect((await store.status()).tornFiles).toBe(1)
    expect(existsSync(batch)).toBe(false)
  })

  it('drops the oldest days first when it is over its cap, and says so', async () => {
    const day = 24 * HOUR
    const today = Date.now()
    for (const age of [3, 2, 1, 0])
      await store.insert(logBlock(age * 10_000, 5_000, today - age * day))
    await store.flush()
    await store.close()
    store = await open({ capBytes: 60_000 })
    const dropped = await store.evict()
    const logs = dropped.filter(({ table }) => table === 'logs').map(({ partition }) => partition)
    expect(logs.length).toBeGreaterThan(0)
    expect([...new Set(logs)]).toEqual([...new Set(logs)].sort())
    const [left] = await store.rows<{ oldest: string; days: number }>(
      `SELECT toString(min(toDate(ts))) AS oldest, uniqExact(toDate(ts)) AS days FROM ${DB}.logs`,
    )
    // Each shard is measured by itself.
    if (engine.layout.kind === 'local') expect(left!.oldest > logs.at(-1)!).toBe(true)
    await store.flush(['dropped'])
    const [recorded] = await store.rows<{ rows: string }>(
      `SELECT sum(rows) AS rows FROM ${DB}.dropped WHERE reason = 'disk cap'`,
    )
    expect(Number(recorded!.rows)).toBe(dropped.reduce((sum, { rows }) => sum + rows, 0))
    expect(await countOf(store, `${DB}.logs`)).toBeGreaterThan(0)
  })

  it('moves an older store forward, and refuses a newer one in words', async () => {
    const rows = await countOf(store, `${DB}.logs`)
    await store.close()
    const step = addColumn('logs', { name: 'colour', type: 'String', codec: 'ZSTD(1)' })
    store = await open({ schema: { version: 2, migrations: [{ version: 2, statements: step }] } })
    expect(await store.rows(`SELECT DISTINCT colour FROM ${DB}.logs`)).toEqual([{ colour: '' }])
    expect(await countOf(store, `${DB}.logs`)).toBe(rows)
    await store.close()
    const refused = await failure(open({ schema: { version: 1, migrations: [] } }))
    expect(refused.code).toBe('newer')
    expect(refused.message).toContain('version 2')
    store = await open({ schema: { version: 2, migrations: [] } })
  })
})

describe('a cluster of which a shard dies', () => {
  it('keeps what is acknowledged until the shard is back', async () => {
    const engine = await startEngine('two shards')
    const store = await openStore({
      driver: await engine.driver(),
      folder: engine.folder,
      database: DB,
      layout: engine.layout,
    })
    try {
      await store.insert(logBlock(0, 700))
      await store.flush()
      const shard = engine.cluster!.nodes[1]!
      await shard.kill()
      await store.insert(logBlock(1_000, 700))
      const down = await failure(store.flush())
      expect(down.code).toBe('unavailable')
      expect((await store.status().catch(() => null)) ?? 'no answer').toBeTruthy()
      await shard.start()
      await eventually(async () => (await countOf(store, `${DB}.logs`)) === 1_400)
    } finally {
      await store.close()
      await engine.close()
    }
  })
})

async function failure(promise: Promise<unknown>): Promise<StoreError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (isStoreError(error)) return error
  throw new Error(`No StoreError: ${String(error)}`)
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > until) throw new Error('It never came true.')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
