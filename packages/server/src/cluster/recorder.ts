import type { KubeObject, LogStream, Snapshot } from '@unloop/engine/evidence'
import { eventRow, EventSink } from '@unloop/ingest'
import { BlockWriter, type Block, type Store } from '@unloop/store'
import { stampedLines } from './log-lines.ts'
import { ObjectRecorder } from './object-recorder.ts'
import { lastRunOf, runsOf } from './runs.ts'

const MAX_KNOWN = 200_000
const MAX_BODY = 1 << 20

/**
 * Snapshots → rows that are new since the last one: runs that began or ended, events that were counted, log lines that
 * were not there. What is the same at the next look is not written again.
 */
export class Recorder {
  readonly #cluster: string
  readonly #objects: ObjectRecorder
  readonly #runs = new Map<string, true>()
  readonly #events = new Map<string, true>()
  /** The time of the last line that is stored, by container and run. */
  readonly #lines = new Map<string, bigint>()

  constructor(cluster: string) {
    this.#cluster = cluster
    this.#objects = new ObjectRecorder(cluster)
  }

  /** Learns what an earlier process stored, so that it is not stored again. */
  async restore(store: Pick<Store, 'rows'>): Promise<void> {
    const options = { params: { cluster: this.#cluster } }
    const recent = 'cluster = {cluster:String} AND ts > now() - INTERVAL 2 DAY'
    const lines = await store.rows<{ key: string; last: string }>(
      `SELECT concat(pod_uid, '/', container, '/', toString(run)) AS key, toString(max(toUnixTimestamp64Nano(ts))) AS last
       FROM unloop.logs WHERE ${recent} AND attributes['source'] = 'cluster' GROUP BY key`,
      options,
    )
    for (const { key, last } of lines) remember(this.#lines, key, BigInt(last))
    const events = await store.rows<{ key: string }>(
      `SELECT DISTINCT concat(event_uid, '/', toString(count), '/', toString(toUnixTimestamp64Nano(ts))) AS key
       FROM unloop.events WHERE ${recent} LIMIT ${MAX_KNOWN}`,
      options,
    )
    for (const { key } of events) remember(this.#events, key, true)
    await this.#objects.restore(store)
  }

  /** Blocks of what is new. Call {@link Recorder.forget} where they could not be stored. */
  record(snapshot: Snapshot, nowMs: number): Block[] {
    const objects = this.#objects.record(snapshot, nowMs)
    return [...this.recordPast(snapshot, nowMs), ...(objects === null ? [] : [objects])]
  }

  /** The same of how it was before; objects are left alone, since their newest version is the one that counts. */
  recordPast(snapshot: Snapshot, nowMs: number): Block[] {
    const blocks = [
      this.#recordRuns(snapshot, nowMs),
      this.#recordEvents(snapshot, nowMs),
      this.#recordLogs(snapshot, nowMs),
    ]
    return blocks.filter((block) => block !== null)
  }

  forget(): void {
    this.#runs.clear()
    this.#events.clear()
    this.#lines.clear()
    this.#objects.forget()
  }

  #recordRuns(snapshot: Snapshot, nowMs: number): Block | null {
    const writer = new BlockWriter('runs')
    for (const { key, row } of runsOf(snapshot, this.#cluster, nowMs))
      if (isNew(this.#runs, key)) writer.addRow(row)
    return writer.finish()
  }

  #recordEvents(snapshot: Snapshot, nowMs: number): Block | null {
    const sink = new EventSink()
    for (const { object } of snapshot.objects) {
      if (object.kind !== 'Event') continue
      const row = eventRow(object as unknown as Record<string, unknown>, {
        cluster: this.#cluster,
        ns: BigInt(nowMs) * 1_000_000n,
      })
      if (isNew(this.#events, `${row.eventUid}/${row.count}/${row.ns}`)) sink.add(row)
    }
    return sink.finish()
  }

  #recordLogs(snapshot: Snapshot, nowMs: number): Block | null {
    const pods = new Map(
      snapshot.objects
        .filter(({ object }) => object.kind === 'Pod')
        .map(({ object }) => [`${object.metadata.namespace}/${object.metadata.name}`, object]),
    )
    const writer = new BlockWriter('logs')
    for (const stream of snapshot.logs) {
      const pod = pods.get(`${stream.namespace}/${stream.pod}`)
      if (pod !== undefined && stream.run !== 'unknown')
        this.#recordLog(stream, pod, { writer, nowMs })
    }
    return writer.finish()
  }

  #recordLog(
    stream: LogStream,
    pod: KubeObject,
    { writer, nowMs }: { readonly writer: BlockWriter; readonly nowMs: number },
  ): void {
    const { restarts, lastRun } = runNumbersOf(pod, stream.container ?? '')
    const run = stream.run === 'previous' ? lastRun : restarts
    const key = `${pod.metadata.uid}/${stream.container}/${run}`
    const last = this.#lines.get(key) ?? -1n
    let newest = last
    for (const { ns, body } of stampedLines(stream.text, BigInt(nowMs) * 1_000_000n)) {
      if (ns <= last) continue
      if (ns > newest) newest = ns
      writer.addRow({
        ts: ns,
        cluster: this.#cluster,
        namespace: stream.namespace ?? '',
        pod: stream.pod ?? '',
        container: stream.container ?? '',
        run,
        pod_uid: pod.metadata.uid ?? '',
        body: body.slice(0, MAX_BODY),
        attributes: { source: 'cluster' },
      })
    }
    remember(this.#lines, key, newest)
  }
}

/** The numbers of a container's current run and of the last that ended; the same while it waits for its next start. */
function runNumbersOf(pod: KubeObject, container: string): { restarts: number; lastRun: number } {
  const status = (pod as { status?: Record<string, unknown> }).status ?? {}
  for (const name of ['containerStatuses', 'initContainerStatuses']) {
    const statuses = status[name]
    if (!Array.isArray(statuses)) continue
    for (const one of statuses as Record<string, unknown>[])
      if (one['name'] === container)
        return { restarts: Number(one['restartCount'] ?? 0), lastRun: lastRunOf(one) }
  }
  return { restarts: 0, lastRun: -1 }
}

function isNew(known: Map<string, true>, key: string): boolean {
  if (known.has(key)) return false
  remember(known, key, true)
  return true
}

// A map keeps the order of insertion: the oldest goes first.
function remember<Held>(known: Map<string, Held>, key: string, value: Held): void {
  known.delete(key)
  if (known.size >= MAX_KNOWN) {
    const [oldest] = known.keys()
    if (oldest !== undefined) known.delete(oldest)
  }
  known.set(key, value)
}
