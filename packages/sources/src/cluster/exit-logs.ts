import type { KubeObject, LogStream, Pod } from '@unloop/engine/evidence'
import type { Api } from './api.ts'
import { fetchLog, type LogLimits } from './log-fetch.ts'
import { Lanes, type Timing } from './timing.ts'
import { exitsOf, isOfRun, type Exit } from './exits.ts'
import type { KeptLogs } from './kept-logs.ts'

/** A run that ended, with its log; null where that was gone already, with the reason. */
export interface EndedRun {
  readonly pod: Pod
  readonly exit: Exit
  readonly log: LogStream | null
  readonly why: string
}

/** Where the log of a run that has just ended is read from, and who is told. */
export interface ExitLogsOptions {
  readonly api: () => Api
  readonly kept: KeptLogs
  readonly limits: LogLimits
  readonly timing: Timing
  readonly signal: AbortSignal
  readonly onEnded: (ended: EndedRun) => void
}

const AT_ONCE = 8
const MAX_KNOWN = 100_000
/** The runtime moves a log when the next run starts; the kubelet says so a moment later. */
const AGAIN_MS = 700
const ATTEMPTS = 3

/** Fetches the log of each run as it ends, before the run after the next one takes it away. */
export class ExitLogs {
  readonly #options: ExitLogsOptions
  readonly #known = new Set<string>()
  readonly #lanes = new Lanes(AT_ONCE)

  constructor(options: ExitLogsOptions) {
    this.#options = options
  }

  /** Looks at a pod as it is now. */
  see(object: KubeObject): void {
    const pod = object as Pod
    for (const exit of exitsOf(pod)) {
      const key = `${pod.metadata.uid}/${exit.containerId}`
      if (this.#known.has(key)) continue
      this.#remember(key)
      void this.#lanes.run(() => this.#fetch(pod, exit))
    }
  }

  #remember(key: string): void {
    this.#known.add(key)
    if (this.#known.size <= MAX_KNOWN) return
    const [oldest] = this.#known
    if (oldest !== undefined) this.#known.delete(oldest)
  }

  async #fetch(pod: Pod, exit: Exit): Promise<void> {
    const { signal, timing, onEnded, kept } = this.#options
    let why = ''
    for (let attempt = 1; attempt <= ATTEMPTS && !signal.aborted; attempt++) {
      const found = await this.#attempt(pod, exit, attempt)
      if (typeof found !== 'string') {
        kept.set(exit.containerId, found)
        return onEnded({ pod, exit, log: found, why: '' })
      }
      why = found
      await timing.sleep(AGAIN_MS, signal).catch(() => undefined)
    }
    if (!signal.aborted) onEnded({ pod, exit, log: null, why })
  }

  /** The log, or why there is none. The log of a run that was the current one is soon that of the one before. */
  async #attempt(pod: Pod, exit: Exit, attempt: number): Promise<LogStream | string> {
    const { namespace = '', name = '' } = pod.metadata
    const request = { namespace, pod: name, container: exit.container, why: 'failing' as const }
    const run = exit.log === 'current' && attempt % 2 === 0 ? 'previous' : exit.log
    try {
      const result = await fetchLog(this.#options.api(), {
        request: { ...request, runs: [run] },
        run,
        limits: this.#options.limits,
      })
      if (result.kind === 'failure') return result.message || `status ${result.status}`
      return isOfRun(result.stream.text, exit) ? result.stream : 'a later run took its place'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
}
