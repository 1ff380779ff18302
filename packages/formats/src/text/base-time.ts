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
  const ages = startedAges(draft)
  for (const object of draft.drafts) times.push(sumOfStartAndAge(object, ages))
  const sane = times.filter((at): at is number => at !== null && at > EARLIEST && at < LATEST)
  return sane.length === 0 ? null : sane.reduce((newest, at) => Math.max(newest, at))
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

/** Seconds since the start that `Started` events tell, by the name of the pod. */
function startedAges(draft: TextDraft): Map<string, number[]> {
  const ages = new Map<string, number[]>()
  for (const { reason, involved, last } of draft.events) {
    if (reason !== 'Started' || involved === null || last === null || !('age' in last)) continue
    ages.set(involved.name, [...(ages.get(involved.name) ?? []), last.age].slice(0, 2))
  }
  return ages
}

function sumOfStartAndAge(
  object: ObjectDraft,
  ages: ReadonlyMap<string, readonly number[]>,
): number | null {
  const [age, other] = ages.get(object.name ?? '') ?? []
  const starts = object.containers.flatMap(({ status }) => {
    const running = timeIn(status, 'state.running.startedAt')
    return running ?? timeIn(status, 'lastState.terminated.startedAt') ?? []
  })
  const [start, another] = starts
  if (age === undefined || other !== undefined || start === undefined || another !== undefined) {
    return null
  }
  return start + age * 1000
}
