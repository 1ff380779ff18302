/** A line as it may be shown, and the column of the file's line at which that begins. */
export interface Shown {
  readonly text: string
  readonly from: number
}

/** What is asked about a line: its text, the column of the place in it, and whether the place is a value of a Secret. */
export interface LinePlace {
  readonly line: string
  readonly column: number
  readonly isSecret: boolean
}

/**
 * The line with its secrets masked by `mask`. Of a line that is too long for a reader, the field at the place alone: what stands
 * beside it may be a secret that only its neighbours tell of, and a cut through the middle of one would hide what it is.
 */
export function shownLine(place: LinePlace, mask: (text: string) => string): Shown {
  const { line, column, isSecret } = place
  if (line.length <= MAX_LINE) return { text: isSecret ? bare(line) : mask(line), from: 1 }
  if (!isDocument(line) && column <= MAX_LINE)
    return { text: (isSecret ? bare(line) : mask(line)).slice(0, MAX_LINE), from: 1 }
  const { from, text } = fieldAt(line, column - 1)
  const shown = isSecret ? bare(text) : mask(text)
  return { text: shown.slice(0, MAX_LINE), from: from + 1 }
}

/** A value of a Secret is never shown. */
const bare = (line: string): string => line.replace(/^(\s*[^:]{0,253}:).*$/s, '$1 …')

const isDocument = (line: string): boolean => /^\s*[[{]/.test(line)

/** The key before an offset, and the scalar that begins there; of a map or list no more than its bracket. */
function fieldAt(line: string, at: number): { readonly from: number; readonly text: string } {
  const before = line.slice(Math.max(0, at - MAX_KEY), at)
  const key = /(?:"(?:[^"\\]|\\.)*"|[\w./-]+)\s*:\s*$/.exec(before)?.[0] ?? ''
  const rest = line.slice(at, at + MAX_SCALAR)
  const [scalar = '…'] = /^"(?:[^"\\]|\\.)*(?:"|$)|^'[^']*(?:'|$)|^[^\s,[\]{}"']+/.exec(rest) ?? [
    rest.charAt(0) + '…',
  ]
  return { from: at - key.length, text: key + scalar }
}

const MAX_LINE = 1000
const MAX_KEY = 300
/** A secret that is longer than what is shown is masked before it is cut. */
const MAX_SCALAR = 8000
