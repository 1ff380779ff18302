/** A piece of a line in one look; text only, never markup. */
export interface Segment {
  readonly text: string
  /** 0 to 15 of the terminal's palette, or null for the page's own colour. */
  readonly color: number | null
  readonly bold: boolean
}

// CSI, OSC with either end, other escapes, and the control bytes that a terminal would act on.
const SEQUENCE =
  /\u001B\[([0-9;:]*)([@-~])|\u009B([0-9;:]*)([@-~])|\u001B\][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)?|\u001B[PX^_][^\u001B\u009C]*(?:\u001B\\|\u009C)?|\u001B[ -/]*[0-~]?/g
// Control bytes other than tab and line feed.
const JUNK = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g
/** Overrides of the direction of writing: they make a line read otherwise than it is. */
const DIRECTION = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** The attributes of SGR that are shown, as they are at a place of the line. */
interface Look {
  color: number | null
  bold: boolean
}

/** A raw line as segments: colours of SGR are kept, everything else that a terminal would obey is taken out. */
export function segmentsOf(raw: string): Segment[] {
  const line = overwritten(raw)
  if (!line.includes('\u001B') && !line.includes('\u009B'))
    return [{ text: plainText(line), color: null, bold: false }]
  const segments: Segment[] = []
  const look: Look = { color: null, bold: false }
  let from = 0
  for (const found of line.matchAll(SEQUENCE)) {
    push(segments, line.slice(from, found.index), look)
    from = found.index + found[0].length
    const [, codes = found[3] ?? '', end = found[4]] = found
    if (end === 'm') apply(codes, look)
  }
  push(segments, line.slice(from), look)
  return segments.length === 0 ? [{ text: '', color: null, bold: false }] : segments
}

/** A raw line without anything that a terminal would obey: what is searched and copied. */
export function cleanLine(raw: string): string {
  const line = overwritten(raw)
  return plainText(
    line.includes('\u001B') || line.includes('\u009B') ? line.replace(SEQUENCE, '') : line,
  )
}

const plainText = (text: string): string => text.replace(JUNK, '').replace(DIRECTION, '')

/** What a carriage return leaves to be seen: the text after the last one. */
function overwritten(raw: string): string {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
  return line.slice(line.lastIndexOf('\r') + 1)
}

/** Adds a piece, unless nothing of it is to be seen. */
function push(segments: Segment[], text: string, { color, bold }: Look): void {
  const shown = plainText(text)
  if (shown !== '') segments.push({ text: shown, color, bold })
}

/** Takes SGR's numbers (ECMA-48, 8.3.117) over into the look; those that are not shown are skipped with their parameters. */
function apply(codes: string, look: Look): void {
  const numbers = codes.split(/[;:]/).map(Number)
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0
    if (code === 0) Object.assign(look, { color: null, bold: false })
    else if (code === 1) look.bold = true
    else if (code === 22) look.bold = false
    else if (code >= 30 && code <= 37) look.color = code - 30
    else if (code >= 90 && code <= 97) look.color = code - 82
    else if (code === 39) look.color = null
    else if (code === 38) at += extended(numbers.slice(at + 1), look)
    // A background colour has as many parameters as a foreground one.
    else if (code === 48) at += numbers[at + 1] === 2 ? 4 : 2
  }
}

/** Colours beyond the palette are shown by the nearest of it that says as much: none. */
function extended(rest: readonly number[], look: Look): number {
  if (rest[0] === 5) {
    const color = rest[1] ?? 0
    look.color = color < 16 ? color : null
    return 2
  }
  return 4
}
