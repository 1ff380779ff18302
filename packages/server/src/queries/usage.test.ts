import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BlockWriter, EmbeddedDriver, ensureEngine, openStore, type Store } from '@unloop/store'
import { adviceOn } from './usage-advice.ts'
import { usageOf, type Usage } from './usage.ts'

// Real processes start and end: on a machine that is busy they take their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

const MIB = 2 ** 20
const TO = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 3_600_000
const FROM = TO - 7 * 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'unloop usage '))
let store: Store

beforeAll(async () => {
  const driver = await EmbeddedDriver.open({
    engine: await ensureEngine(),
    folder,
    database: 'unloop',
    limits: { memoryBytes: 600 << 20 },
  })
  store = await openStore({ driver, folder, database: 'unloop' })
  const runs = new BlockWriter('runs')
  const run = (pod: string, more: Record<string, string | number>) =>
    runs.addRow({
      cluster: 'lab',
      namespace: 'shop',
      pod,
      container: 'app',
      workload_kind: 'Deployment',
      workload: 'web',
      started: TO - 7_200_000,
      finished: 0,
      exit_code: -1,
      run: 0,
      seen: TO - 7_200_000,
      updated: TO,
      ...more,
    })
  run('web-1', {})
  run('web-2', { finished: TO - 3_600_000, exit_code: 137, reason: 'OOMKilled' })
  run('web-2', { run: 1 })
  // Ended before the week that is asked for.
  run('web-old', { started: FROM - 9_000, finished: FROM - 8_000, exit_code: 1, reason: 'Error' })
  const samples = new BlockWriter('samples')
  const series = new BlockWriter('series')
  let id = 0
  const add = (name: string, labels: Record<string, string>, valueAt: (at: number) => number) => {
    id++
    series.addRow({
      id: BigInt(id),
      name,
      labels: { cluster: 'lab', namespace: 'shop', container: 'app', ...labels },
      day: TO - 3_600_000,
    })
    for (let at = 0; at < 100; at++)
      samples.addRow({ id: BigInt(id), ts: TO - (100 - at) * 30_000, value: valueAt(at) })
  }
  const memory = 'container_memory_working_set_bytes'
  add(memory, { pod: 'web-1' }, (at) => (at === 50 ? 200 : 100) * MIB)
  add(memory, { pod: 'web-2' }, (at) => (at === 99 ? NaN : 90 * MIB))
  // Half a core, and a counter that began anew on the way.
  add('container_cpu_usage_seconds_total', { pod: 'web-1' }, (at) => (at < 50 ? at : at - 50) * 15)
  add('container_cpu_cfs_periods_total', { pod: 'web-1' }, (at) => at * 10)
  add('container_cpu_cfs_throttled_periods_total', { pod: 'web-1' }, (at) => at * 2)
  const probe = (result: string) => ({ pod: 'web-1', probe_type: 'Startup', result })
  add('prober_probe_total', probe('failed'), () => 7)
  add('prober_probe_total', probe('successful'), () => 1)
  // Of a second run nobody knows how many failures were of the first.
  add('prober_probe_total', { ...probe('failed'), pod: 'web-2' }, () => 90)
  for (const writer of [runs, samples, series]) await store.insert(writer.finish()!)
  await store.flush()
}, 180_000)

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (more: object = {}) => usageOf(store, { fromMs: FROM, toMs: TO, limit: 10, ...more })

describe('usage', () => {
  it('is what the pods of a workload took, at the peak and nearly always', async () => {
    const [web, ...others] = await ask()
    expect(others).toEqual([])
    expect(web).toMatchObject({
      cluster: 'lab',
      namespace: 'shop',
      workload_kind: 'Deployment',
      workload: 'web',
      container: 'app',
      pods: 2,
      memory: { peak: 200 * MIB, p95: 100 * MIB, samples: 199 },
      oom_kills: 1,
      startup_failures: 7,
    })
    expect(web!.cpu!.peak).toBeCloseTo(0.5, 1)
    expect(web!.cpu!.throttled).toBeCloseTo(0.2, 5)
  })

  it('is of the place that is asked for', async () => {
    expect(await ask({ namespace: 'other' })).toEqual([])
    expect(await ask({ cluster: 'other' })).toEqual([])
    expect(await ask({ workload: 'web', container: 'app', cluster: 'lab' })).toHaveLength(1)
  })
})

describe('advice', () => {
  const usage: Usage = {
    cluster: 'lab',
    namespace: 'shop',
    workload_kind: 'Deployment',
    workload: 'web',
    container: 'app',
    pods: 1,
    memory: { peak: 200 * MIB, p95: 100 * MIB, samples: 500 },
    cpu: { peak: 0.5, p95: 0.234, throttled: 0.01 },
    oom_kills: 0,
    startup_failures: 7,
  }

  it('leaves room above the peak, more where the peak was cut off', () => {
    expect(adviceOn(usage)).toMatchObject({
      requests: { memory: '112Mi', cpu: '240m' },
      limits: { memory: '256Mi' },
      startup_failure_threshold: 14,
    })
    expect(adviceOn({ ...usage, oom_kills: 2 })?.limits).toEqual({ memory: '304Mi' })
  })

  it('says nothing where nothing is known', () => {
    const memory = { peak: 1, p95: 1, samples: 3 }
    const little = { ...usage, memory, cpu: null, startup_failures: null }
    expect(adviceOn(little)).toBeNull()
  })
})
