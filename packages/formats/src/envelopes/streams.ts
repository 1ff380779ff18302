import type { Line } from '../lines/line.ts'
import { lineOf } from '../lines/line.ts'
import { NOWHERE, type Message, type Place } from './message/message.ts'

/** The lines of one container's run, out of their envelope and in the order of their time. */
export interface Stream {
  readonly place: Place
  readonly lines: readonly Line[]
}

const keyOf = ({ place = NOWHERE, instance = '' }: Message): string =>
  `${place.namespace ?? ''}/${place.pod ?? ''}/${place.container ?? ''}/${instance}`

/**
 * Parts messages by the container that they came from, puts together what a runtime or record cut, and turns round what
 * an export lists with the newest first. The order within a stream is what traces of several lines depend on.
 */
export function streamsOf(messages: readonly Message[]): readonly Stream[] {
  const groups = [...Map.groupBy(messages, keyOf).values()]
  const isBackwards = comesBackwards(messages)
  return groups.map((group) => {
    const ordered = isBackwards ? group.toReversed() : inOrder(group)
    return { place: ordered[0]?.place ?? NOWHERE, lines: joined(ordered).flatMap(linesOfMessage) }
  })
}

/** Most services answer with the newest first. */
function comesBackwards(messages: readonly Message[]): boolean {
  let up = 0
  let down = 0
  let before = ''
  for (const { at = '' } of messages) {
    if (at !== '' && before !== '') {
      if (at > before) up++
      else if (at < before) down++
    }
    if (at !== '') before = at
  }
  return down > 0 && up <= down * 0.1
}

/** Pages and shards may come in any order; what has the same time stays as it came. */
function inOrder(messages: readonly Message[]): readonly Message[] {
  if (messages.some(({ at }) => at === undefined)) return messages
  return messages.toSorted((a, b) => compare(a.at ?? '', b.at ?? ''))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Pieces of a long line, each output for itself; the line has the place of its first piece. */
function joined(messages: readonly Message[]): readonly Message[] {
  if (!messages.some(({ part }) => part === true)) return messages
  const out: Message[] = []
  const open = new Map<string, Message>()
  for (const message of messages) {
    const key = message.stream ?? ''
    const begun = open.get(key)
    const whole = begun === undefined ? message : { ...begun, text: begun.text + message.text }
    if (message.part === true) open.set(key, whole)
    else {
      open.delete(key)
      out.push(whole)
    }
  }
  return [...out, ...open.values()]
}

/** A record may hold a whole trace; its lines stand at one place. */
const linesOfMessage = ({ text, line, at }: Message): readonly Line[] =>
  text.split('\n').map((raw) => lineOf(raw.endsWith('\r') ? raw.slice(0, -1) : raw, line, at))
