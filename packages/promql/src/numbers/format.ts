/** The shortest digits that read back as the same number, and the decimal exponent of `0.digits`. */
function shortest(value: number): { digits: string; point: number } {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 }
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  return undefined
}

const signOf = (value: number) => (value < 0 || Object.is(value, -0) ? '-' : '')

/** As Go's strconv.FormatFloat(v, 'f', -1, 64): all digits, never an exponent. */
export function formatPlain(value: number): string {
  const named = special(value)
  if (named !== undefined) return named
  const abs = Math.abs(value)
  if (abs === 0) return `${signOf(value)}0`
  if (abs >= 1e-6 && abs < 1e21) return String(value)
  const { digits, point } = shortest(abs)
  if (point <= 0) return `${signOf(value)}0.${'0'.repeat(-point)}${digits}`
  return `${signOf(value)}${digits.padEnd(point, '0')}`
}

/** As Go's 'e' with the shortest digits: at least two digits of exponent. */
export function formatExponent(value: number): string {
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e')
  return `${signOf(value)}${mantissa}e${exponentOf(Number(exponent))}`
}

function exponentOf(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** As Go's %g and %v: an exponent under 1e-4 and from 1e6 on. */
export function formatShort(value: number): string {
  const named = special(value)
  if (named !== undefined) return named
  const abs = Math.abs(value)
  return abs !== 0 && (abs < 1e-4 || abs >= 1e6) ? formatExponent(value) : formatPlain(value)
}

/** As Go's %.2g. */
export function formatTwoDigits(value: number): string {
  const named = special(value)
  if (named !== undefined) return named
  if (value === 0) return `${signOf(value)}0`
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential(1).split('e')
  const power = Number(exponent)
  const trimmed = mantissa.replace(/\.?0+$/, '')
  if (power < -4 || power >= 2) return `${signOf(value)}${trimmed}e${exponentOf(power)}`
  return `${signOf(value)}${formatPlain(Number(`${mantissa}e${power}`))}`
}

/** As Go's %f, six digits after the point. */
export function formatFixed(value: number): string {
  return (
    special(value) ?? (Math.abs(value) < 1e21 ? value.toFixed(6) : `${formatPlain(value)}.000000`)
  )
}

/** As OpenMetrics writes a number: whole numbers carry `.0`. */
export function formatOpenMetrics(value: number): string {
  const text = formatShort(value)
  return special(value) !== undefined || /[e.]/.test(text) ? text : `${text}.0`
}

/** The value of a sample in the HTTP API: an exponent under 1e-6 and from 1e21 on, as jsonutil.MarshalFloat. */
export function formatSample(value: number): string {
  if (Number.isInteger(value) && value < 1e21 && value > -1e21)
    return Object.is(value, -0) ? '-0' : String(value)
  const named = special(value)
  if (named !== undefined) return named
  const abs = Math.abs(value)
  return abs < 1e-6 || abs >= 1e21 ? formatExponent(value) : String(value)
}
