import { askFor } from '../fixes/ask.ts'
import { editFix, placesOf, placeTitle, type Place } from '../fixes/place.ts'
import type { CauseId } from '../catalogue.ts'
import type { Finding } from '../case/finding.ts'
import { saidWords, type Correction } from './correction.ts'
import { unknownHost } from './other-name.ts'

/** Causes where a value that the program was given is what is wrong. */
const OF_VALUES: ReadonlySet<CauseId> = new Set<CauseId>([
  'app-config-invalid',
  'app-exception',
  'bad-command',
  'config-file-missing',
  'dependency-unreachable',
  'dns-failure',
  'env-missing',
])

/** What is wrong with the value, where nobody rejects it. */
const WRONG: Readonly<Partial<Record<CauseId, string>>> = {
  'dependency-unreachable': 'which does not answer',
  'dns-failure': 'which does not resolve',
}

/** A value that the decisive line names and that stands in a setting of the pod, where nothing at hand says the right one. */
export const askedValue: Correction = (file, lead) => {
  if (!OF_VALUES.has(lead.cause)) return []
  const places = placesOf(file)
  const host = unknownHost(saidWords(file, lead))
  const found = [...(host ? [host] : []), ...namedValues(lead)].flatMap((value) => {
    const place = places.find(({ text }) => holds(text, value))
    return place ? [{ value, place }] : []
  })
  const [first] = found
  if (!first) return []
  const { value, place } = first
  const ask = askFor('VALUE', `What should stand in place of ${value} in ${placeTitle(place)}`, {
    secret: false,
  })
  return [
    editFix(file, {
      id: 'setting/value',
      title: `Set ${nameOf(place)} to what is right instead of ${value}, ${WRONG[lead.cause] ?? 'which the program rejects'}`,
      place,
      text: replaced(place.text, value, ask.placeholder),
      asks: [ask],
      risk: 'medium',
    }),
  ]
}

const WORD = /[\w@%+:./-]{4,}/g
const MOST = 120

/** Longest first: a whole address tells more than its port. Stack frames and times name values of their own. */
const namedValues = ({ evidence }: Finding): readonly string[] => {
  const line = evidence.find(({ kind }) => kind === 'log')?.excerpt.slice(0, 1000) ?? ''
  const words = (line.match(WORD) ?? []).map((word) => word.replace(/[.:/]+$/, ''))
  return [...new Set(words)]
    .filter(
      (word) =>
        word.length >= 4 && word.length <= MOST && !/^\d{4}-\d\d|^[A-Z][a-z]+$|@/.test(word),
    )
    .sort((a, b) => b.length - a.length)
}

const holds = (text: string, value: string): boolean =>
  text.length < 20_000 &&
  ` ${text} `
    .split(/[\s"'=,;|]+/)
    .some(
      (part) =>
        part === value ||
        part.endsWith(`/${value}`) ||
        part.includes(`//${value}`) ||
        (value.includes('.') && part.includes(value)),
    )

const replaced = (text: string, value: string, by: string): string => text.replace(value, () => by)

const nameOf = (place: Place): string => placeTitle(place)
