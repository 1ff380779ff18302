/**
 * What a hostile name or log line must not do to a terminal, a page or a ticket: escape sequences (ECMA-48: CSI, OSC, DCS …),
 * control characters, and Unicode's directional overrides (UAX #9), which make text read as something else.
 */
// The sequences' bodies are bounded, so that an unclosed one swallows no report.
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]{0,400}(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]{0,4}[0-Z\\^-~]/g
const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const HAS_ANY =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/

/** The text without escape sequences and control characters; line ends and tabs stay. */
export function cleanText(text: string): string {
  return HAS_ANY.test(text)
    ? text.replace(/\r\n/g, '\n').replace(SEQUENCES, '').replace(CONTROLS, '')
    : text
}

/** The same value with every string in it cleaned, keys included. */
export function clean<Value>(value: Value): Value {
  return cleanAny(value) as Value
}

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
