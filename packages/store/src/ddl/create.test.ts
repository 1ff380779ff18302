import { describe, expect, it } from 'vitest'
import { requireEngine } from '../engine/platform.ts'
import { fromEngine } from '../errors.ts'
import { TABLES } from '../tables/index.ts'
import { createTable, type CreateOptions } from './create.ts'
import { identifier, literal } from '../sql/identifier.ts'
import { DEFAULT_RETENTION } from './retention.ts'

const options: CreateOptions = {
  database: 'unloop',
  layout: { kind: 'local' },
  retention: DEFAULT_RETENTION,
  partition: 'day',
}

describe('the statements of a table', () => {
  it('make one MergeTree where there are no shards', () => {
    expect(createTable(TABLES.samples, options)).toEqual([
      `CREATE TABLE IF NOT EXISTS \`unloop\`.\`samples\`
(
  \`id\` UInt64 CODEC(Delta(8), ZSTD(1)),
  \`ts\` DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  \`value\` Float64 CODEC(ZSTD(3))
)
ENGINE = MergeTree()
PARTITION BY toDate(\`ts\`)
ORDER BY (\`id\`, \`ts\`)
TTL toDateTime(\`ts\`) + INTERVAL 15 DAY
SETTINGS old_parts_lifetime = 30, non_replicated_deduplication_window = 10000, max_suspicious_broken_parts = 1000, max_suspicious_broken_parts_bytes = 1000000000000, ttl_only_drop_parts = 1`,
    ])
  })

  it('put a Distributed table over the rows of each shard', () => {
    const layout = { kind: 'distributed', cluster: 'main' } as const
    const [holder, front] = createTable(TABLES.incidents, { ...options, layout })
    expect(holder).toContain('CREATE TABLE IF NOT EXISTS `unloop`.`incidents_local`\n')
    expect(holder).toContain('ENGINE = ReplacingMergeTree(`updated`)')
    expect(holder).toContain('PARTITION BY toYYYYMM(`opened`)')
    expect(front).toBe(
      'CREATE TABLE IF NOT EXISTS `unloop`.`incidents` AS `unloop`.`incidents_local`\n' +
        "ENGINE = Distributed(`main`, 'unloop', 'incidents_local', cityHash64(`cluster`, `id`))",
    )
  })

  it('replicate where there are replicas, told once on the cluster', () => {
    const layout = { kind: 'replicated', cluster: 'main' } as const
    const statements = createTable(TABLES.runs, { ...options, layout })
    expect(statements[0]).toContain('`unloop`.`runs_local` ON CLUSTER `main`')
    expect(statements[0]).toContain(
      "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/unloop/runs_local', '{replica}', `updated`)",
    )
    expect(statements[1]).toContain('`unloop`.`runs` ON CLUSTER `main`')
  })

  it('part what is evicted by hours under a small cap', () => {
    const [logs] = createTable(TABLES.logs, { ...options, partition: 'hour' })
    expect(logs).toContain('PARTITION BY toStartOfHour(toDateTime(`ts`))')
  })

  it('name only columns that the table has', () => {
    for (const table of Object.values(TABLES)) {
      const names: string[] = table.columns.map(({ name }) => name)
      expect(names).toEqual([...new Set(names)])
      for (const used of [...table.orderBy, ...table.shardBy, table.time, table.newestBy])
        if (used !== null) expect(names, `${table.name}.${used}`).toContain(used)
    }
  })
})

describe('names and texts', () => {
  it('take no hostile name into a statement', () => {
    for (const name of ['a`b', 'a; DROP', '', '1a', 'ä'])
      expect(() => identifier(name)).toThrow(RangeError)
    expect(literal("it's \\ here")).toBe("'it\\'s \\\\ here'")
  })
})

describe('errors of an engine', () => {
  it.each([
    ['Code: 243. DB::Exception: Cannot reserve 1.00 MiB', 'full'],
    [
      'Code: 75. DB::ErrnoException: Cannot write: errno: 28, strerror: No space left on device',
      'full',
    ],
    ['Code: 159. DB::Exception: Timeout exceeded', 'limit'],
    ['Code: 241. DB::Exception: Memory limit exceeded', 'limit'],
    ['Code: 252. DB::Exception: Too many parts', 'unavailable'],
    ['Code: 279. DB::Exception: All connection tries failed', 'unavailable'],
    ['Code: 60. DB::Exception: Unknown table', 'query'],
  ])('%s is %s', (message, code) => {
    expect(fromEngine(message).code).toBe(code)
  })

  it('name --store where a platform has no engine', () => {
    expect(() => requireEngine('win32-x64')).toThrow(
      /no embedded store for win32-x64.*--store http/,
    )
  })
})
