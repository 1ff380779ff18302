import type { IncidentRow } from '../api/answers.ts'
import type { Tone } from '../style/tone.ts'
import { millis } from './millis.ts'

/** How an incident goes, in the words that issue trackers use. */
export type Trend = 'new' | 'ongoing' | 'escalating' | 'regressed' | 'resolved'

export const TREND_WORDS: Readonly<Record<Trend, string>> = {
  new: 'New',
  ongoing: 'Ongoing',
  escalating: 'Escalating',
  regressed: 'Regressed',
  resolved: 'Resolved',
}

const NEW_MS = 30 * 60_000
/** The kubelet's longest back-off is five minutes: more than one crash in that time for each pod is more than a steady loop. */
const STEADY_MS = 5 * 60_000

/**
 * Resolved; regressed, where it was resolved before; new for half an hour; escalating while its pods crash more often
 * than the longest back-off lets a single one; else ongoing.
 */
export function trendOf(row: IncidentRow, nowMs: number): Trend {
  if (row.state === 'resolved') return 'resolved'
  if (millis(row.resolved) !== null) return 'regressed'
  const opened = millis(row.newest?.since) ?? millis(row.opened)
  if (opened === null) return 'ongoing'
  if (nowMs - opened < NEW_MS) return 'new'
  const pods = Math.max(1, row.newest?.pods.length ?? 1)
  const changed = millis(row.changed) ?? opened
  const perPod = row.crashes / pods
  const steady = (nowMs - opened) / STEADY_MS
  return nowMs - changed < STEADY_MS && perPod > steady * 1.5 ? 'escalating' : 'ongoing'
}

/** The tone of a trend: what goes on as before alarms less than what is new. */
export function trendTone(trend: Trend): Tone {
  if (trend === 'resolved') return 'good'
  return trend === 'ongoing' ? 'warn' : 'bad'
}
