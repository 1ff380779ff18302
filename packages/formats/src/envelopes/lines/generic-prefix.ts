import { NOWHERE, type Place } from '../message/message.ts'
import { podLike, wordsPlace } from '../message/place.ts'
import { stampOf } from '../message/stamp.ts'
import type { LineEnvelope } from './line-envelope.ts'

/** Lines that the columns are told by. */
export const SAMPLE = 200
/** Words before a message at most. */
const MOST_COLUMNS = 10

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

type Column = 'time' | 'pod' | 'name' | 'sign'

/**
 * The last resort for prefixes: told by structure and not by who writes them. Columns that hold a time, the same few names
 * or a sign on every line come before the message. They are an envelope where a pod's name is among them, or where they
 * stand before lines too that no program begins with a time or its name: the inner lines of a trace.
 */
export function genericPrefix(lines: readonly string[]): LineEnvelope | null {
  if (lines.length < 2) return null
  const sample = lines.slice(0, SAMPLE)
  // Most blocks have no columns, and their first words tell it.
  const firsts = sample.flatMap((line) => wordsOf(line, 1).map(({ text }) => text))
  if (columnOf(firsts, []) === null) return null
  const words = sample.map((line) => wordsOf(line))
  if (isPodTable(words)) return null
  const columns = columnsOf(words)
  if (columns.length === 0) return null
  const cut = cutter(sample, words, columns.length)
  const isMade = (found: Cut): boolean =>
    found.words.every(({ text }, k) => fitsColumn(text, columns[k]))
  const rests = sample.map((line, at) => {
    const found = cut(line, words[at] ?? [])
    return found !== null && isMade(found) ? found.text : null
  })
  const missing = rests.filter((rest) => rest === null).length
  if (missing > sample.length * 0.05) return null
  const isCarriedAlong =
    hasInnerLines(rests) || (columns.includes('time') && isCarried(sample, rests))
  if (!columns.includes('pod') && !isCarriedAlong) return null
  return {
    name: 'prefixed lines',
    least: 3,
    open(line) {
      const found = cut(line, wordsOf(line, columns.length))
      if (found === null || !isMade(found)) return null
      const { at, place } = said(found.words, columns)
      return { text: found.text, place, ...(at === null ? {} : { at }) }
    },
  }
}

/** kubectl's table of pods begins with their names, too: `1/1` is the column after them. */
const isPodTable = (lines: readonly (readonly Word[])[]): boolean =>
  lines.filter((words) => words.slice(1, 3).some(({ text }) => /^\d{1,2}\/\d{1,2}$/.test(text)))
    .length >=
  lines.length * 0.5

