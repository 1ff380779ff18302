import type { LogLine } from '../logs/line.ts'
import { classify, type LineClass } from '../logs/classes.ts'
import { shapeOf } from '../logs/shape.ts'
import type { Run } from './runs.ts'

/** How a run begins: where such a first line comes back, the program was started again. */
const BEGINS = /\b(?:start|boot|launch|init|load|runn?ing|begin|welcome|version|v\d)/i
/** So many lines of ordinary work after a failure show that the program went on. */
const ENOUGH = 2
/** Or one that comes so much later: what a program prints as it ends comes at once. */
const LATER = 900

/** What programs say once something works that did not before, and what servers say of requests that they answered. */
const RECOVERED =
  /\b(?:(?:re)?connected|success(?:ful(?:ly)?)?|succeeded|ready|listen(?:ing)?|serving|started|acquired|synced|healthy|recovered|established|completed?|finished|operational|online|initialized|authenticated|resuming normal operations|up and running|is up|reachable)\b|\) open$|\bHTTP\/\d(?:\.\d)?" [1-4]\d\d\b|"status": ?2\d\d\b/i

/**
 * True where the program went on after this line: what follows is ordinary work to the end of the log, with no failure, no
 * word of an end and no second start among it.
 */
export function goesOn({ lines, crashWindow }: Run, index: number): boolean {
  const { each: classes } = classify(lines)
  const end = lastOfMessage(lines, index)
  const first = lines[0]?.text ?? ''
  const begin = index > 0 && BEGINS.test(first) ? shapeOf(first) : null
  const failed = shapeOf(lines[index]?.text ?? '')
  let works = 0
  let recovered = false
  let later = false
  const since = lines[index]?.at ?? null
  for (let at = end + 1; at < lines.length; at++) {
    const own = classes[at]
    const line = lines[at] as LogLine
    if (own === undefined || own.isBlank) continue
    const isSame = works === 0 && shapeOf(line.text) === failed
    if (own.isFailure && (isSame || BELONGS.test(line.text))) continue
    if (isPassing(own, line)) {
      recovered ||= RECOVERED.test(line.text)
      continue
    }
    if (own.isFailure || own.isShutdownNoise || crashWindow.reasons(at).includes('stopping'))
      return false
    if (shapeOf(line.text) === begin) return false
    if (!isStated(line)) continue
    works++
    recovered ||= RECOVERED.test(line.text)
    later ||= since !== null && line.at !== null && line.at - since >= LATER
  }
  const isFatal = lines[index]?.level === 'fatal'
  if (isFatal && !later) return false
  const last = lines.findLast(({ text }) => text.trim() !== '')
  return recovered || (isStated(last) && (works >= ENOUGH || later))
}

/** What PostgreSQL stamps like a line of its own and prints below an error. */
const BELONGS = /\b(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION):\s/

/** A warning that names nothing that failed is part of the work. */
const isPassing = (own: LineClass, line: LogLine): boolean =>
  own.level === 'warn' && !own.complains && !own.isShutdownNoise && line.text.trim() !== ''

/** What goes on with a line above it though it may be stamped, and what the kubelet says of its own steps. */
const NO_WORK =
  /^(?:\S+\s)?\s*(?:at \S+\(|\.\.\. \d+ more|File ")|\b(?:Started|Created) container\b|\bPulling image\b|\bSuccessfully assigned\b/

/** A time of the program's own: what a viewer stamps, it stamps on every line. */
const STAMPED = /^\W?\d{2,4}[-/:.]\d\d/

/** A line of its own, not what goes on with the one above. */
const isStated = (line: LogLine | undefined): boolean =>
  line !== undefined &&
  !NO_WORK.test(line.text) &&
  (/^(?:info|debug)$/.test(line.level) || STAMPED.test(line.text) || RECOVERED.test(line.text))

/** Lines without a time or a level below it belong to it. */
function lastOfMessage(lines: readonly LogLine[], index: number): number {
  let end = index
  while (end + 1 < lines.length && !isStated(lines[end + 1]) && lines[end + 1]?.level === 'none')
    end++
  return end
}
