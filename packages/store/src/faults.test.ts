import { afterEach, describe, expect, it, vi } from 'vitest'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Driver, FileInsert } from './drivers/driver.ts'
import { EmbeddedDriver } from './drivers/embedded.ts'
import { ensureEngine } from './engine/install.ts'
import { isStoreError, StoreError } from './errors.ts'
import { openStore, type Store, type StoreOptions } from './store.ts'
import { TEST_DATABASE as DB } from './testing/engines.ts'
import { literal } from './sql/identifier.ts'
import { TABLES } from './tables/index.ts'
import { countOf, logBlock } from './testing/sample-rows.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const KILLS = Number(process.env['UNLOOP_KILLS'] ?? '2')
const WRITER = fileURLToPath(new URL('./testing/writer-process.ts', import.meta.url))
const cleanups: (() => void | Promise<void>)[] = []

afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

describe('the embedded store', () => {
  it(`loses nothing that it acknowledged and stores nothing twice, killed ${KILLS} times at random moments`, async () => {
    const folder = scratch()
    let acknowledged = 0
    let next = 0
    const ranges: [number, number][] = []
    for (let round = 0; round < KILLS; round++) {
      const written = await writeUntilKilled(folder, next)
      for (const [from, rows] of written) {
        ranges.push([from, rows])
        acknowledged += rows
      }
      next += 10_000_000
    }
    const store = await open(folder)
    await store.flush()
    const rows = await store.rows<{ n: string; copies: string }>(
      `SELECT toUInt64(extract(body, '^line (\\\\d+)')) AS n, count() AS copies FROM ${DB}.logs GROUP BY n`,
    )
    const copies = new Map(rows.map((row) => [Number(row.n), Number(row.copies)]))
    let missing = 0
    for (const [from, count] of ranges)
      for (let line = from; line < from + count; line++) if (!copies.has(line)) missing++
    expect({ missing, twice: [...copies.values()].filter((many) => many > 1).length }).toEqual({
      missing: 0,
      twice: 0,
    })
    expect(acknowledged).toBeGreaterThan(0)
    await store.close()
  }, 900_000)

  it.each([
    ['all of an insert', ''],
    ['one of its two days', ` WHERE toDate(ts) = '2026-11-28'`],
  ])(
    'stores nothing twice where the engine was killed after %s, before its own note',
    async (_what, only) => {
      const folder = scratch()
      const driver = await openDriver(folder)
      const store = await open(folder, { driver: losingAnswers(driver, only) })
      await store.insert(logBlock(0, 300, Date.UTC(2026, 10, 28)))
      await store.insert(logBlock(300, 200, Date.UTC(2026, 10, 29)))
      await expect(store.flush()).rejects.toThrow('killed')
      process.kill(driver.pid!, 'SIGKILL')
      await store.close()
      forgetInserts(folder)
      const again = await open(folder)
      await again.insert(logBlock(500, 50, Date.UTC(2026, 10, 28)))
      await again.flush()
      expect(await countOf(again, `${DB}.logs`)).toBe(550)
      await again.close()
    },
  )

  it('lives on when the process of its engine is killed', async () => {
    const folder = scratch()
    const driver = await openDriver(folder)
    const store = await open(folder, { driver })
    await store.insert(logBlock(0, 100))
    await store.flush()
    process.kill(driver.pid!, 'SIGKILL')
    await store.insert(logBlock(100, 100))
    await store.flush().catch(() => store.flush())
    expect(await countOf(store, `${DB}.logs`)).toBe(200)
    expect(driver.crashes).toBe(1)
    await store.close()
  })

  it('turns away what it has no room for, and keeps all that it took', async () => {
    const folder = scratch()
    const store = await open(folder, { spool: { memoryBytes: 100_000 } })
    const blocks = Array.from({ length: 200 }, (_each, index) => logBlock(index * 100, 100))
    const results = await Promise.allSettled(blocks.map((block) => store.insert(block)))
    const taken = results.filter(({ status }) => status === 'fulfilled').length
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    )
    expect(taken).toBeGreaterThan(0)
    expect(reasons.length).toBeGreaterThan(0)
    for (const reason of reasons) expect(isStoreError(reason) && reason.code).toBe('busy')
    await store.insert(logBlock(100_000, 100))
    await store.flush()
    expect(await countOf(store, `${DB}.logs`)).toBe((taken + 1) * 100)
    await store.close()
  })

  it('is open once: the second is told which folder is in use', async () => {
    const folder = scratch()
    const store = await open(folder)
    const error = await openDriver(folder, 0).catch((reason: unknown) => reason)
    expect(isStoreError(error) && error.code).toBe('locked')
    expect(String(error)).toContain(folder)
    await store.close()
  })

  it('sets a broken part aside and answers from the rest', async () => {
    const folder = scratch()
    const first = await open(folder)
    await first.insert(logBlock(0, 1000, Date.UTC(2026, 10, 28)))
    await first.insert(logBlock(0, 1000, Date.UTC(2026, 10, 29)))
    await first.flush()
    await first.close()
    for (const part of partsOf(join(folder, 'engine'), '20261128'))
      truncateSync(join(part, 'data.bin'), 20)
    const again = await open(folder)
    const days = await again.rows(
      `SELECT count() AS n, toString(toDate(ts)) AS day FROM ${DB}.logs GROUP BY day`,
    )
    expect(days).toEqual([{ n: '1000', day: '2026-11-29' }])
    expect((await again.status()).brokenParts).toBe(1)
    await again.insert(logBlock(2000, 10))
    await again.flush()
    await again.close()
  })

  it('says that the disk is full, answers from what it has, and goes on once there is room', async () => {
    const folder = scratch()
    if (!mountSmall(folder, 48)) return
    const store = await open(folder, { capBytes: 30_000_000, spool: { ageMs: 100 } })
    const filler = join(folder, 'filler')
    await store.insert(logBlock(0, 1000, Date.UTC(2026, 10, 28)))
    await store.flush()
    fillUp(filler)
    const refused = await refusal(store)
    expect(refused).toBe('full')
    const before = await countOf(store, `${DB}.logs`)
    expect(before).toBeGreaterThanOrEqual(1000)
    rmSync(filler)
    await store.insert(logBlock(2_000_000, 500, Date.now()))
    await store.flush().catch(() => new Promise((resolve) => setTimeout(resolve, 2_000)))
    await store.flush()
    expect(await countOf(store, `${DB}.logs`)).toBeGreaterThanOrEqual(before + 500)
    await store.close()
  })
})

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unloop faults '))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function openDriver(folder: string, lockWaitMs = 10_000): Promise<EmbeddedDriver> {
  return EmbeddedDriver.open({
    engine: await ensureEngine(),
    folder,
    database: DB,
    limits: { memoryBytes: 600 << 20 },
    lockWaitMs,
  })
}

