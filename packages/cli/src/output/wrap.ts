/** Widths of characters that take two columns (Unicode East Asian Width W and F, in rough blocks) or none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud83c-\ud83e][\udc00-\udfff]/
const MARK = /\p{M}|\u200b|\u200d/u

/** Columns that a text without control characters takes on a terminal. */
export function columns(text: string): number {
  let width = 0
  for (const letter of text) width += MARK.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1
  return width
}

export interface Wrapping {
  readonly width: number
  /** Put before the first line. */
  readonly first?: string
  /** Put before each further line. */
  readonly next?: string
}

/**
 * Breaks prose into lines of at most `width` columns. A word longer than a line is broken, unless it stands alone in a line of
 * its own and could be copied: paths and image names stay whole where they can.
 */
export function wrap(text: string, { width, first = '', next = first }: Wrapping): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = lines.length === 0 ? first : next
    let isEmpty = true
    for (const word of paragraph.split(' ')) {
      if (word === '') continue
      const glue = isEmpty ? '' : ' '
      if (isEmpty || columns(line) + columns(glue) + columns(word) <= width) line += glue + word
      else {
        lines.push(line)
        line = next + word
      }
      isEmpty = false
    }
    lines.push(line)
  }
  return lines.flatMap((line) => hardBreak(line, { width, next }))
}

/** Cuts a line that is still too long at the column. */
export function hardBreak(line: string, { width, next = '' }: Omit<Wrapping, 'first'>): string[] {
  if (columns(line) <= width) return [line]
  const lines: string[] = []
  let part = ''
  let used = 0
  for (const letter of line) {
    const wide = columns(letter)
    if (used + wide > width && columns(part.trim()) > 0) {
      lines.push(part)
      part = next
      used = columns(next)
    }
    part += letter
    used += wide
  }
  return [...lines, part]
}

/** Cut to so many columns, with an ellipsis where something was cut. */
export function ellipsis(text: string, width: number): string {
  if (columns(text) <= width) return text
  let cut = ''
  for (const letter of text) {
    if (columns(cut) + columns(letter) > width - 1) break
    cut += letter
  }
  return `${cut}…`
}

export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columns(text)))
