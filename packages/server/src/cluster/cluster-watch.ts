import {
  ClusterReader,
  isSourceError,
  type ClusterOptions,
  type EndedRun,
  type ObjectChange,
} from '@unloop/sources'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import type { Store } from '@unloop/store'
import type { Diagnoser } from '../diagnosis/diagnoser.ts'
import { IncidentTracker, type IncidentChange, type Tracked } from '../incidents/tracker.ts'
import { incidentBlocks, storedIncidents } from '../incidents/rows.ts'
import { replacedIn } from '../incidents/replaced.ts'
import { Outbox } from './outbox.ts'
import { Recorder } from './recorder.ts'
import {
  focusedOn,
  isSlow,
  logsWantedIn,
  scopeOf,
  withLinked,
  type News,
  type Scope,
  type WholeLook,
} from './scope.ts'
import type { Look } from '../alerting/board.ts'
import { pause, Turns } from './turns.ts'

/** A look at a cluster, or at how it was before: that is kept, but no diagnosis is made of it. */
export interface Recorded {
  readonly kind: 'snapshot' | 'past'
  readonly snapshot: Snapshot
}

export interface ClusterWatchOptions {
  readonly store: Pick<Store, 'rows' | 'insert'>
  readonly diagnoser: Pick<Diagnoser, 'diagnose'>
  /** The name that stands on every row. */
  readonly cluster: string
  readonly way: Pick<ClusterOptions, 'kubeconfig' | 'context' | 'namespaces'>
  /** Where its snapshots come from; read from the cluster itself unless given. */
  readonly snapshots?: (signal: AbortSignal) => AsyncIterable<Recorded>
  /** It is diagnosed anew after this time also where nothing changed. */
  readonly intervalMs: number
  /** Told of each object that was found, changed or deleted. */
  readonly onObject?: (change: ObjectChange) => void
  readonly log: (line: string) => void
  /** Told of each look, with the incidents that are open then. */
  readonly onLook?: (look: Look) => void
}

/** How the watch of one cluster goes, as `/api/v1/status` tells it. */
export interface ClusterStatus {
  readonly cluster: string
  /** When it was last diagnosed; 0 before the first time. */
  readonly readMs: number
  readonly error: string | null
  readonly gaps: readonly string[]
  readonly openIncidents: number
  /** Runs of containers that ended since the start, and those of them whose log was gone. */
  readonly endedRuns: number
  readonly lostLogs: number
  /** Rows that the store took too long to take. */
  readonly droppedRows: number
}

interface Diagnosis {
  readonly snapshot: Snapshot
  readonly scope: Scope
  readonly nowMs: number
  readonly isReplaced: (incident: Incident) => boolean
}

/** The diagnosis of a whole large cluster, made while crashes are looked at. */
interface UnderWay {
  readonly ended: Promise<void>
  /** Namespaces that were looked at since: of them it tells what is old already. */
  readonly fresher: Set<string>
}

const RETRY_MS = 10_000
/** Several changes come at once; and the log of a run that ended is on its way. */
const SETTLE_MS = 300
/** Diagnosing takes at most about half of the time. */
const LONGEST_REST_MS = 5_000
/** A run that ended is told of within two seconds, whatever the last look took. */
const URGENT_REST_MS = 300
const FLUSH_MS = 200
/** Errors that no waiting mends within one connection. */
const LASTING = new Set([
  'forbidden',
  'exec-plugin',
  'kubeconfig-invalid',
  'not-found',
  'unauthorized',
])

