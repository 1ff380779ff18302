// Prometheus' names for OpenTelemetry's metrics: prometheus/otlptranslator, UnderscoreEscapingWithSuffixes.

const UNITS: Readonly<Record<string, string>> = {
  d: 'days',
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  By: 'bytes',
  KiBy: 'kibibytes',
  MiBy: 'mebibytes',
  GiBy: 'gibibytes',
  TiBy: 'tibibytes',
  KBy: 'kilobytes',
  MBy: 'megabytes',
  GBy: 'gigabytes',
  TBy: 'terabytes',
  m: 'meters',
  V: 'volts',
  A: 'amperes',
  J: 'joules',
  W: 'watts',
  g: 'grams',
  Cel: 'celsius',
  Hz: 'hertz',
  '1': '',
  '%': 'percent',
}
const PER: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  min: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  mo: 'month',
  y: 'year',
}

/** What of a metric's data decides the suffixes of its Prometheus name. */
export interface MetricKind {
  readonly unit: string
  readonly isMonotonicSum: boolean
  readonly isGauge: boolean
}

/** The name as Prometheus has it, with the unit and `_total` where they are due. */
export function metricName(name: string, { unit, isMonotonicSum, isGauge }: MetricKind): string {
  const words = name.split(/[^a-zA-Z0-9:]+/).filter((word) => word !== '')
  const [main, per] = unit.split('/', 2)
  const suffixes = [unitWord(main ?? '', UNITS)]
  const perWord = unitWord(per ?? '', PER)
  if (perWord !== '') suffixes.push(`per_${perWord}`)
  for (const suffix of suffixes) if (suffix !== '' && !words.includes(suffix)) words.push(suffix)
  if (isMonotonicSum) moveLast(words, 'total')
  else if (unit === '1' && isGauge) moveLast(words, 'ratio')
  const made = words.join('_')
  return /^\d/.test(made) ? `_${made}` : made
}

/** A label's name as Prometheus has it. */
export function labelName(name: string): string {
  const made = name.replace(/[^a-zA-Z0-9_]/g, '_')
  return /^\d/.test(made) ? `key_${made}` : made
}

function unitWord(unit: string, words: Readonly<Record<string, string>>): string {
  const plain = unit.trim()
  if (plain === '' || plain.includes('{')) return ''
  return words[plain] ?? plain.replace(/[^a-zA-Z0-9]+/g, '_').replace(/^_+|_+$/g, '')
}

/** Suffixes such as `total` come last wherever the name had them (OpenTelemetry, Prometheus compatibility). */
function moveLast(words: string[], word: string): void {
  const at = words.indexOf(word)
  if (at >= 0) words.splice(at, 1)
  words.push(word)
}
