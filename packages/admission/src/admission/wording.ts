import type { LintFinding } from '@unloop/lint'
import { shortPath } from './places.ts'

/** The API server cuts a warning at 256 characters and all of them at 4096; clients show 120 well (apiserver pkg/warning). */
const SHORT = 120
const LONGEST = 256
const MOST_WARNINGS = 15

interface Told {
  readonly finding: LintFinding
  readonly place: string
}

/** One line a finding, and one for what is left. */
export function warningsOf(told: readonly Told[]): readonly string[] {
  const lines = [...new Set(told.map(warningOf))]
  const more = lines.length - MOST_WARNINGS
  return more <= 0
    ? lines
    : [...lines.slice(0, MOST_WARNINGS), `unloop: ${more} more findings; unloop lint shows them`]
}

/** The message with its values where it is short enough, what the check finds otherwise. */
function warningOf({ finding, place }: Told): string {
  const start = `unloop: ${shortPath(place)}: `
  const end = ` (${finding.code})`
  const message = plain(finding.message).replace(/\.$/, '')
  const fits = (text: string) => start.length + text.length + end.length <= SHORT
  if (fits(message)) return `${start}${message}${end}`
  const first = message.split(/(?<=[^.]{12})\. |[;:] /)[0] ?? message
  if (fits(first)) return `${start}${first}${end}`
  return `${cut(start, 120)}${cut(message, LONGEST - Math.min(start.length, 120) - end.length)}${end}`
}

/** At the end of a word. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const kept = text.slice(0, length - 1)
  const space = kept.lastIndexOf(' ')
  return `${space > length / 2 ? kept.slice(0, space) : kept}…`
}

/** Warnings travel in an HTTP header: no control characters, no line ends. */
const plain = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()

const MOST_REFUSALS = 10

/** What `kubectl apply` prints when an object is refused. */
export function refusalOf(subject: string, told: readonly Told[]): string {
  const lines = told.slice(0, MOST_REFUSALS).map(({ finding, place }) => {
    const { code, message, happens, fix } = finding
    return `  ${code} at ${plain(shortPath(place))}\n    ${plain(message)}\n    In the cluster: ${plain(happens)}\n    Fix: ${plain(fix)}`
  })
  const more = told.length - MOST_REFUSALS
  return [
    `unloop refuses ${plain(subject)}, which has ${told.length === 1 ? 'a mistake' : `${told.length} mistakes`}:`,
    ...lines,
    ...(more > 0 ? [`  ${more} more; unloop lint shows them`] : []),
    `To admit it all the same, annotate it with ignore.unloop.dev/${told[0]?.finding.code ?? 'CODE'}: "the reason".`,
  ].join('\n')
}

/** Told where the webhook could not do its work. */
export function unchecked(why: string): string {
  return `unloop did not check this object: ${why}`
}
