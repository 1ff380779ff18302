/** One line of an exposition: a series as it is written there, its value, and its own time where it has one. */
export interface ExposedSample {
  /** `name{label="value"}`, as it came; {@link seriesLabels} reads it. */
  readonly series: string
  readonly value: number
  /** Milliseconds since 1970. */
  readonly ms: number | null
}

/** A metric family; its comments may come after its first sample, so that the fields are filled in. */
export interface ExposedFamily {
  readonly name: string
  type: string
  help: string
  unit: string
}

/** Samples in the order of the text; several of them may be of one series. */
export interface Exposition {
  readonly samples: readonly ExposedSample[]
  readonly families: readonly ExposedFamily[]
}

/** What no Prometheus would take; `line` counts from 1. */
export class ExpositionError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`)
    this.name = 'ExpositionError'
    this.line = line
  }
}

/** Which of the two text formats a body is in, by its content type. */
export interface ExpositionOptions {
  /** OpenMetrics has times in seconds, ends with `# EOF`, and may have exemplars. */
  readonly isOpenMetrics: boolean
}

/** A longer line is no sample, and would be copied for each label. */
const MAX_LINE = 65_536
const METADATA = /^#\s*(HELP|TYPE|UNIT)\s+("(?:[^"\\]|\\.)*"|\S+)(?:\s+(.*))?$/

/**
 * Reads Prometheus' text format 0.0.4 or OpenMetrics 1.0. As a Prometheus does, it takes all of a text or nothing: throws
 * an {@link ExpositionError} at the first line that is no sample.
 */
export function readExposition(text: string, { isOpenMetrics }: ExpositionOptions): Exposition {
  const samples: ExposedSample[] = []
  const families = new Map<string, ExposedFamily>()
  let number = 0
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(start, end).trim()
    start = end + 1
    number++
    if (line.length > MAX_LINE) throw new ExpositionError(number, 'it is longer than 64 KiB')
    if (line === '') continue
    if (line.startsWith('#')) {
      if (isOpenMetrics && line === '# EOF') break
      readMetadata(line, families)
    } else samples.push(readSample(line, number, isOpenMetrics))
  }
  return { samples, families: [...families.values()] }
}

/** The labels of a series as it is written, `__name__` among them; null for what is none. */
export function seriesLabels(series: string): (readonly [string, string])[] | null {
  const brace = series.indexOf('{')
  const name = (brace === -1 ? series : series.slice(0, brace)).trim()
  const pairs: (readonly [string, string])[] = name === '' ? [] : [['__name__', name]]
  if (brace === -1) return pairs.length === 0 ? null : pairs
  const label = /\s*(?:([a-zA-Z_:][\w:.]*)|"((?:[^"\\]|\\.)*)")\s*(?:=\s*"((?:[^"\\]|\\.)*)")?\s*/y
  let at = brace + 1
  while (series[at] !== '}') {
    label.lastIndex = at
    const found = label.exec(series)
    if (found === null) return null
    const [, plain, quoted, value] = found
    // `{"a.name", label="x"}`: a name that is no identifier stands among the labels.
    if (value === undefined) {
      if (quoted === undefined) return null
      pairs.push(['__name__', unescaped(quoted)])
    } else pairs.push([plain ?? unescaped(quoted ?? ''), unescaped(value)])
    at = label.lastIndex
    if (series[at] === ',') at++
    else if (series[at] !== '}') return null
  }
  return pairs.some(([key]) => key === '__name__') ? pairs : null
}

/** @throws {ExpositionError} for a line without a series, value or time that can be read */
function readSample(line: string, number: number, isOpenMetrics: boolean): ExposedSample {
  const end = seriesEnd(line)
  if (end <= 0) throw new ExpositionError(number, 'a name or a closing brace is missing')
  const exemplar = isOpenMetrics ? line.indexOf(' # ', end) : -1
  const [value = '', time, more] = line
    .slice(end, exemplar === -1 ? line.length : exemplar)
    .trim()
    .split(/\s+/)
  const read = readNumber(value)
  if (read === null || more !== undefined)
    throw new ExpositionError(number, `${JSON.stringify(value.slice(0, 50))} is no value`)
  const ms = time === undefined ? null : readTime(time, isOpenMetrics)
  if (ms !== null && Number.isNaN(ms))
    throw new ExpositionError(number, `${JSON.stringify(time?.slice(0, 50))} is no time`)
  return { series: line.slice(0, end), value: read, ms }
}

/** Where the value begins: after the brace that closes the labels, or after the name. */
function seriesEnd(line: string): number {
  const brace = line.indexOf('{')
  const space = line.search(/[ \t]/)
  if (brace === -1 || (space !== -1 && space < brace && line.slice(space, brace).trim() !== ''))
    return space
  let isQuoted = false
  for (let at = brace + 1; at < line.length; at++) {
    const letter = line.charCodeAt(at)
    if (letter === 92) at++
    else if (letter === 34) isQuoted = !isQuoted
    else if (letter === 125 && !isQuoted) return at + 1
  }
  return -1
}

/** Null for what is no number. Words for infinities count in any case, as in Go's ParseFloat. */
function readNumber(text: string): number | null {
  if (/^[+]?Inf$/i.test(text)) return Infinity
  if (/^-Inf$/i.test(text)) return -Infinity
  if (/^NaN$/i.test(text)) return NaN
  if (!/^[+-]?(?:\d|\.\d|0x)/i.test(text)) return null
  const value = Number(text)
  return Number.isNaN(value) ? null : value
}

/** Milliseconds since 1970; NaN where it is no time. The text format has milliseconds, OpenMetrics seconds. */
function readTime(text: string, isSeconds: boolean): number {
  const time = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN
  return isSeconds ? Math.round(time * 1_000) : time
}

function readMetadata(line: string, families: Map<string, ExposedFamily>): void {
  const found = METADATA.exec(line)
  if (found === null) return
  const [, what, written = '', rest = ''] = found
  const name = written.startsWith('"') ? unescaped(written.slice(1, -1)) : written
  const family = families.get(name) ?? { name, type: 'unknown', help: '', unit: '' }
  families.set(name, family)
  if (what === 'HELP') family.help = unescaped(rest)
  else if (what === 'UNIT') family.unit = rest
  else family.type = rest === 'untyped' ? 'unknown' : rest
}

/** Escapes of a label's value: `\\`, `\"` and `\n`; any other stays as it is. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\([\\"n])/g, (_whole, letter: string) => (letter === 'n' ? '\n' : letter))
}
