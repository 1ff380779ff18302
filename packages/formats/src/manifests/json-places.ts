import type { Path, Spot } from '@unloop/engine'

/** Where the value at the path begins in a JSON text; of the steps that do not exist, the nearest one above counts. */
export function locateJson(text: string, path: Path): Spot {
  const cursor = new JsonCursor(text)
  cursor.descend(path)
  return spotAt(text, cursor.at)
}

/** Line and column of an offset. */
export function spotAt(text: string, offset: number): Spot {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}

/** Walks over a JSON text that is known to be valid. */
class JsonCursor {
  at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.#blank()
  }

  descend(path: Path): void {
    for (const step of path) {
      const found = this.#child(step)
      if (found === null) return
      this.at = found
    }
  }

  #child(step: string | number): number | null {
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
