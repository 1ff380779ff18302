/**
 * Plain scalars as the API server reads them (sigs.k8s.io/yaml over go-yaml v2): YAML 1.1's booleans with `y` and `n`, octal with
 * and without `o`, underscores in numbers, no base 60, dates stay text. Infinity and NaN are read, and no JSON number.
 */
export function kubeScalar(text: string): string | number | boolean | null {
  const word = WORDS.get(text)
  if (word !== undefined) return word
  const first = text.charCodeAt(0)
  const isNumeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  return isNumeric ? numberOf(text) : text
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
])

const DECIMAL = /^[-+]?(?:0|[1-9]\d*)$/
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/
const RADIX = /^([-+]?)0([xXoObB]?)([\da-fA-F]+)$/
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/

function numberOf(text: string): string | number {
  if (DECIMAL.test(text)) return Number(text)
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  if (NOT_A_NUMBER.test(text)) return Number.NaN
  const bare = text.includes('_') ? text.replaceAll('_', '') : text
  const coded = RADIX.exec(bare)
  const value = coded ? radixNumber(coded) : null
  if (value !== null) return value
  return FLOAT.test(bare) ? Number(bare) : text
}

function radixNumber([, sign, letter = '', digits = '']: RegExpExecArray): number | null {
  const [base, allowed] =
    letter.toLowerCase() === 'x'
      ? [16, /^[\da-fA-F]+$/]
      : letter.toLowerCase() === 'b'
        ? [2, /^[01]+$/]
        : [8, /^[0-7]+$/]
  if (!allowed.test(digits)) return null
  const value = Number.parseInt(digits, base)
  return sign === '-' ? -value : value
}