async function open(folder: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const driver = options.driver ?? (await openDriver(folder))
  const store = await openStore({ driver, folder, database: DB, ...options })
  cleanups.push(() => store.close())
  return store
}

/** The ranges that the writer was told are stored, before it and its engine were killed. */
function writeUntilKilled(folder: string, first: number): Promise<[number, number][]> {
  return new Promise((resolve, reject) => {
    const args = ['--disable-warning=ExperimentalWarning', WRITER, folder, String(first)]
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    const ranges: [number, number][] = []
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'open')
        setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 50 + Math.random() * 900)
      const range = /^(\d+) (\d+)$/.exec(line)
      if (range !== null) ranges.push([Number(range[1]), Number(range[2])])
    })
    child.on('error', reject)
    child.on('close', () => resolve(ranges))
  })
}

/** A driver that stores what it is given, or the rows that a condition names, and whose answer never comes. */
function losingAnswers(driver: EmbeddedDriver, only: string): Driver {
  const structure = TABLES.logs.columns.map(({ name, type }) => `${name} ${type}`).join(', ')
  let tries = 0
  return new Proxy<Driver>(driver, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'insertFiles') return typeof value === 'function' ? value.bind(target) : value
      return async ({ files }: FileInsert) => {
        if (tries++ === 0)
          await driver.run({
            sql: `INSERT INTO ${DB}.logs SELECT * FROM file(${literal(join(dirname(files[0]!), '*.native'))}, 'Native', ${literal(structure)})${only}`,
          })
        throw new StoreError('unavailable', 'killed')
      }
    },
  })
}

/** Takes away the engine's notes of what was inserted, as if it had ended before it wrote them. */
function forgetInserts(folder: string): void {
  const notes = readdirSync(join(folder, 'engine'), { recursive: true, withFileTypes: true })
  for (const { parentPath, name } of notes)
    if (name.startsWith('deduplication_log_')) truncateSync(join(parentPath, name), 0)
}

function partsOf(folder: string, prefix: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && entry.name === 'data.bin' && entry.parentPath.includes(`/${prefix}_`),
    )
    .map(({ parentPath }) => parentPath)
}

/** A small disk of its own in place of the folder; false where this user may not mount. */
function mountSmall(folder: string, megabytes: number): boolean {
  const { status } = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m`,
    'tmpfs',
    folder,
  ])
  if (status !== 0) return false
  cleanups.push(() => void spawnSync('umount', ['-l', folder]))
  return true
}

function fillUp(file: string): void {
  const megabyte = Buffer.alloc(1 << 20)
  mkdirSync(join(file, '..'), { recursive: true })
  for (let part = 0; ; part++) {
    try {
      writeFileSync(file, megabyte, { flag: 'a' })
    } catch {
      return
    }
  }
}

/** How an insert ends on a disk without room. */
async function refusal(store: Store): Promise<string> {
  for (let turn = 0; turn < 200; turn++) {
    try {
      await store.insert(logBlock(1_000_000 + turn * 500, 500, Date.UTC(2026, 10, 29)))
    } catch (error) {
      return isStoreError(error) ? error.code : String(error)
    }
  }
  return 'never refused'
}
