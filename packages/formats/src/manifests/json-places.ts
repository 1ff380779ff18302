import type { Path, Spot } from '@unloop/lint'

/** Places in a JSON text that is known to be valid. The items of the outer lists are found once: a List may have thousands. */
export class JsonPlaces {
  readonly #text: string
  readonly #starts: readonly number[]
  readonly #lists = new Map<number, readonly number[]>()

  constructor(text: string) {
    this.#text = text
    const starts = [0]
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      starts.push(at + 1)
    this.#starts = starts
  }

  /** Where the value at the path begins; of the steps that do not exist, the nearest one above counts. */
  locate(path: Path): Spot {
    const cursor = new JsonCursor(this.#text)
    for (const [depth, step] of path.entries()) {
      const isOuterList = depth < 2 && typeof step === 'number'
      const found = isOuterList ? this.#item(cursor, step) : cursor.child(step)
      if (found === null) break
      cursor.at = found
    }
    return this.#spotAt(cursor.at)
  }

  lineText(line: number): string {
    const from = this.#starts[line - 1]
    if (from === undefined) return ''
    const end = this.#starts[line]
    return this.#text.slice(from, end === undefined ? this.#text.length : end - 1)
  }

  #item(cursor: JsonCursor, index: number): number | null {
    const known = this.#lists.get(cursor.at) ?? cursor.items()
    this.#lists.set(cursor.at, known)
    return known[index] ?? null
  }

  #spotAt(offset: number): Spot {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 }
  }
}

/** Walks over a JSON text that is known to be valid. */
class JsonCursor {
  at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.#blank()
  }

  /** Where each item of the list that begins here begins; nothing where it is no list. */
  items(): readonly number[] {
    const from = this.at
    const starts: number[] = []
    if (this.#text[from] === '[') {
      this.at++
      for (;;) {
        this.#blank()
        if (this.at >= this.#text.length || this.#text[this.at] === ']') break
        starts.push(this.at)
        this.#value()
        this.#blank()
        if (this.#text[this.at] !== ',') break
        this.at++
      }
    }
    this.at = from
    return starts
  }

  /** Where the child of the map or list that begins here begins. */
  child(step: string | number): number | null {
    const from = this.at
    const open = this.#text[from]
    if (open !== '{' && open !== '[') return null
    this.at++
    for (let index = 0; ; index++) {
      this.#blank()
      if (this.at >= this.#text.length || /[}\]]/.test(this.#text[this.at] ?? ']')) break
      const key = open === '{' ? this.#key() : index
      this.#blank()
      if (key === step) return this.at
      this.#value()
      this.#blank()
      if (this.#text[this.at] !== ',') break
      this.at++
    }
    this.at = from
    return null
  }

  #key(): string {
    const from = this.at
    this.#string()
    const raw = this.#text.slice(from, this.at)
    this.#blank()
    this.at++
    return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1)
  }

  #blank(): void {
    while (/[\s]/.test(this.#text[this.at] ?? 'x')) this.at++
  }

  #string(): void {
    for (this.at++; this.at < this.#text.length; this.at++) {
      const char = this.#text[this.at]
      if (char === '\\') this.at++
      else if (char === '"') break
    }
    this.at++
  }

  /** Past a value, whatever it is. */
  #value(): void {
    let depth = 0
    while (this.at < this.#text.length) {
      const char = this.#text[this.at] ?? ''
      if (char === '"') {
        this.#string()
        if (depth === 0) return
        continue
      }
      if (depth === 0 && /[,}\]]/.test(char)) return
      if (char === '{' || char === '[') depth++
      if (char === '}' || char === ']') depth--
      this.at++
      if (depth === 0 && /[}\]]/.test(char)) return
    }
  }
}
