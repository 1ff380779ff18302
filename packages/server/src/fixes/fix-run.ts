import { shownFix } from '@unloop/engine/fixes'
import {
  carryOut,
  RemedyError,
  settleUndone,
  undoFix,
  type Check,
  type Choice,
  type Journal,
  type Outcome,
  type Step,
} from '@unloop/remedy'
import type { Report } from '@unloop/engine/report'
import type { OpenedCluster } from './opened-cluster.ts'

/** One plan that is carried out, or was, as it is told. */
export interface FixRunView {
  readonly id: string
  /** The id of the incident that it is for. */
  readonly incident: string
  readonly plan: string
  readonly title: string
  /** RFC 3339. */
  readonly startedAt: string
  /** `failed`: it ended by a mistake or a refusal, with nothing left changed. */
  readonly state: 'running' | 'undoing' | Outcome['state'] | 'failed' | 'undone'
  /** What is being done, the newest last. */
  readonly progress: readonly { readonly at: string; readonly words: string }[]
  readonly checks: readonly Check[]
  /** What was put back, a sentence an object; null where nothing was. */
  readonly undone: { readonly isExact: boolean; readonly words: readonly string[] } | null
  /** Why it ended without an outcome. */
  readonly error: string | null
}

/** What one run needs. */
export interface FixRunOptions {
  readonly id: string
  readonly incident: string
  readonly choice: Choice
  readonly steps: readonly Step[]
  /** The diagnosis that the plan is from. */
  readonly before: Report
  readonly cluster: OpenedCluster
  readonly journal: Journal
}

/** As `unloop fix --timeout` has it unless given. */
const TIMEOUT_SECONDS = 600
/** Words of progress that are kept. */
const KEPT_WORDS = 40

/** Carries out one plan, proves it, puts it back where it did not help, and tells how it stands meanwhile. */
export class FixRun {
  readonly #options: FixRunOptions
  readonly #startedAt: string
  #state: FixRunView['state'] = 'running'
  #progress: readonly FixRunView['progress'][number][] = []
  #outcome: Outcome | null = null
  #undone: FixRunView['undone'] = null
  #error: string | null = null
  #isStopped = false
  #isLeft = false

  constructor(options: FixRunOptions) {
    this.#options = options
    this.#startedAt = this.#now()
  }

  get view(): FixRunView {
    const { id, incident, choice } = this.#options
    const { id: plan, title } = shownFix(choice.fix)
    return {
      id,
      incident,
      plan,
      title,
      startedAt: this.#startedAt,
      state: this.#state,
      progress: this.#progress,
      checks: this.#outcome?.checks ?? [],
      undone: this.#undone,
      error: this.#error,
    }
  }

  get isUnderWay(): boolean {
    return this.#state === 'running' || this.#state === 'undoing'
  }

  /** Never rejects: what went wrong is part of the view. The cluster stays open, as it may be taken back. */
  async carryOut(): Promise<void> {
    const { choice, steps, before, cluster, journal } = this.#options
    try {
      this.#outcome = await carryOut({
        api: cluster.api,
        journal,
        ...choice,
        steps,
        before,
        diagnoseAgain: cluster.look,
        timeoutSeconds: TIMEOUT_SECONDS,
        isRollback: true,
        onProgress: (words) => this.#tell(words),
        isInterrupted: () => this.#isStopped,
      })
      const { state, undone } = this.#outcome
      this.#undone = undone
      // Who stops it does not want it: nothing of it is left.
      if (state === 'interrupted' && undone === null && !this.#isLeft) await this.takeBack()
      else this.#state = state
    } catch (error) {
      this.#fail(error)
    }
  }

  /** It ends at the next point at which nothing is half done, and what was changed goes back. */
  stop(): void {
    this.#isStopped = true
    if (this.isUnderWay) this.#tell('Stopping at the next safe point …')
  }

  /** It ends as the process does: what was changed stays, and `unloop undo` puts it back by the journal. */
  leave(): void {
    this.#isLeft = true
    this.#isStopped = true
  }

  /** Puts back what was changed. Never rejects. */
  async takeBack(): Promise<void> {
    const entry = this.#outcome?.entry
    if (entry === undefined || this.#state === 'undone') return
    const { cluster, journal } = this.#options
    this.#state = 'undoing'
    this.#tell('Putting everything back …')
    try {
      const { isExact, words } = await undoFix(cluster.api, journal, entry)
      const pods = await settleUndone(cluster.api, entry)
      this.#undone = { isExact, words: [...words, ...pods] }
      this.#state = 'undone'
    } catch (error) {
      this.#fail(error)
    }
  }

  close(): void {
    this.#options.cluster.close()
  }

  #fail(error: unknown): void {
    this.#state = 'failed'
    this.#error = errorWords(error)
  }

  #tell(words: string): void {
    if (this.#progress.at(-1)?.words === words) return
    this.#progress = [...this.#progress, { at: this.#now(), words }].slice(-KEPT_WORDS)
  }

  #now(): string {
    return new Date(this.#options.cluster.api.timing.now()).toISOString()
  }
}

/** What happened, and what to do next. */
export function errorWords(error: unknown): string {
  if (error instanceof RemedyError) return `${error.message} ${error.next}`
  return error instanceof Error ? error.message : String(error)
}
