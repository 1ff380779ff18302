import { maskValue } from '@unloop/engine/masking'

/**
 * What a hostile name or log line must not do to a terminal, a page or a ticket: escape sequences (ECMA-48: CSI, OSC, DCS …),
 * control characters, and Unicode's directional overrides (UAX #9), which make text read as something else.
 */
// The sequences' bodies are bounded, so that an unclosed one swallows no report.
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]{0,400}(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]{0,4}[0-Z\\^-~]/g
const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
/**
 * Letters that nobody sees and that make two names look the same: those of no width, soft hyphens, line and paragraph
 * separators, invisible operators, fillers of Hangul, variation selectors of ideographs, interlinear and tag characters.
 */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\u034f|[\ud800-\udfff]/gu
const HAS_ANY =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff]|\u034f/

/** The text without escape sequences and control characters, and with escapes for letters that nobody sees; line ends and tabs stay. */
export function cleanText(text: string): string {
  return HAS_ANY.test(text)
    ? text
        .replace(/\r\n/g, '\n')
        .replace(SEQUENCES, '')
        .replace(CONTROLS, '')
        .replace(INVISIBLE, escaped)
    : text
}

/** `\u200b`, and `\u{e0041}` above the first plane. */
const escaped = (letter: string): string => {
  const code = (letter.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? String.raw`\u{${code}}` : String.raw`\u${code.padStart(4, '0')}`
}

/** The same value with every string in it cleaned and its secrets masked, keys included. */
export function clean<Value>(value: Value): Value {
  return maskValue(cleanAny(value)) as Value
}

/** Cleans strings within a value of any shape. */
function cleanAny(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanAny)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [cleanText(key), cleanAny(each)]),
  )
}

/** One line of it: for headings and tables, where a line end would break the layout. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
