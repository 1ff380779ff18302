/** Widths of characters that take two columns (Unicode East Asian Width W and F, in rough blocks) or none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud83c-\ud83e][\udc00-\udfff]/
// Letters that stand over or within the one before.
const MARK = /\p{M}|\u200b|\u200d/u

/** Columns that a text without control characters takes on a terminal. */
export function columns(text: string): number {
  let width = 0
  for (const letter of text) width += MARK.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1
  return width
}

/** The width of a page: the terminal's own where it has one, and 80 where it has none; never so narrow that words are cut. */
export function widthOf(terminal: number | undefined, most: number): number {
  return Math.min(most, Math.max(NARROWEST, terminal ?? USUAL))
}

// Columns.
const NARROWEST = 40
const USUAL = 80

/** How lines are broken; the width is in columns of a terminal. */
export interface Wrapping {
  readonly width: number
  /** Put before the first line. */
  readonly first?: string
  /** Put before each further line. */
  readonly next?: string
}

/** Breaks prose into lines of at most `width` columns; a word that is longer than a line begins where there is room, and is cut. */
export function wrap(text: string, { width, first = '', next = first }: Wrapping): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    const filler = new Filler(lines.length === 0 ? first : next, { width, next })
    for (const word of paragraph.split(' ').filter((each) => each !== '')) filler.add(word)
    lines.push(...filler.end())
  }
  return lines
}

/** Fills lines with words. */
class Filler {
  readonly #width: number
  readonly #next: string
  readonly #lines: string[] = []
  #line: string
  #used: number
  #isEmpty = true

  constructor(first: string, { width, next }: { readonly width: number; readonly next: string }) {
    this.#width = width
    this.#next = next
    this.#line = first
    this.#used = columns(first)
  }

  /** Adds a word, on a new line where it does not fit. */
  add(word: string): void {
    const wide = columns(word)
    const glue = this.#isEmpty ? '' : ' '
    if (this.#used + glue.length + wide <= this.#width) this.#put(glue + word, glue.length + wide)
    else if (wide <= this.#width - columns(this.#next)) {
      if (!this.#isEmpty) this.#break()
      this.#put(word, wide)
    } else this.#cut(glue + word)
  }

  /** All lines, the last one as far as it came. */
  end(): readonly string[] {
    return [...this.#lines, this.#line]
  }

  /** Puts a text behind what the line has. */
  #put(text: string, wide: number): void {
    this.#line += text
    this.#used += wide
    this.#isEmpty = false
  }

  /** Cuts a word that no line can hold. */
  #cut(word: string): void {
    for (const letter of word) {
      const wide = columns(letter)
      if (this.#used + wide > this.#width && !this.#isEmpty) this.#break()
      this.#put(letter, wide)
    }
  }

  /** Begins a line. */
  #break(): void {
    this.#lines.push(this.#line)
    this.#line = this.#next
    this.#used = columns(this.#next)
    this.#isEmpty = true
  }
}

/**
 * Breaks a quoted line, whose spaces mean something: at a space in the last third of the line, else at the column. All but the
 * space at a break is kept as it is.
 */
export function wrapQuote(text: string, { width, first = '', next = first }: Wrapping): string[] {
  const lines: string[] = []
  let rest = text
  for (let head = first; ; head = next) {
    const room = Math.max(1, width - columns(head))
    const fits = fitting(rest, room)
    if (fits >= rest.length) return [...lines, head + rest]
    const space = rest.lastIndexOf(' ', fits)
    const cut = space > (fits * 2) / 3 ? space : fits
    lines.push(head + rest.slice(0, cut))
    rest = rest.slice(cut === space ? cut + 1 : cut)
  }
}

/** How many UTF-16 units of the text take at most so many columns; at least one letter. */
function fitting(text: string, room: number): number {
  let used = 0
  let units = 0
  for (const letter of text) {
    used += columns(letter)
    if (used > room && units > 0) return units
    units += letter.length
  }
  return units
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

/** Filled up with spaces to so many columns; a wide letter takes two. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)))
}
