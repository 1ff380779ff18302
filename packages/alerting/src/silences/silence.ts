import { type Matcher, matchesAll, matchesValue, type LabelSet } from '../matchers/matcher.ts'

/** Worked out from the clock, never stored. */
export type SilenceState = 'pending' | 'active' | 'expired'

/** Alerts that fulfil all matchers are not told of between start and end. Times are milliseconds since 1970. */
export interface Silence {
  readonly id: string
  readonly matchers: readonly Matcher[]
  readonly startsAt: number
  readonly endsAt: number
  readonly updatedAt: number
  readonly createdBy: string
  readonly comment: string
}

/** Times in milliseconds since 1970; both ends belong to it. */
export function silenceState(silence: Silence, now: number): SilenceState {
  if (now < silence.startsAt) return 'pending'
  return now > silence.endsAt ? 'expired' : 'active'
}

/** Whether every matcher of the silence holds. */
export function silences(silence: Silence, labels: LabelSet): boolean {
  return matchesAll(silence.matchers, labels)
}

/** Why a silence can't be taken; undefined if it can. */
export function silenceProblem(silence: Silence): string | undefined {
  if (silence.matchers.length === 0) return 'invalid silence: at least one matcher required'
  if (silence.matchers.every((one) => matchesValue(one, '')))
    return 'invalid silence: at least one matcher must not match the empty string'
  const unnamed = silence.matchers.findIndex(({ name }) => name === '')
  if (unnamed >= 0)
    return `invalid silence: invalid label matcher ${unnamed}: invalid label name ""`
  if (silence.endsAt < silence.startsAt)
    return 'invalid silence: end time must not be before start time'
  return undefined
}

/** Whether two silences hold back the same alerts. */
export function sameMatchers(a: Silence, b: Silence): boolean {
  const text = (one: Silence): string =>
    JSON.stringify(one.matchers.map(({ name, operator, value }) => [name, operator, value]))
  return text(a) === text(b)
}