/** Lines of traces, and lines that are empty: a program puts no time before them, whatever carries them does. */
const INNER =
  /^(?:\s+(?:at |File "|in |\.\.\. \d+|from |\d+: |#\d)|\s{2,}\S|\t\S|Caused by: |Traceback \(|goroutine \d+ \[|\.\.\. \d+ more|at [\w.$<]+\(|[}\])]+,?$|$)/

function hasInnerLines(rests: readonly (string | null)[]): boolean {
  const inner = rests.filter((rest) => rest !== null && INNER.test(rest))
  return inner.length > 0 && inner.length < rests.length
}

/**
 * A full time with its zone on every line, and after it no level: programs print both or neither. What has a second time
 * there was carried for certain.
 */
function isCarried(lines: readonly string[], rests: readonly (string | null)[]): boolean {
  if (
    !lines.every((line) =>
      /^\[?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/.test(line),
    )
  )
    return false
  const firsts = rests.map((rest) => /\S+/.exec(rest ?? '')?.[0] ?? '')
  const levels = firsts.filter((word) => LEVEL.test(word.replace(/^[[(]|[\])]$/g, ''))).length
  return levels < lines.length * 0.3
}

/** The first words of a line. */
function wordsOf(line: string, most: number = MOST_COLUMNS): readonly Word[] {
  const words: Word[] = []
  const pattern = /\S+/g
  const head = line.length > 600 ? line.slice(0, 600) : line
  while (words.length < most) {
    const match = pattern.exec(head)
    if (match === null) break
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  }
  return words
}

const LEVEL =
  /^[[(<]?(?:trace|debug|info|notice|warn|warning|err|error|fatal|crit|critical|panic|severe|alert|emerg|level=\w+)[\])>:]*$/i
const CLOCK = /^[[(]?\d{1,2}:\d\d:\d\d(?:[.,]\d+)?[\])]?$/
const DATE =
  /^[[(]?(?:\d{4}[-/.]\d\d[-/.]\d\d|\d{1,2}\/\d{1,2}\/\d{4}|\d{1,2}\/[A-Z][a-z]{2}\/\d{4})[,\])]?$/
const WHEN =
  /^[[(]?\d{4}[-/]\d\d[-/]\d\d[T_]\d\d:?\d\d:?\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?[\])]?[:,]?$/
const EPOCH = /^[[(]?1[4-9]\d{8}(?:\.\d+|\d{3}|\d{6}|\d{9})?[\])]?$/
const MONTH = /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun),?$/
const SMALL = /^(?:\d{1,2},?|\d{4},?|[ap]m|UTC|GMT|CES?T|[+-]\d\d:?\d\d|@|at)$/i
const SIGN = /^[^\w\s"'{(<\\/.*#]{1,3}$/

const isTime = (word: string): boolean =>
  WHEN.test(word) || CLOCK.test(word) || DATE.test(word) || EPOCH.test(word)

/** The columns that every line begins with; none where the first word is a message's already. */
function columnsOf(lines: readonly (readonly Word[])[]): readonly Column[] {
  const columns: Column[] = []
  for (let k = 0; k < MOST_COLUMNS; k++) {
    const words = lines.flatMap((line) => line[k]?.text ?? [])
    if (words.length < lines.length * 0.95) break
    const column = columnOf(words, columns)
    if (column === null) break
    columns.push(column)
  }
  return columns.includes('pod') || columns.includes('time') || isLabel(lines, columns)
    ? columns
    : []
}

/** One name before every line, in brackets or with a sign after it, as tools that start several services print it; or a stream's. */
function isLabel(lines: readonly (readonly Word[])[], columns: readonly Column[]): boolean {
  const first = lines[0] ?? []
  const isOne = columns.every((_, k) => lines.every((line) => line[k]?.text === first[k]?.text))
  if (!isOne || columns.filter((column) => column === 'name').length !== 1) return false
  const name = first[columns.indexOf('name')]?.text ?? ''
  return (
    columns.at(-1) === 'sign' || /^\[.+\]$|^\(.+\)$|.[:|]$|^(?:[A-Z]|std(?:out|err))$/.test(name)
  )
}

function columnOf(words: readonly string[], before: readonly Column[]): Column | null {
  const most = (test: (word: string) => boolean): boolean => {
    let others = words.length - words.length * 0.95
    for (const word of words) if (!test(word) && --others < 0) return false
    return true
  }
  // A second full time is the program's own.
  if (most((word) => WHEN.test(word))) return before.includes('time') ? null : 'time'
  if (most(isTime)) return 'time'
  if (most((word) => MONTH.test(word))) return 'time'
  if (
    before.length > 0 &&
    before.every((one) => one === 'time') &&
    most((word) => SMALL.test(word))
  )
    return 'time'
  if (most((word) => SIGN.test(word))) return 'sign'
  if (most(holdsPod) || (isSame(words) && podLike(words[0] ?? '') !== null)) return 'pod'
  if (words.some((word) => LEVEL.test(word))) return null
  return areNames(words) ? 'name' : null
}

const isSame = (words: readonly string[]): boolean => words.every((word) => word === words[0])

const holdsPod = (word: string): boolean =>
  word.split(/[/:[\](){}|›»>,=]+/).some((part) => podLike(part) === 'sure')

/** The same few names again and again, as hosts, containers and streams are. */
function areNames(words: readonly string[]): boolean {
  const distinct = new Set(words)
  if (!words.every((word) => /^[[(<{"]?[\w./:@=-]{1,120}[\])>}"]?[:,|]?$/.test(word))) return false
  return distinct.size <= Math.max(1, words.length / 8) && distinct.size <= 20
}

/** A line without its columns, and the words of these. */
interface Cut {
  readonly text: string
  readonly words: readonly Word[]
}

/** What takes the columns off one line: their words, and the one sign of space after them. */
function cutter(
  sample: readonly string[],
  sampleWords: readonly (readonly Word[])[],
  columns: number,
): (line: string, words: readonly Word[]) => Cut | null {
  const ends = sampleWords.map((words) => words[columns - 1]?.end ?? 0)
  const aligned = alignedAt(sample, ends)
  const gap = gapAfter(sample, ends)
  return (line, all) => {
    const words = all.slice(0, columns)
    const last = words[columns - 1]
    if (last === undefined) return null
    const start = aligned !== null && last.end < aligned ? aligned : last.end + gap
    return { text: line.slice(start), words }
  }
}

/** Characters between the last column and the message: what all lines have, and one at least. */
function gapAfter(sample: readonly string[], ends: readonly number[]): number {
  let least = Infinity
  for (const [at, line] of sample.entries()) {
    const rest = line.slice(ends[at])
    if (rest.trim() !== '') least = Math.min(least, rest.length - rest.trimStart().length)
  }
  return Number.isFinite(least) ? Math.max(1, least) : 1
}

const fitsColumn = (word: string, column: Column | undefined): boolean => {
  if (column === 'time') return isTime(word) || MONTH.test(word) || SMALL.test(word)
  if (column === 'pod') return holdsPod(word) || podLike(word) !== null
  return column === 'sign' ? SIGN.test(word) : /^[[(<{"]?[\w./:@=-]+[\])>}"]?[:,|]?$/.test(word)
}

/** Viewers pad names to one width: the message then begins at the same place on every line. */
function alignedAt(sample: readonly string[], ends: readonly number[]): number | null {
  const widest = Math.max(...ends)
  if (ends.every((end) => end === widest)) return null
  const isPadded = sample.every((line, index) => line.slice(ends[index], widest).trim() === '')
  return isPadded ? widest + 1 : null
}

function said(
  words: readonly Word[],
  columns: readonly Column[],
): { readonly at: string | null; readonly place: Place } {
  const times = words.filter((_, k) => columns[k] === 'time').map(({ text }) => text)
  const names = words.filter((_, k) => columns[k] === 'name' || columns[k] === 'pod')
  const at = stampOf(times.join(' ').replace(/[[\]()]|[,:]$/g, ''))
  const hasPod = columns.includes('pod')
  return { at, place: hasPod ? wordsPlace(names.map(({ text }) => text)) : NOWHERE }
}