/** Watches one cluster, keeps what it would forget, and diagnoses it whenever something changed. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions
  readonly #stop = new AbortController()
  readonly #recorder: Recorder
  readonly #outbox: Outbox
  readonly #tracker = new IncidentTracker()
  readonly #turns = new Turns()
  #flush: NodeJS.Timeout | null = null
  #whole: WholeLook | null = null
  #underWay: UnderWay | null = null
  /** What ended the last diagnosis beside the looks; null where nothing did. */
  #broken: unknown = null
  #hasChanged = false
  #crashedIn = new Set<string>()
  #readMs = 0
  #error: string | null = null
  #gaps: readonly string[] = []
  #endedRuns = 0
  #lostLogs = 0
  #running: Promise<void> = Promise.resolve()

  constructor(options: ClusterWatchOptions) {
    this.#options = options
    this.#recorder = new Recorder(options.cluster)
    this.#outbox = new Outbox({
      store: options.store,
      pauseMs: 1_000,
      onFailure: (error) =>
        options.log(`What happens in ${options.cluster} waits: ${wordsOf(error)}`),
    })
  }

  async start(): Promise<void> {
    const { store, cluster } = this.#options
    this.#tracker.restore(await storedIncidents(store, cluster), Date.now())
    await this.#recorder.restore(store)
    this.#running = this.#run()
  }

  status(): ClusterStatus {
    return {
      cluster: this.#options.cluster,
      readMs: this.#readMs,
      error: this.#error,
      gaps: this.#gaps,
      openIncidents: this.#tracker.open.length,
      endedRuns: this.#endedRuns,
      lostLogs: this.#lostLogs,
      droppedRows: this.#outbox.droppedRows,
    }
  }

  get open(): Tracked[] {
    return this.#tracker.open
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running
    if (this.#flush !== null) clearTimeout(this.#flush)
    this.#outbox.add(this.#recorder.finish())
    await this.#outbox.send()
  }

  // Never rejects: what fails is told and tried again.
  async #run(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      try {
        await (this.#options.snapshots === undefined
          ? this.#follow()
          : this.#play(this.#options.snapshots))
      } catch (error) {
        this.#failed(error)
      }
      if (!signal.aborted) await pause(RETRY_MS, signal)
    }
  }

  async #follow(): Promise<void> {
    const { way, intervalMs } = this.#options
    const { signal } = this.#stop
    const watch = {
      everywhere: true,
      onChange: (change: ObjectChange) => this.#changed(change),
      onEnded: (ended: EndedRun) => this.#ended(ended),
    }
    const reader = new ClusterReader({ ...way, signal, watch })
    try {
      for (let round = 0; !signal.aborted; round++) {
        const began = Date.now()
        try {
          await this.#look(reader)
        } catch (error) {
          if (signal.aborted) return
          if (round === 0 || (isSourceError(error) && LASTING.has(error.code))) throw error
          this.#failed(error)
        }
        const restMs = Math.min(Math.max(Date.now() - began, SETTLE_MS), LONGEST_REST_MS)
        const urgentMs = Math.min(restMs, URGENT_REST_MS)
        await this.#turns.next({ restMs, urgentMs, idleMs: intervalMs, signal })
      }
    } finally {
      reader.close()
      await this.#underWay?.ended
      this.#broken = null
    }
  }

  async #look(reader: ClusterReader): Promise<void> {
    this.#throwBroken()
    const news = { hasChanged: this.#hasChanged, crashedIn: this.#crashedIn }
    this.#hasChanged = false
    this.#crashedIn = new Set()
    const isWholeUnderWay = this.#underWay !== null
    const scope = scopeOf(this.#whole, { ...news, isWholeUnderWay }, Date.now())
    if (scope.kind === 'whole') {
      const ended = this.#lookAt(reader, scope, news)
      if (this.#whole === null || !isSlow(this.#whole)) return ended
      this.#beside(ended)
      if (news.crashedIn.size === 0) return
    }
    const part = partOf(news.crashedIn, this.#tracker.open)
    await this.#lookAt(reader, part, news)
  }

  /** Lets the diagnosis of everything go on while crashes are looked at. */
  #beside(look: Promise<void>): void {
    const ended = look
      .catch((error: unknown) => (this.#broken = error))
      .then(() => {
        this.#underWay = null
      })
    this.#underWay = { ended, fresher: new Set() }
  }

  #throwBroken(): void {
    const broken = this.#broken
    this.#broken = null
    if (broken !== null) throw broken
  }

  async #lookAt(reader: ClusterReader, scope: Scope, news: News): Promise<void> {
    let isWhole = false
    try {
      const snapshot = await reader.read((read) => logsWantedIn(read, scope))
      await this.#take(snapshot, scope)
      isWhole = scope.kind === 'whole'
    } finally {
      // Of what was diagnosed in part, or not at all as something failed, the whole has still to hear.
      if (!isWhole && news.hasChanged) this.#hasChanged = true
    }
  }

  async #play(snapshots: (signal: AbortSignal) => AsyncIterable<Recorded>): Promise<void> {
    for await (const { kind, snapshot } of snapshots(this.#stop.signal)) {
      const nowMs = Date.now()
      if (kind === 'past') {
        this.#recorder.past(snapshot, nowMs)
        this.#outbox.add(this.#recorder.finish())
        continue
      }
      for (const { object } of snapshot.objects)
        this.#recorder.change({ kind: 'modified', object, before: null }, nowMs)
      await this.#take(snapshot)
    }
  }

  async #take(snapshot: Snapshot, scope: Scope = { kind: 'whole' }): Promise<void> {
    const { cluster } = this.#options
    const readMs = Date.now()
    const isReplaced = replacedIn(snapshot)
    const changes = await this.#diagnose({ snapshot, scope, nowMs: readMs, isReplaced })
    const nowMs = Date.now()
    this.#options.onLook?.({ cluster, snapshot, open: this.#tracker.open, nowMs })
    this.#recorder.logs(snapshot, readMs)
    this.#outbox.add([...this.#recorder.finish(), ...incidentBlocks(changes, cluster, nowMs)])
    this.#readMs = nowMs
    this.#error = null
  }

  async #diagnose(diagnosis: Diagnosis): Promise<IncidentChange[]> {
    const { scope, nowMs, isReplaced } = diagnosis
    if (scope.kind === 'same') return this.#tracker.stay(nowMs, isReplaced)
    return scope.kind === 'whole'
      ? this.#diagnoseWhole(diagnosis)
      : this.#diagnosePart(diagnosis, scope.namespaces)
  }

  async #diagnosePart(
    { snapshot, nowMs, isReplaced }: Diagnosis,
    namespaces: ReadonlySet<string>,
  ): Promise<IncidentChange[]> {
    const report = await this.#options.diagnoser.diagnose({
      kind: 'snapshot',
      snapshot: focusedOn(snapshot, namespaces),
      generatedAt: new Date(nowMs).toISOString(),
      isUrgent: true,
    })
    for (const namespace of namespaces) this.#underWay?.fresher.add(namespace)
    const isCovered = ({ namespace }: Incident): boolean => namespaces.has(namespace)
    return this.#tracker.update(report, nowMs, { isReplaced, isCovered })
  }

  async #diagnoseWhole({ snapshot, nowMs, isReplaced }: Diagnosis): Promise<IncidentChange[]> {
    const began = performance.now()
    const generatedAt = new Date(nowMs).toISOString()
    const { diagnoser } = this.#options
    const { incidents, gaps } = await diagnoser.diagnose({
      kind: 'snapshot',
      snapshot,
      generatedAt,
    })
    this.#whole = { atMs: nowMs, tookMs: performance.now() - began }
    this.#gaps = gaps
    const isCovered = ({ namespace }: Incident): boolean =>
      this.#underWay?.fresher.has(namespace) !== true
    return this.#tracker.update({ incidents: incidents.filter(isCovered) }, nowMs, {
      isReplaced: (incident) => isCovered(incident) && isReplaced(incident),
      isCovered,
    })
  }

  #changed(change: ObjectChange): void {
    this.#recorder.change(change, Date.now())
    this.#options.onObject?.(change)
    this.#soon()
    if (!isNews(change)) return
    this.#hasChanged = true
    this.#turns.note()
  }

  #ended(ended: EndedRun): void {
    this.#endedRuns++
    if (ended.log === null) this.#lostLogs++
    this.#recorder.ended(ended, Date.now())
    this.#soon()
    this.#hasChanged = true
    this.#crashedIn.add(ended.pod.metadata.namespace ?? '')
    this.#turns.noteUrgent()
  }

  /** What was taken is stored within a moment, together. */
  #soon(): void {
    this.#flush ??= setTimeout(() => {
      this.#flush = null
      this.#outbox.add(this.#recorder.finish())
    }, FLUSH_MS)
  }

  #failed(error: unknown): void {
    const why = wordsOf(error)
    if (why !== this.#error)
      this.#options.log(`The cluster ${this.#options.cluster} cannot be read: ${why}`)
    this.#error = why
  }
}

/** Nodes report every few seconds that all is as it was, and endpoints follow pods. */
function isNews({ object }: ObjectChange): boolean {
  if (object.kind === 'Node' || object.kind === 'EndpointSlice') return false
  return object.kind !== 'Event' || object['type'] !== 'Normal'
}

/** Where something crashed, with the namespaces that it hangs on; nothing where nothing did. */
function partOf(crashedIn: ReadonlySet<string>, open: readonly Tracked[]): Scope {
  if (crashedIn.size === 0) return { kind: 'same' }
  return { kind: 'namespaces', namespaces: withLinked(crashedIn, open) }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
