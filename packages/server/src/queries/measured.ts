import type { Store } from '@unloop/store'
import type { Span, Where } from './place.ts'

/** What one container of a pod was seen to use; null for what was not measured. */
export interface Measured {
  readonly memoryPeak: number | null
  readonly memoryP95: number | null
  readonly samples: number
  readonly cpuPeak: number | null
  readonly cpuP95: number | null
  readonly throttled: number | null
  /** Startup probes that failed, and those that went well. */
  readonly startupFailures: number | null
  readonly startups: number | null
}

type Place = Span & Pick<Where, 'cluster' | 'namespace' | 'container'>
type Rows = Pick<Store, 'rows'>

interface Series {
  readonly id: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** One series over the time: values of a gauge, or how a counter grew. */
interface Values {
  readonly id: string
  readonly peak: number
  readonly p95: number
  readonly n: string
}

// The kubelet's own names, and those of OpenTelemetry's kubeletstats receiver.
const MEMORY = ['container_memory_working_set_bytes']
const CPU = ['container_cpu_usage_seconds_total', 'container_cpu_time_seconds_total']
const PERIODS = 'container_cpu_cfs_periods_total'
const THROTTLED = 'container_cpu_cfs_throttled_periods_total'
const PROBES = 'prober_probe_total'
/** Ids that one statement names: an engine reads at most 256 KiB of text. */
const IDS_AT_ONCE = 8_000
const MAX_SERIES = 200_000
const BETWEEN =
  'ts >= fromUnixTimestamp64Milli({from:Int64}) AND ts <= fromUnixTimestamp64Milli({to:Int64}) AND NOT isNaN(value)'

const GAUGE = `SELECT id, max(value) AS peak, quantile(0.95)(value) AS p95, count() AS n
  FROM unloop.samples WHERE IDS AND ${BETWEEN} GROUP BY id`
/** Cores over five minutes each; what a restart takes back from a counter is no use of it. */
const RATE = `SELECT id, max(rate) AS peak, quantile(0.95)(rate) AS p95, count() AS n FROM (
    SELECT id, deltaSumTimestamp(value, toUnixTimestamp64Milli(ts)) * 1000
        / (toUnixTimestamp64Milli(max(ts)) - toUnixTimestamp64Milli(min(ts))) AS rate
    FROM unloop.samples WHERE IDS AND ${BETWEEN}
    GROUP BY id, toStartOfInterval(ts, INTERVAL 5 MINUTE) HAVING max(ts) > min(ts)
  ) GROUP BY id`
const GROWTH = `SELECT id, deltaSumTimestamp(value, toUnixTimestamp64Milli(ts)) AS peak, max(value) AS p95, count() AS n
  FROM unloop.samples WHERE IDS AND ${BETWEEN} GROUP BY id`

/** What was measured, by container of a pod. */
export async function measured(store: Rows, place: Place): Promise<Map<string, Measured>> {
  const series = await seriesOf(store, place)
  const valuesOf = async (names: readonly string[], sql: string): Promise<Map<string, Values>> =>
    values(store, { series: series.filter(({ name }) => names.includes(name)), sql, place })
  const [gauges, rates, growths] = await Promise.all([
    valuesOf(MEMORY, GAUGE),
    valuesOf(CPU, RATE),
    valuesOf([PERIODS, THROTTLED, PROBES], GROWTH),
  ])
  const groups = Map.groupBy(series, ({ labels }) =>
    podKey({
      cluster: labels['cluster'] ?? '',
      namespace: labels['namespace'] ?? '',
      pod: labels['pod'] ?? '',
      container: labels['container'] ?? '',
    }),
  )
  return new Map(
    [...groups].map(([key, group]) => {
      const of = (all: ReadonlyMap<string, Values>, which: (one: Series) => boolean) =>
        group.filter(which).flatMap(({ id }) => all.get(id) ?? [])
      const memory = of(gauges, () => true)
      const cpu = of(rates, () => true)
      const growth = (name: string) =>
        sum(
          of(growths, (one) => one.name === name),
          'peak',
        )
      const probes = (result: string) =>
        most(
          of(growths, ({ name, labels }) => isStartup(name, labels, result)),
          'p95',
        )
      const periods = growth(PERIODS) ?? 0
      return [
        key,
        {
          memoryPeak: most(memory, 'peak'),
          memoryP95: most(memory, 'p95'),
          samples: memory.reduce((total, { n }) => total + Number(n), 0),
          cpuPeak: most(cpu, 'peak'),
          cpuP95: most(cpu, 'p95'),
          throttled: periods > 0 ? (growth(THROTTLED) ?? 0) / periods : null,
          startupFailures: probes('failed'),
          startups: probes('successful'),
        },
      ]
    }),
  )
}

function isStartup(name: string, labels: Series['labels'], result: string): boolean {
  return name === PROBES && labels['probe_type'] === 'Startup' && labels['result'] === result
}

function seriesOf(store: Rows, { cluster, namespace, container, fromMs, toMs }: Place) {
  const params: Record<string, string | number> = { from: fromMs - 86_400_000, to: toMs }
  const parts = ["labels['container'] != ''", "labels['pod'] != ''"]
  for (const [label, value] of Object.entries({ namespace, container })) {
    if (value === undefined) continue
    params[label] = value
    parts.push(`labels['${label}'] = {${label}:String}`)
  }
  if (cluster !== undefined) {
    params['cluster'] = cluster
    parts.push("labels['cluster'] IN ('', {cluster:String})")
  }
  const names = [...MEMORY, ...CPU, PERIODS, THROTTLED, PROBES].map((name) => `'${name}'`)
  return store.rows<Series>(
    `SELECT toString(id) AS id, name, labels FROM unloop.series
     WHERE name IN (${names.join(', ')}) AND ${parts.join(' AND ')}
       AND day >= fromUnixTimestamp64Milli({from:Int64}) AND day <= fromUnixTimestamp64Milli({to:Int64})
     LIMIT 1 BY id`,
    { params, maxRows: MAX_SERIES },
  )
}

async function values(
  store: Rows,
  { series, sql, place }: { readonly series: readonly Series[]; sql: string; place: Place },
): Promise<Map<string, Values>> {
  const found = new Map<string, Values>()
  for (let from = 0; from < series.length; from += IDS_AT_ONCE) {
    const ids = series.slice(from, from + IDS_AT_ONCE).map(({ id }) => id)
    const rows = await store.rows<Values>(sql.replace('IDS', `id IN (${ids.join(',')})`), {
      params: { from: place.fromMs, to: place.toMs },
    })
    for (const row of rows) found.set(String(row.id), row)
  }
  return found
}

const most = (list: readonly Values[], field: 'peak' | 'p95'): number | null =>
  list.length === 0 ? null : Math.max(...list.map((one) => Number(one[field])))
const sum = (list: readonly Values[], field: 'peak' | 'p95'): number | null =>
  list.length === 0 ? null : list.reduce((total, one) => total + Number(one[field]), 0)

/** Names a container of a pod among what was measured. */
export function podKey(place: {
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
}): string {
  return `${place.cluster}/${place.namespace}/${place.pod}/${place.container}`
}
