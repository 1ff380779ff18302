import type { IngestCounts } from '@unloop/ingest'
import type { StoreStatus } from '@unloop/store'
import { identityOf } from '../incidents/identity.ts'
import type { Tracked } from '../incidents/tracker.ts'

/** What `/metrics` of the server itself is made from. */
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
    family('unloop_build_info', 'gauge', {
      help: 'The version that runs.',
      samples: [[{ version: input.version }, 1]],
    }),
    family('unloop_incident', 'gauge', {
      help: '1 for each open incident, by its cause.',
      samples: incidents(input),
    }),
    family('unloop_crashes_total', 'counter', {
      help: 'Exits of containers in open incidents, by cause.',
      samples: crashes(input),
    }),
    family('unloop_ingest_records_total', 'counter', {
      help: 'Records that were stored.',
      samples: byProtocol(ingest.accepted),
    }),
    family('unloop_ingest_rejected_total', 'counter', {
      help: 'Records that were left out.',
      samples: byProtocol(ingest.rejected),
    }),
    family('unloop_ingest_refused_requests_total', 'counter', {
      help: 'Requests that were told to come again.',
      samples: [
        [{ why: 'store' }, ingest.refusedRequests],
        [{ why: 'memory' }, input.turnedAway],
      ],
    }),
    family('unloop_ingest_cut_lines_total', 'counter', {
      help: 'Log lines over 1 MiB that were cut.',
      samples: [[{}, ingest.cutLines]],
    }),
    family('unloop_series', 'gauge', {
      help: 'Label sets that are known in memory.',
      samples: [[{}, ingest.knownSeries]],
    }),
    family('unloop_store_rows_total', 'counter', {
      help: 'Rows by what became of them.',
      samples: [
        [{ state: 'acknowledged' }, store.acknowledgedRows],
        [{ state: 'delivered' }, store.deliveredRows],
        [{ state: 'rejected' }, store.rejectedRows],
      ],
    }),
    family('unloop_store_evicted_rows', 'gauge', {
      help: 'Rows of the last evictions by the cap on disk.',
      samples: evicted(store),
    }),
    family('unloop_store_bytes', 'gauge', {
      help: 'Bytes on disk.',
      samples: [[{}, store.storedBytes]],
    }),
    family('unloop_store_waiting_bytes', 'gauge', {
      help: 'Acknowledged bytes that the engine has not yet.',
      samples: [[{}, store.waitingBytes]],
    }),
    family('unloop_store_broken_parts', 'gauge', {
      help: 'Parts that could not be read and were set aside.',
      samples: [[{}, store.brokenParts]],
    }),
    family('unloop_resident_memory_bytes', 'gauge', {
      help: 'Memory of the processes.',
      samples: [
        [{ process: 'server' }, input.residentBytes],
        ...(store.engineMemoryBytes === null
          ? []
          : [[{ process: 'engine' }, store.engineMemoryBytes] as const]),
      ],
    }),
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

function family(
  name: string,
  type: string,
  { help, samples }: { readonly help: string; readonly samples: Samples },
): string {
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
