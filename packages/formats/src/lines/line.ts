/** One line of a paste: `raw` for citing, `text` for reading. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Verbatim, without its line end. */
  readonly raw: string
  /** Without quoting, colours and odd spaces, and no longer than a line that means something. */
  readonly text: string
  /** When it was printed, where what carried it says so: RFC 3339 in UTC with nine decimals. */
  readonly at?: string
}

// A line beyond this is data, never a row or a key; only its beginning is looked at.
const LONGEST_READ = 16_384
const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')
const ODD_SPACE = /[\u00a0\u2007\u202f\u200b\ufeff]/g

/** Splits a paste into lines; strips what stands before every line: `>` of quotes, `│` of terminal frames. */
export function linesOf(text: string): readonly Line[] {
  const raws = text.split('\n')
  if (raws.at(-1) === '') raws.pop()
  const quoted = isQuoted(raws)
  return raws.map((whole, index) => {
    const raw = whole.endsWith('\r') ? whole.slice(0, -1) : whole
    return { number: index + 1, raw, text: readable(raw, quoted) }
  })
}

/** A line that was taken out of what carried it; `number` is where it stood. */
export function lineOf(raw: string, number: number, at?: string): Line {
  return {
    number,
    raw,
    text: readable(raw, false),
    ...(at === undefined ? {} : { at }),
  }
}

function readable(raw: string, quoted: boolean): string {
  let text = raw.length > LONGEST_READ ? raw.slice(0, LONGEST_READ) : raw
  if (text.includes('\u001b')) text = text.replace(ANSI, '')
  // oxlint-disable-next-line no-control-regex -- the test is for anything beyond plain ASCII.
  if (/[^\x00-\x7f]/.test(text)) text = text.replace(ODD_SPACE, ' ')
  if (quoted) text = text.replace(/^\s*[>│] ?/, '').replace(/\s*│$/, '')
  return text.trimEnd()
}

function isQuoted(raws: readonly string[]): boolean {
  let quoted = 0
  let filled = 0
  for (const raw of raws.slice(0, 2000)) {
    if (raw.trim() === '') continue
    filled++
    if (/^\s*[>│]/.test(raw)) quoted++
  }
  return filled >= 3 && quoted > filled * 0.8
}

/** A line as it was printed, without the colours of a viewer and the odd spaces of a copy. */
export function bareOf({ raw, text }: Line): string {
  // What the reading left as it was has neither.
  if (text === raw) return raw
  const plain = raw.includes('\u001b') ? raw.replace(ANSI, '') : raw
  return /[\u00a0\u202f\ufeff]/.test(plain) ? plain.replace(ODD_SPACE, ' ') : plain
}

/** Width of the indentation; a tab counts as two, since kubectl's levels are two wide. */
export function indentOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 32) width++
    else if (code === 9) width += 2
    else break
  }
  return width
}

export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === ''
}

/** The next line that is not blank, at or after `from`. */
export function nextFilled(lines: readonly Line[], from: number): Line | undefined {
  for (let i = from; i < lines.length; i++) if (!isBlank(lines[i])) return lines[i]
  return undefined
}
