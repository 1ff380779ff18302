import type { IngestCounts } from '@unloop/ingest'
import type { StoreStatus } from '@unloop/store'
import { identityOf } from '../incidents/identity.ts'
import type { Tracked } from '../incidents/tracker.ts'

export interface MetricsInput {
  readonly version: string
  readonly store: StoreStatus
  readonly ingest: IngestCounts
  readonly turnedAway: number
  readonly residentBytes: number
  readonly incidents: readonly { readonly cluster: string; readonly tracked: Tracked }[]
}

type Labels = Readonly<Record<string, string>>
type Samples = readonly (readonly [Labels, number])[]

/** The server's own metrics in Prometheus' text format. Labels are few: names of workloads and causes, never of pods. */
export function metricsText(input: MetricsInput): string {
  const { store, ingest } = input
  const byProtocol = (counts: Readonly<Record<string, number>>): Samples =>
    Object.entries(counts).map(([protocol, count]) => [{ protocol }, count])
  return [
    family('unloop_build_info', 'gauge', 'The version that runs.', [
      [{ version: input.version }, 1],
    ]),
    family('unloop_incident', 'gauge', '1 for each open incident, by its cause.', incidents(input)),
    family(
      'unloop_crashes_total',
      'counter',
      'Exits of containers in open incidents, by cause.',
      crashes(input),
    ),
    family(
      'unloop_ingest_records_total',
      'counter',
      'Records that were stored.',
      byProtocol(ingest.accepted),
    ),
    family(
      'unloop_ingest_rejected_total',
      'counter',
      'Records that were left out.',
      byProtocol(ingest.rejected),
    ),
    family(
      'unloop_ingest_refused_requests_total',
      'counter',
      'Requests that were told to come again.',
      [
        [{ why: 'store' }, ingest.refusedRequests],
        [{ why: 'memory' }, input.turnedAway],
      ],
    ),
    family('unloop_ingest_cut_lines_total', 'counter', 'Log lines over 1 MiB that were cut.', [
      [{}, ingest.cutLines],
    ]),
    family('unloop_series', 'gauge', 'Label sets that are known in memory.', [
      [{}, ingest.knownSeries],
    ]),
    family('unloop_store_rows_total', 'counter', 'Rows by what became of them.', [
      [{ state: 'acknowledged' }, store.acknowledgedRows],
      [{ state: 'delivered' }, store.deliveredRows],
      [{ state: 'rejected' }, store.rejectedRows],
    ]),
    family(
      'unloop_store_evicted_rows',
      'gauge',
      'Rows of the last evictions by the cap on disk.',
      evicted(store),
    ),
    family('unloop_store_bytes', 'gauge', 'Bytes on disk.', [[{}, store.storedBytes]]),
    family(
      'unloop_store_waiting_bytes',
      'gauge',
      'Acknowledged bytes that the engine has not yet.',
      [[{}, store.waitingBytes]],
    ),
    family(
      'unloop_store_broken_parts',
      'gauge',
      'Parts that could not be read and were set aside.',
      [[{}, store.brokenParts]],
    ),
    family('unloop_resident_memory_bytes', 'gauge', 'Memory of the processes.', [
      [{ process: 'server' }, input.residentBytes],
      ...(store.engineMemoryBytes === null
        ? []
        : [[{ process: 'engine' }, store.engineMemoryBytes] as const]),
    ]),
  ].join('')
}

function incidents({ incidents: list }: MetricsInput): Samples {
  return list.map(({ cluster, tracked }) => [identityOf(cluster, tracked.incident), 1])
}

function crashes({ incidents: list }: MetricsInput): Samples {
  return list.map(({ cluster, tracked }) => [
    identityOf(cluster, tracked.incident),
    tracked.crashes,
  ])
}

function evicted({ evicted: list }: StoreStatus): Samples {
  const sums = new Map<string, number>()
  for (const { table, rows } of list) sums.set(table, (sums.get(table) ?? 0) + rows)
  return [...sums].map(([table, rows]) => [{ table }, rows])
}

function family(name: string, type: string, help: string, samples: Samples): string {
  if (samples.length === 0) return ''
  // A series stands there once.
  const unique = new Map(samples.map(([labels, value]) => [labelText(labels), value]))
  const lines = [...unique].map(([labels, value]) => `${name}${labels} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${escape(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escape(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
