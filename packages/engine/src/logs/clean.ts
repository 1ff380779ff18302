/** What a line may hold at most, so that no analysis meets a line of a megabyte: its first and its last part. */
export const LINE_HEAD = 16 * 1024
export const LINE_TAIL = 4 * 1024

/** Cuts the middle out of a huge line. */
export function bounded(line: string): string {
  if (line.length <= LINE_HEAD + LINE_TAIL) return line
  return `${line.slice(0, LINE_HEAD)} … ${line.slice(-LINE_TAIL)}`
}

// CSI, OSC and two-byte sequences; then colours whose escape character a copy and paste has lost.
// eslint-disable-next-line no-control-regex
const ESCAPES = /\x1b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])/g
const LOST_COLOURS = /\[(?:0|\d{1,2}(?:;\d{1,3}){0,4})m(?![\]:])/g
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f\ufffd]+/g
// eslint-disable-next-line no-control-regex
const SCRUB = /[\x00-\x08\x0a-\x1f\x7f\ufffd]/
const ESCAPED_COLOURS = /\\+(?:u001b|x1b|033|e)\[[0-9;]*m/gi
const JSON_ESCAPES = /\\+(?:(["'/])|[nt]|r\\+n|u00([2-7][0-9a-f]))/gi

/**
 * A line as it may be shown: no terminal codes; other control characters as `?`, and a carriage return as `\r` where it
 * is part of a name ("env: 'bash\r': No such file"), else as a space.
 */
export function printable(raw: string): string {
  if (!SCRUB.test(raw)) return raw
  return raw
    .replace(ESCAPES, '')
    .replace(/\r(?=['"’:)])/g, '\\r')
    .replace(/\r+/g, ' ')
    .replace(CONTROLS, '?')
    .trimEnd()
}

/** The text of a line that signatures are matched against, see `LogLine.text`. */
export function cleanText(raw: string): string {
  let text = printable(raw)
  if (text.includes('m') && text.includes('[')) text = text.replace(LOST_COLOURS, '')
  if (text.includes('\\')) text = text.replace(ESCAPED_COLOURS, '').replace(JSON_ESCAPES, unescape)
  return text
}

function unescape(_: string, quote: string | undefined, hex: string | undefined): string {
  if (quote !== undefined) return quote
  return hex === undefined ? ' ' : String.fromCharCode(Number.parseInt(hex, 16))
}
