import { quote, TemplateError, Templates } from '@unloop/gotemplate'
import { type AnchoredRegexp, anchored } from '../matchers/anchored.ts'
import { ConfigError } from '../yaml/document.ts'
import { refined, type Schema, SECRET, STRING, wrongType } from '../yaml/schema.ts'
import { type GoUrl, parseGoUrl, parseHttpUrl } from './go-url.ts'
import { SECRET_MARK } from './secret-keys.ts'

/** An absolute URL with http or https; undefined where none is given. */
export const URL_VALUE: Schema<GoUrl | undefined> = refined(STRING, () => undefined, parseHttpUrl)

/** A URL of which even the host may be secret. */
export const SECRET_URL: Schema<GoUrl | undefined> = refined(
  STRING,
  () => undefined,
  (value) => (value === SECRET_MARK ? parseGoUrl('') : parseHttpUrl(value)),
)

/** Whether a text is a template, which is then parsed. @throws {TemplateError} */
export function isTemplated(value: string): boolean {
  if (!value.includes('{{')) return false
  new Templates().parse('', value)
  return true
}

/** A URL or a template of one. */
export const TEMPLATE_URL: Schema<string> = refined(
  SECRET,
  () => '',
  (value) => {
    if (value === '' || value === SECRET_MARK) return value
    try {
      if (!isTemplated(value)) parseHttpUrl(value)
    } catch (error) {
      if (error instanceof TemplateError)
        throw new ConfigError(`invalid template syntax: ${error.message}`)
      if (error instanceof ConfigError) throw new ConfigError(`invalid URL: ${error.message}`)
      throw error
    }
    return value
  },
)

// Positions: units stand from the largest to the smallest, each once.
const UNITS: Readonly<Record<string, readonly [position: number, ms: number]>> = {
  ms: [7, 1],
  s: [6, 1000],
  m: [5, 60_000],
  h: [4, 3_600_000],
  d: [3, 86_400_000],
  w: [2, 604_800_000],
  y: [1, 31_536_000_000],
}
// An int64 of nanoseconds.
const MAX_DURATION_MS = 2 ** 63 / 1e6

/** Milliseconds of a duration as Prometheus writes it. @throws {ConfigError} in its words */
export function parseDuration(source: string): number {
  if (source === '0') return 0
  if (source === '') throw new ConfigError('empty duration string')
  const invalid = (): never => {
    throw new ConfigError(`not a valid duration string: ${quote(source)}`)
  }
  let sum = 0
  let last = 0
  for (let rest = source; rest !== '';) {
    const match = /^(\d+)(\D+)/.exec(rest) ?? invalid()
    const name = match[2] ?? ''
    const unit = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
    if (unit === undefined)
      throw new ConfigError(`unknown unit ${quote(name)} in duration ${quote(source)}`)
    if (unit[0] <= last) invalid()
    last = unit[0]
    sum += Number(match[1]) * unit[1]
    if (sum > MAX_DURATION_MS) throw new ConfigError('duration out of range')
    rest = rest.slice(match[0].length)
  }
  return sum
}

/** Milliseconds. */
export const DURATION: Schema<number> = refined(STRING, () => 0, parseDuration)

// Milliseconds of the units of `time.ParseDuration`.
const GO_UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** Milliseconds of a duration as Go writes it; undefined if it is none. */
export function parseGoDuration(source: string): number | undefined {
  const match = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(source)
  if (match === null) return undefined
  let sum = 0
  for (const [, number, unit] of (match[2] ?? '').matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g))
    sum += Number(number) * (GO_UNITS[unit === 'μs' ? 'µs' : (unit ?? '')] ?? 0)
  return match[1] === '-' ? -sum : sum
}

/** Milliseconds: a `time.Duration`, for which a bare number are nanoseconds. */
export const GO_DURATION: Schema<number> = {
  goType: 'time.Duration',
  zero: () => 0,
  read: (node, problems) => {
    if (node.kind === 'scalar') {
      const { resolved } = node
      if (resolved.tag === '!!int' || resolved.tag === '!!float')
        return Number(resolved.value) / 1e6
      const ms = parseGoDuration(node.text)
      if (ms !== undefined) return ms
    }
    return wrongType(node, 'time.Duration', problems)
  },
}

/** A pattern in RE2's syntax, anchored at both ends. */
export const REGEXP: Schema<AnchoredRegexp | undefined> = refined(STRING, () => undefined, anchored)
