import { plural } from '@unloop/engine/phrases'
import { sh, type Command } from '@unloop/engine/commands'
import type { Incident } from '@unloop/engine/report'
import { podEvents, type Looked } from './looked.ts'

/** One thing that a branch asks for: seen and well, seen and worth a look, or not looked at, with what would show it. */
export type Check =
  | { readonly kind: 'well' | 'look'; readonly answer: string }
  | { readonly kind: 'unlooked'; readonly answer: string; readonly command: Command | null }

/** Seen, and nothing wrong in it. */
export function well(answer: string): Check {
  return { kind: 'well', answer }
}

/** Seen, and worth a look. */
export function look(answer: string): Check {
  return { kind: 'look', answer }
}

/** Not there to be looked at; what would show it, where that can be said in one command. */
export function unlooked(answer: string, command: Command | null): Check {
  return { kind: 'unlooked', answer, command }
}

/** That the log was read and nothing in it points to the branch. The engine tries the signatures of all branches on a log. */
export function logCheck({ story, log }: Looked): Check {
  const { incident } = story
  if (log.lines === 0) return unlooked('No line of its log is here.', logCommand(incident))
  return well(
    `Nothing in its log points there (${plural(log.lines, 'line')} of ${plural(log.runs, 'run')}).`,
  )
}

/** What of its pods' events is of a kind; that there is none of it where events are there at all. */
export function eventCheck(looked: Looked, kind: RegExp, what: string): Check {
  const events = podEvents(looked)
  if (events.length === 0)
    return unlooked('No event of its pods is here.', eventsCommand(looked.story.incident))
  const hits = events.filter(({ reason, message }) => kind.test(`${reason}: ${message}`))
  const last = hits.at(-1)
  if (last === undefined)
    return well(`None of ${plural(events.length, 'event')} of its pods is about ${what}.`)
  const times = hits.reduce((sum, { count }) => sum + count, 0)
  return look(`${last.reason}, ${times === 1 ? 'once' : `${times} times`}: ${last.message}`)
}

/** The log of the run that ended; null where no pod or container is known. */
export function logCommand({ namespace, pods, container }: Incident): Command | null {
  const [pod] = pods
  if (pod === undefined || container === null) return null
  return sh`kubectl logs -n ${namespace} ${pod} -c ${container.name} --previous`
}

/** Events of the first pod; null where none is known. */
export function eventsCommand({ namespace, pods }: Incident): Command | null {
  const [pod] = pods
  if (pod === undefined) return null
  return sh`kubectl events -n ${namespace} --for ${`pod/${pod}`}`
}
