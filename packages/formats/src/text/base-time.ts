import type { ObjectDraft, TextDraft } from './draft.ts'
import { timeOf } from './time.ts'
import { getPath } from './tree.ts'

/** Lines at both ends of a log that are looked at for a time. */
const PROBED_LINES = 40
const EARLIEST = Date.UTC(2014, 5, 1)
const LATEST = Date.UTC(2200, 0, 1)

/**
 * The moment from which the ages in a paste count back, in milliseconds: the newest time that stands in it. Where a
 * description tells both when a container started and how long ago, their sum is the moment itself.
 */
export function newestTime(draft: TextDraft): number | null {
  const times: (number | null)[] = []
  for (const object of draft.drafts) {
    times.push(timeIn(object.tree, 'status.startTime'))
    for (const { status } of object.containers) {
      for (const path of CONTAINER_TIMES) times.push(timeIn(status, path))
    }
  }
  for (const event of draft.events) {
    if (event.last !== null && 'at' in event.last) times.push(event.last.at)
  }
  for (const log of draft.logs) {
    const ends = [...log.lines.slice(0, PROBED_LINES), ...log.lines.slice(-PROBED_LINES)]
    for (const line of ends) times.push(timeOf(line.text.slice(0, 80)))
  }
  for (const object of draft.drafts) times.push(sumOfStartAndAge(object, draft))
  const sane = times.filter((at): at is number => at !== null && at > EARLIEST && at < LATEST)
  return sane.length === 0 ? null : Math.max(...sane)
}

const CONTAINER_TIMES = [
  'state.running.startedAt',
  'state.terminated.startedAt',
  'state.terminated.finishedAt',
  'lastState.terminated.startedAt',
  'lastState.terminated.finishedAt',
] as const

function timeIn(tree: Record<string, unknown>, path: string): number | null {
  const text = getPath(tree, path)
  return typeof text === 'string' ? timeOf(text) : null
}

function sumOfStartAndAge(object: ObjectDraft, draft: TextDraft): number | null {
  const starts = object.containers.flatMap(({ status }) => [
    timeIn(status, 'state.running.startedAt') ??
      timeIn(status, 'lastState.terminated.startedAt') ??
      [],
  ])
  const ages = draft.events.flatMap((event) =>
    event.reason === 'Started' &&
    event.involved?.name === object.name &&
    event.last !== null &&
    'age' in event.last
      ? [event.last.age]
      : [],
  )
  const started = starts.flat()
  if (started.length !== 1 || ages.length !== 1) return null
  return (started[0] ?? 0) + (ages[0] ?? 0) * 1000
}
