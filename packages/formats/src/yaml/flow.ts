import { kubeScalar } from './kube-scalar.ts'
import { setPlace, type Places } from './places.ts'
import { closingQuote, unescaped } from './quoted.ts'

interface FlowStart {
  readonly line: number
  /** Column of the text's first character, from 0. */
  readonly column: number
  readonly places: Places
}

const MAX_DEPTH = 50

/** A flow collection that begins and ends in one line, a comment behind it allowed; null where it is anything else. */
export function readFlow(
  text: string,
  start: FlowStart | null = null,
): { readonly value: unknown } | null {
  if (text.includes('\t')) return null
  const reader = new FlowReader(text, start)
  const value = reader.value(0)
  return reader.failed || !reader.isAtEnd() ? null : { value }
}

class FlowReader {
  failed = false
  readonly #text: string
  readonly #start: FlowStart | null
  #at = 0

  constructor(text: string, start: FlowStart | null) {
    this.#text = text
    this.#start = start
  }

  isAtEnd(): boolean {
    return /^(?: *| +#.*)$/.test(this.#text.slice(this.#at))
  }

  value(depth: number): unknown {
    this.#blank()
    const char = this.#text.charAt(this.#at)
    if (depth > MAX_DEPTH) return this.#fail()
    if (char === '[') return this.#list(depth)
    if (char === '{') return this.#map(depth)
    return this.#scalar()
  }

  #fail(): null {
    this.failed = true
    this.#at = this.#text.length
    return null
  }

  #blank(): void {
    while (this.#text.charCodeAt(this.#at) === 32) this.#at++
  }

  /** Notes where an item's key stands, and its value: here. */
  #note(container: object, step: string | number, key: number): void {
    if (this.#start === null) return
    const { places, line, column } = this.#start
    const spot = (at: number) => ({ line, column: column + at + 1 })
    setPlace(places, container, { step, place: { key: spot(key), value: spot(this.#at) } })
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = []
    this.#at++
    this.#blank()
    while (!this.failed && this.#text.charAt(this.#at) !== ']') {
      this.#note(items, items.length, this.#at)
      items.push(this.value(depth + 1))
      this.#separator(']')
    }
    this.#at++
    return items
  }

  #map(depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {}
    this.#at++
    this.#blank()
    while (!this.failed && this.#text.charAt(this.#at) !== '}') {
      const from = this.#at
      const key = this.#scalar()
      this.#blank()
      const isPair = this.#text.charAt(this.#at) === ':'
      if (typeof key !== 'string' || !isPair || Object.hasOwn(map, key) || key === '__proto__') {
        this.#fail()
        break
      }
      this.#at++
      this.#blank()
      this.#note(map, key, from)
      map[key] = /[,}]/.test(this.#text.charAt(this.#at)) ? null : this.value(depth + 1)
      this.#separator('}')
    }
    this.#at++
    return map
  }

  #separator(close: string): void {
    this.#blank()
    const char = this.#text.charAt(this.#at)
    if (char === close) return
    if (char !== ',') {
      this.#fail()
      return
    }
    this.#at++
    this.#blank()
  }

  #scalar(): unknown {
    const quote = this.#text.charAt(this.#at)
    if (quote === '"' || quote === "'") {
      const end = closingQuote(this.#text, quote, this.#at + 1)
      if (end === -1) return this.#fail()
      const inner = this.#text.slice(this.#at + 1, end)
      this.#at = end + 1
      return unescaped(inner, quote) ?? this.#fail()
    }
    const match = /^[^[\]{},&*!|>%@`#?"' :][^[\]{},#]*/.exec(this.#text.slice(this.#at))
    if (match === null) return this.#fail()
    const colon = /:(?: |$)/.exec(match[0])
    const plain = match[0].slice(0, colon?.index ?? match[0].length)
    this.#at += plain.length
    return kubeScalar(plain.trimEnd())
  }
}
