import type { ContainerStatus, KubeObject, LogStream, Pod, Snapshot } from '@unloop/engine/evidence'
import { eventRow, EventSink } from '@unloop/ingest'
import { lastRunOf, type EndedRun, type ObjectChange } from '@unloop/sources'
import { BlockWriter, type Block, type Store } from '@unloop/store'
import { stampedLines } from './log-lines.ts'
import { ObjectRevisions } from './object-revisions.ts'
import { runsOfPod } from './runs.ts'

/** Rows that are remembered as written already; those after the oldest may be written again. */
const MAX_KNOWN = 200_000
const MAX_BODY = 1 << 20

interface LogPlace {
  readonly pod: KubeObject
  readonly container: string
  readonly run: number
  /** Milliseconds since 1970; lines from then on are of a later run. */
  readonly endMs?: number
}

/**
 * What happens in a cluster → rows: runs that began or ended, events that were counted, lines that were not there,
 * objects that changed. What is the same as before is not written again.
 */
export class Recorder {
  readonly #cluster: string
  readonly #known = new Map<string, true>()
  readonly #events = new Map<string, true>()
  /** The time of the last line that is stored, by container and run. */
  readonly #lines = new Map<string, bigint>()
  readonly #revisions: ObjectRevisions
  readonly #runRows = new BlockWriter('runs')
  readonly #logRows = new BlockWriter('logs')
  readonly #objectRows = new BlockWriter('objects')
  readonly #eventRows = new EventSink()

  constructor(cluster: string) {
    this.#cluster = cluster
    this.#revisions = new ObjectRevisions(cluster)
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
    await this.#revisions.restore(store)
  }

  /** Takes what happened to an object. */
  change(change: ObjectChange, nowMs: number): void {
    const { object } = change
    if (object.kind === 'Pod') this.#pod(object, nowMs)
    else if (object.kind === 'Event' && change.kind !== 'deleted') this.#event(object, nowMs)
    const row = this.#revisions.rowOf(change, nowMs)
    if (row !== null) this.#objectRows.addRow(row)
  }

  /** Takes the log of a run that ended. */
  ended({ pod, exit, log }: EndedRun, nowMs: number): void {
    if (log !== null) this.#log(log, { pod: pod as unknown as KubeObject, ...exit }, nowMs)
  }

  /** Takes the logs that a diagnosis has read. */
  logs(snapshot: Snapshot, nowMs: number): void {
    const pods = new Map(
      snapshot.objects
        .filter(({ object }) => object.kind === 'Pod')
        .map(({ object }) => [`${object.metadata.namespace}/${object.metadata.name}`, object]),
    )
    for (const stream of snapshot.logs) {
      const pod = pods.get(`${stream.namespace}/${stream.pod}`)
      if (pod === undefined || stream.run === 'unknown') continue
      const container = stream.container ?? ''
      const status = statusOf(pod as Pod, container)
      if (status === undefined) continue
      const run = stream.run === 'previous' ? lastRunOf(status) : (status.restartCount ?? 0)
      this.#log(stream, { pod, container, run, endMs: endOf(status, stream.run) }, nowMs)
    }
  }

  /** Takes runs, events and logs as they were before: an object's newest version is the one that counts. */
  past(snapshot: Snapshot, nowMs: number): void {
    for (const { object } of snapshot.objects)
      if (object.kind === 'Pod') this.#pod(object, nowMs)
      else if (object.kind === 'Event') this.#event(object, nowMs)
    this.logs(snapshot, nowMs)
  }

  /** The rows of all that was taken. */
  finish(): Block[] {
    return [
      this.#runRows.finish(),
      this.#eventRows.finish(),
      this.#logRows.finish(),
      this.#objectRows.finish(),
    ].filter((block) => block !== null)
  }

  #pod(pod: KubeObject, nowMs: number): void {
    for (const { key, row } of runsOfPod(pod, this.#cluster, nowMs))
      if (isNew(this.#known, key)) this.#runRows.addRow(row)
  }

  #event(object: KubeObject, nowMs: number): void {
    const row = eventRow(object as unknown as Record<string, unknown>, {
      cluster: this.#cluster,
      ns: BigInt(nowMs) * 1_000_000n,
    })
    if (isNew(this.#events, `${row.eventUid}/${row.count}/${row.ns}`)) this.#eventRows.add(row)
  }

  #log(
    stream: LogStream,
    { pod, container, run, endMs = Infinity }: LogPlace,
    nowMs: number,
  ): void {
    const key = `${pod.metadata.uid}/${container}/${run}`
    const last = this.#lines.get(key) ?? -1n
    let newest = last
    for (const { ns, body } of stampedLines(stream.text, BigInt(nowMs) * 1_000_000n)) {
      if (ns <= last || Number(ns / 1_000_000n) >= endMs) continue
      if (ns > newest) newest = ns
      this.#logRows.addRow({
        ts: ns,
        cluster: this.#cluster,
        namespace: stream.namespace ?? '',
        pod: stream.pod ?? '',
        container,
        run,
        pod_uid: pod.metadata.uid ?? '',
        body: body.slice(0, MAX_BODY),
        attributes: { source: 'cluster' },
      })
    }
    remember(this.#lines, key, newest)
  }
}

function statusOf(pod: Pod, container: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status ?? {}
  return [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === container)
}

/** When the run that a log is of was over, by whole seconds; infinity while it runs. */
function endOf({ state, lastState }: ContainerStatus, run: LogStream['run']): number {
  const isLast = run === 'previous' || state?.waiting !== undefined
  const ended = isLast ? lastState?.terminated : state?.terminated
  const finishedMs = Date.parse(ended?.finishedAt ?? '')
  return Number.isNaN(finishedMs) ? Infinity : finishedMs + 1_000
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
