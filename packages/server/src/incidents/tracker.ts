import type { Incident, Report } from '@unloop/engine/report'

export type IncidentState = 'open' | 'resolved'

/** An incident over time: one id from its first crash to its last. */
export interface Tracked {
  readonly id: string
  readonly incident: Incident
  readonly state: IncidentState
  readonly openedMs: number
  readonly changedMs: number
  readonly resolvedMs: number
  /** Exits that were seen since it opened. */
  readonly crashes: number
}

/** What became of an incident between two looks. */
export interface IncidentChange {
  /** `escalated`: it got worse, as more pods fail than before or others fail by it. */
  readonly kind: 'opened' | 'changed' | 'escalated' | 'resolved' | 'came-back'
  readonly tracked: Tracked
}

/** What is known of incidents besides a report. */
export interface Known {
  /** Whether what failed is gone for good; nothing is unless it is said. */
  readonly isReplaced?: (incident: Incident) => boolean
  /** Whether the report would tell of it; it tells of all unless it is said. */
  readonly isCovered?: (incident: Incident) => boolean
}

/** A container that waits for its next start looks well for as long as the longest back-off. */
const QUIET_MS = 600_000

interface Entry {
  tracked: Tracked
  /** When it was last seen failing. */
  seenMs: number
  /** The last report that would tell of it does. */
  isFailing: boolean
}

/**
 * Follows incidents from report to report. One that is missing is resolved only after the back-off would have been
 * reset, so that a container which is just between two crashes does not open a new one each time.
 */
export class IncidentTracker {
  readonly #entries = new Map<string, Entry>()

  /** Takes up what an earlier process stored. */
  restore(tracked: readonly Tracked[], nowMs: number): void {
    for (const one of tracked)
      this.#entries.set(one.id, { tracked: one, seenMs: nowMs, isFailing: false })
  }

  /** What changed with this report. */
  update(report: Pick<Report, 'incidents'>, nowMs: number, known: Known = {}): IncidentChange[] {
    const { isReplaced = () => false, isCovered = () => true } = known
    const changes: IncidentChange[] = []
    for (const entry of this.#entries.values())
      if (isCovered(entry.tracked.incident)) entry.isFailing = false
    for (const incident of report.incidents) {
      const change = this.#see(incident, nowMs)
      if (change !== null) changes.push(change)
    }
    return [...changes, ...this.#resolve(nowMs, isReplaced)]
  }

  /** Nothing changed since the last report: what failed then fails still, unless it was replaced. */
  stay(nowMs: number, isReplaced: (incident: Incident) => boolean): IncidentChange[] {
    for (const entry of this.#entries.values()) {
      if (!entry.isFailing) continue
      if (isReplaced(entry.tracked.incident)) entry.isFailing = false
      else entry.seenMs = nowMs
    }
    return this.#resolve(nowMs, isReplaced)
  }

  #resolve(nowMs: number, isReplaced: (incident: Incident) => boolean): IncidentChange[] {
    const isOver = ({ tracked, isFailing, seenMs }: Entry): boolean =>
      tracked.state === 'open' &&
      !isFailing &&
      (nowMs - seenMs >= QUIET_MS || isReplaced(tracked.incident))
    return [...this.#entries.values()].filter(isOver).map((entry) =>
      this.#set(entry, 'resolved', {
        ...entry.tracked,
        state: 'resolved',
        changedMs: nowMs,
        resolvedMs: nowMs,
      }),
    )
  }

  get open(): Tracked[] {
    return [...this.#entries.values()]
      .map(({ tracked }) => tracked)
      .filter(({ state }) => state === 'open')
  }

  #see(incident: Incident, nowMs: number): IncidentChange | null {
    const entry = this.#entries.get(incident.id)
    if (entry === undefined) {
      const tracked: Tracked = {
        id: incident.id,
        incident,
        state: 'open',
        openedMs: nowMs,
        changedMs: nowMs,
        resolvedMs: 0,
        crashes: incident.state.restarts,
      }
      this.#entries.set(incident.id, { tracked, seenMs: nowMs, isFailing: true })
      return { kind: 'opened', tracked }
    }
    entry.seenMs = nowMs
    entry.isFailing = true
    const before = entry.tracked
    const more = Math.max(0, incident.state.restarts - before.incident.state.restarts)
    const next = { ...before, incident, crashes: before.crashes + more }
    if (before.state === 'resolved')
      return this.#set(entry, 'came-back', {
        ...next,
        state: 'open',
        changedMs: nowMs,
        resolvedMs: 0,
      })
    if (fingerprint(incident) !== fingerprint(before.incident)) {
      const kind = isWorse(incident, before.incident) ? 'escalated' : 'changed'
      return this.#set(entry, kind, { ...next, changedMs: nowMs })
    }
    entry.tracked = next
    return null
  }

  #set(entry: Entry, kind: IncidentChange['kind'], tracked: Tracked): IncidentChange {
    entry.tracked = tracked
    return { kind, tracked }
  }
}

/** What makes a new report worth keeping. */
function fingerprint({ causes, state, pods, victimOf, victims }: Incident): string {
  return JSON.stringify([
    causes[0]?.id,
    state.reason,
    state.exitCode,
    state.restarts,
    pods,
    victimOf,
    victims.length,
  ])
}

/** More of it than before, so that those who wait for news are told. */
function isWorse(now: Incident, before: Incident): boolean {
  return (
    now.pods.length > before.pods.length ||
    now.victims.length > before.victims.length ||
    (before.victimOf !== null && now.victimOf === null)
  )
}
