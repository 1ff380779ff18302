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

/** A container that waits for its next start looks well for as long as the longest back-off. */
const QUIET_MS = 600_000

interface Entry {
  tracked: Tracked
  /** When it was last seen failing. */
  seenMs: number
}

/**
 * Follows incidents from report to report. One that is missing is resolved only after the back-off would have been
 * reset, so that a container which is just between two crashes does not open a new one each time.
 */
export class IncidentTracker {
  readonly #entries = new Map<string, Entry>()

  /** Takes up what an earlier process stored. */
  restore(tracked: readonly Tracked[], nowMs: number): void {
    for (const one of tracked) this.#entries.set(one.id, { tracked: one, seenMs: nowMs })
  }

  /** What changed with this report; `isReplaced` tells whether what failed is gone for good. */
  update(
    report: Report,
    nowMs: number,
    isReplaced: (incident: Incident) => boolean = () => false,
  ): IncidentChange[] {
    const changes: IncidentChange[] = []
    const seen = new Set<string>()
    for (const incident of report.incidents) {
      seen.add(incident.id)
      const change = this.#see(incident, nowMs)
      if (change !== null) changes.push(change)
    }
    for (const [id, entry] of this.#entries) {
      if (seen.has(id) || entry.tracked.state === 'resolved') continue
      if (nowMs - entry.seenMs < QUIET_MS && !isReplaced(entry.tracked.incident)) continue
      changes.push(
        this.#set(entry, 'resolved', {
          ...entry.tracked,
          state: 'resolved',
          changedMs: nowMs,
          resolvedMs: nowMs,
        }),
      )
    }
    return changes
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
      this.#entries.set(incident.id, { tracked, seenMs: nowMs })
      return { kind: 'opened', tracked }
    }
    entry.seenMs = nowMs
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
