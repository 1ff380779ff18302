/** Line and UTF-16 unit, both from 0. */
export interface Position {
  readonly line: number
  readonly character: number
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

export interface TextEdit {
  readonly range: Range
  readonly newText: string
}

/** A document as the editor has it, kept in step by its changes. */
export class TextDocument {
  readonly uri: string
  /** As findings name it. */
  readonly path: string
  text: string
  version: number
  #starts: readonly number[] | null = null

  constructor(at: { readonly uri: string; readonly path: string }, text: string, version: number) {
    this.uri = at.uri
    this.path = at.path
    this.text = text
    this.version = version
  }

  /** Without a range, the whole text is another one. */
  change(range: Range | null, by: string): void {
    this.text =
      range === null
        ? by
        : this.text.slice(0, this.offset(range.start)) +
          by +
          this.text.slice(this.offset(range.end))
    this.#starts = null
  }

  /** Places beyond a line or the text count as their end. */
  offset({ line, character }: Position): number {
    const starts = this.#lineStarts()
    const from = starts[Math.max(0, line)] ?? this.text.length
    const next = starts[Math.max(0, line) + 1] ?? this.text.length + 1
    return Math.max(from, Math.min(from + Math.max(0, character), next - 1, this.text.length))
  }

  position(offset: number): Position {
    const starts = this.#lineStarts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low, character: offset - (starts[low] ?? 0) }
  }

  lineText(line: number): string {
    const from = this.offset({ line, character: 0 })
    return /^[^\r\n]*/.exec(this.text.slice(from, from + MOST_LINE))?.[0] ?? ''
  }

  /** The one edit that turns its text into another one. */
  editTo(after: string): TextEdit {
    const before = this.text
    const most = Math.min(before.length, after.length)
    let head = 0
    while (head < most && before[head] === after[head]) head++
    let tail = 0
    while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
    return {
      range: { start: this.position(head), end: this.position(before.length - tail) },
      newText: after.slice(head, after.length - tail),
    }
  }

  #lineStarts(): readonly number[] {
    if (this.#starts !== null) return this.#starts
    const starts = [0]
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1))
      starts.push(at + 1)
    return (this.#starts = starts)
  }
}

const MOST_LINE = 2000
