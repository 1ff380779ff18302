import type { FailedCall } from '../story/calls.ts'
import { ownChanges } from '../story/references.ts'
import type { Story, StoryEvent } from '../story/story.ts'
import type { LeveledLine } from '../log/line.ts'
import type { Tone } from '../style/tone.ts'
import { endWords } from '../words/run-words.ts'

export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

/** `share` is from 0 to 1. */
export type Unit = 'bytes' | 'cores' | 'share'

/** A stretch of time in one state. */
export interface Belt extends Range {
  readonly key: string
  readonly tone: Tone
  readonly label: string
}

/** A moment, or some that are too near each other to be drawn apart. */
export interface Mark {
  readonly ms: number
  readonly tone: Tone
  readonly label: string
  readonly count: number
}

export type Lane =
  | { readonly kind: 'belts'; readonly name: string; readonly belts: readonly Belt[] }
  | { readonly kind: 'marks'; readonly name: string; readonly marks: readonly Mark[] }
  | {
      readonly kind: 'line'
      readonly name: string
      readonly points: readonly { readonly ms: number; readonly value: number }[]
      readonly limit: number | null
      readonly unit: Unit
    }
  | { readonly kind: 'lines'; readonly name: string; readonly lines: readonly LeveledLine[] }

export interface Curve {
  readonly name: string
  readonly points: readonly { readonly ms: number; readonly value: number }[]
  readonly limit: number | null
  readonly unit: Unit
}

const MAX_BELT_LANES = 4
const PROBE = /^(?:Unhealthy|ProbeWarning|ProbeError)$/

/** The lanes of a story from top to bottom; those without anything to show are left out. */
export function lanesOf(
  story: Story,
  lines: readonly LeveledLine[],
  curves: readonly Curve[],
): Lane[] {
  const { events } = story
  const probes = events.filter(({ reason }) => PROBE.test(reason))
  const others = events.filter(({ reason }) => !PROBE.test(reason))
  const lanes: Lane[] = [
    { kind: 'marks', name: 'Changes', marks: changeMarks(story) },
    ...beltLanes(story),
    { kind: 'marks', name: 'Probes', marks: probes.map(markOf) },
    { kind: 'marks', name: 'Events', marks: others.map(markOf) },
    { kind: 'marks', name: 'Calls', marks: story.calls.map(callMark) },
    ...curves.map((curve): Lane => ({ kind: 'line', ...curve })),
    { kind: 'lines', name: 'Log', lines },
  ]
  return lanes.filter((lane) => !isEmpty(lane))
}

function isEmpty(lane: Lane): boolean {
  if (lane.kind === 'belts') return lane.belts.length === 0
  if (lane.kind === 'marks') return lane.marks.length === 0
  return lane.kind === 'line' ? lane.points.length === 0 : lane.lines.length === 0
}

function beltLanes({ runs, nowMs }: Story): Lane[] {
  const pods = [...new Set(runs.map(({ pod }) => pod))]
  return pods.slice(-MAX_BELT_LANES).map((pod, index) => {
    const own = runs.filter((run) => run.pod === pod && run.startedMs !== null)
    const belts = own.flatMap((run, at) => {
      const fromMs = run.startedMs!
      const toMs = run.finishedMs ?? nowMs
      const next = own[at + 1]?.startedMs ?? null
      const belt: Belt = {
        key: run.key,
        fromMs,
        toMs,
        tone: toneOf(run.exitCode),
        label: endWords(run),
      }
      // Between two runs it waits; after the last it waits if that one ended.
      const until = next ?? (run.finishedMs === null ? null : nowMs)
      if (until === null || until - toMs < 500) return [belt]
      const wait: Belt = {
        key: `${run.key}/wait`,
        fromMs: toMs,
        toMs: until,
        tone: 'warn',
        label: 'waits for its next start',
      }
      return [belt, wait]
    })
    return { kind: 'belts', name: pods.length === 1 ? 'Container' : `Pod ${index + 1}`, belts }
  })
}

function toneOf(exitCode: number | null): Tone {
  if (exitCode === null) return 'good'
  return exitCode === 0 ? 'calm' : 'bad'
}

const markOf = ({ ms, type, reason, message, count }: StoryEvent): Mark => ({
  ms,
  tone: type === 'Warning' ? 'bad' : 'calm',
  label: `${reason}: ${message}`,
  count,
})

const callMark = ({ ms, service, name, failed }: FailedCall): Mark => ({
  ms,
  tone: 'bad',
  label: `${service}: ${name} (${failed} failed)`,
  count: 1,
})

function changeMarks(story: Story): Mark[] {
  const { incident, nowMs } = story
  const marks: Mark[] = ownChanges(story).map(({ ms, kind, name }) => ({
    ms,
    tone: 'change' as const,
    label: `${kind} ${name} changed`,
    count: 1,
  }))
  const { change } = incident
  const ms = change?.at == null ? NaN : Date.parse(change.at)
  if (change !== null && ms <= nowMs)
    marks.unshift({ ms, tone: 'change', label: change.what, count: 1 })
  return marks
}

/** The range that shows the story: its newest runs, and what led to them. */
export function wholeRange({ runs, events, incident, nowMs }: Story): Range {
  const starts = runs.slice(-12).flatMap(({ startedMs }) => (startedMs === null ? [] : [startedMs]))
  const changed = incident.change?.at == null ? NaN : Date.parse(incident.change.at)
  const since = incident.since === null ? NaN : Date.parse(incident.since)
  const earliest = Math.min(
    ...[...starts, changed, since].filter((ms) => Number.isFinite(ms) && ms <= nowMs),
    ...(starts.length === 0 ? events.slice(-20).map(({ ms }) => ms) : []),
    nowMs - 60_000,
  )
  const pad = Math.max(5_000, (nowMs - earliest) * 0.03)
  return { fromMs: Math.floor(earliest - pad), toMs: Math.ceil(nowMs + pad / 3) }
}

/** Marks nearer than so many milliseconds as one with their number. */
export function collapsed(marks: readonly Mark[], nearMs: number): Mark[] {
  const out: Mark[] = []
  for (const mark of marks) {
    const last = out.at(-1)
    if (last === undefined || mark.ms - last.ms >= nearMs) out.push(mark)
    else
      out[out.length - 1] = {
        ms: last.ms,
        tone: worse(last.tone, mark.tone),
        label: last.label === mark.label ? last.label : `${last.label}\n${mark.label}`,
        count: last.count + mark.count,
      }
  }
  return out
}

const ORDER: readonly Tone[] = ['calm', 'good', 'change', 'warn', 'bad']
const worse = (a: Tone, b: Tone): Tone => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b)

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400,
]

/** Round moments for an axis, at most so many. */
export function ticksOf({ fromMs, toMs }: Range, most: number): number[] {
  const seconds = (toMs - fromMs) / 1_000
  const step = (STEPS.find((one) => seconds / one <= most) ?? Math.ceil(seconds / most)) * 1_000
  const ticks: number[] = []
  for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) ticks.push(ms)
  return ticks
}
