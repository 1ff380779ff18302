import { NOWHERE, type Place } from '../message/message.ts'
import { podLike, wordsPlace } from '../message/place.ts'
import { stampOf } from '../message/stamp.ts'
import type { LineEnvelope } from './line-envelope.ts'

/** Lines that the columns are told by. */
const SAMPLE = 200
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
 * stand before lines too that no program begins with a time: the inner lines of a trace.
 */
export function genericPrefix(lines: readonly string[]): LineEnvelope | null {
  if (lines.length < 2) return null
  const sample = lines.slice(0, SAMPLE)
  const words = sample.map(wordsOf)
  if (isPodTable(words)) return null
  const columns = columnsOf(words)
  if (columns.length === 0) return null
  const cut = cutter(sample, columns)
  const rests = sample.map((line) => cut(line)?.text ?? null)
  const missing = rests.filter((rest) => rest === null).length
  if (missing > sample.length * 0.05) return null
  const isTold =
    columns.includes('pod') ||
    (columns.includes('time') && (hasInnerLines(rests) || isCarried(sample, rests)))
  if (!isTold) return null
  return {
    name: 'prefixed lines',
    least: 3,
    open(line) {
      const found = cut(line)
      if (found === null) return null
      return {
        text: found.text,
        place: found.place,
        ...(found.at === null ? {} : { at: found.at }),
      }
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

function wordsOf(line: string): readonly Word[] {
  const words: Word[] = []
  const pattern = /\S+/g
  const head = line.slice(0, 600)
  for (
    let m = pattern.exec(head);
    m !== null && words.length <= MOST_COLUMNS;
    m = pattern.exec(head)
  )
    words.push({ text: m[0], start: m.index, end: m.index + m[0].length })
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
  while (columns.at(-1) === 'name' && !columns.includes('pod') && !columns.includes('time'))
    columns.pop()
  return columns
}

function columnOf(words: readonly string[], before: readonly Column[]): Column | null {
  const most = (test: (word: string) => boolean): boolean =>
    words.filter(test).length >= words.length * 0.95
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

interface Cut {
  readonly text: string
  readonly at: string | null
  readonly place: Place
}

/** What takes the columns off one line: their words, and the one sign of space after them. */
function cutter(
  sample: readonly string[],
  columns: readonly Column[],
): (line: string) => Cut | null {
  const aligned = alignedAt(sample, columns.length)
  const gap = gapAfter(sample, columns.length)
  return (line) => {
    const words = wordsOf(line).slice(0, columns.length)
    const last = words[columns.length - 1]
    if (last === undefined || !words.every(({ text }, k) => fitsColumn(text, columns[k])))
      return null
    const start = aligned !== null && last.end < aligned ? aligned : last.end + gap
    return { text: line.slice(start), ...said(words, columns) }
  }
}

/** Characters between the last column and the message: what all lines have, and one at least. */
function gapAfter(sample: readonly string[], columns: number): number {
  let least = Infinity
  for (const line of sample) {
    const rest = line.slice(wordsOf(line)[columns - 1]?.end ?? 0)
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
function alignedAt(sample: readonly string[], columns: number): number | null {
  const ends = sample.map((line) => wordsOf(line)[columns - 1]?.end ?? 0)
  const widest = Math.max(...ends)
  if (ends.every((end) => end === widest)) return null
  const isPadded = sample.every((line, index) => line.slice(ends[index], widest).trim() === '')
  return isPadded ? widest + 1 : null
}

function said(words: readonly Word[], columns: readonly Column[]): Omit<Cut, 'text'> {
  const times = words.filter((_, k) => columns[k] === 'time').map(({ text }) => text)
  const names = words.filter((_, k) => columns[k] === 'name' || columns[k] === 'pod')
  const at = stampOf(times.join(' ').replace(/[[\]()]|[,:]$/g, ''))
  const hasPod = columns.includes('pod')
  return { at, place: hasPod ? wordsPlace(names.map(({ text }) => text)) : NOWHERE }
}
