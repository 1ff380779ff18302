import { readFlow } from './flow.ts'
import { kubeScalar } from './kube-scalar.ts'
import { closingQuote, unescaped } from './quoted.ts'

/** A value read fast, or undefined where the document takes the exact parser. */
export type FastRead = { readonly value: unknown } | undefined

const MAX_DEPTH = 100
export const KEY = /^(?:([A-Za-z0-9_./$-][^\s:#"'{}[\],&*!|>%@`]*)|"([^"\\]*)"|'([^']*)'):(?: +|$)/

/**
 * Reads one document of the YAML that people and programs write for Kubernetes: block maps and lists, scalars of all styles,
 * comments, flow collections that end on their line. It reads them exactly; anything beyond (anchors, tags, tabs, repeated
 * keys, flow over several lines) is left to the exact parser. `BlockPlaces` finds places in what it reads.
 */
export function readBlocks(text: string): FastRead {
  const reader = new BlockReader(text)
  const value = reader.document()
  return reader.failed ? undefined : { value }
}

class BlockReader {
  failed = false
  readonly #contents: string[] = []
  readonly #indents: number[] = []
  readonly #raw: readonly string[]
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#raw = text.split('\n')
    for (const line of this.#raw) {
      let indent = 0
      while (line.charCodeAt(indent) === 32) indent++
      let end = line.length
      while (end > indent && line.charCodeAt(end - 1) === 32) end--
      this.#contents.push(line.slice(indent, end))
      this.#indents.push(end === indent ? -1 : indent)
    }
  }

  document(): unknown {
    this.#skip()
    if (this.#at >= this.#contents.length) return null
    const value = isBlockStart(this.#line)
      ? this.#block(this.#indent)
      : this.#scalar(this.#line, -1)
    this.#skip()
    // Something is left over: the structure is not what it seemed.
    if (this.#at < this.#contents.length) this.failed = true
    return value
  }

  get #line(): string {
    return this.#contents[this.#at] ?? ''
  }

  get #indent(): number {
    return this.#indents[this.#at] ?? -1
  }

  get #isItem(): boolean {
    return this.#line === '-' || this.#line.startsWith('- ')
  }

  #skip(): void {
    while (this.#at < this.#contents.length && (this.#line === '' || this.#line.startsWith('#')))
      this.#at++
  }

  #fail(): null {
    this.failed = true
    this.#at = this.#contents.length
    return null
  }

  #block(indent: number): unknown {
    if (++this.#depth > MAX_DEPTH) return this.#fail()
    const value = this.#isItem ? this.#sequence(indent) : this.#mapping(indent)
    this.#depth--
    return value
  }

  #sequence(indent: number): unknown[] {
    const items: unknown[] = []
    while (!this.failed && this.#indent === indent && this.#isItem) {
      items.push(this.#item(indent))
      this.#skip()
    }
    if (this.#indent > indent) this.#fail()
    return items
  }

  #item(indent: number): unknown {
    const line = this.#line
    let gap = 1
    while (line.charCodeAt(gap) === 32) gap++
    const rest = line.slice(gap)
    const inner = indent + gap
    if (rest === '' || rest.startsWith('#')) {
      this.#at++
      this.#skip()
      if (this.#indent <= indent) return null
      return isBlockStart(this.#line) ? this.#block(this.#indent) : this.#scalar(this.#line, indent)
    }
    if (isBlockStart(rest)) {
      // What follows the dash is a block of its own, as deep as where it stands.
      this.#contents[this.#at] = rest
      this.#indents[this.#at] = inner
      return this.#block(inner)
    }
    return this.#scalar(rest, indent)
  }

  #mapping(indent: number): Record<string, unknown> {
    const map: Record<string, unknown> = {}
    while (!this.failed && this.#indent === indent) {
      const line = this.#line
      const match = KEY.exec(line)
      if (match === null) {
        this.#fail()
        break
      }
      const written = match[1]
      const key = written ?? match[2] ?? match[3] ?? ''
      // A repeated key, a merge and a key that is no string are for the exact parser to judge.
      if (
        Object.hasOwn(map, key) ||
        key === '__proto__' ||
        (written !== undefined && typeof kubeScalar(written) === 'boolean')
      ) {
        this.#fail()
        break
      }
      map[key] = this.#entry(indent, match[0].length)
      this.#skip()
    }
    if (this.#indent > indent) this.#fail()
    return map
  }

  /** The value of the key that takes the first `width` characters of the current line. */
  #entry(indent: number, width: number): unknown {
    const rest = this.#line.slice(width)
    if (rest !== '' && !rest.startsWith('#')) return this.#scalar(rest, indent)
    this.#at++
    this.#skip()
    const deeper = this.#indent > indent
    const listed = this.#indent === indent && this.#isItem
    if (listed) return this.#block(indent)
    if (!deeper) return null
    return isBlockStart(this.#line) ? this.#block(this.#indent) : this.#scalar(this.#line, indent)
  }

  /** A value that begins on the current line; leaves the line after it. */
  #scalar(text: string, indent: number): unknown {
    switch (text.charCodeAt(0)) {
      case 34: // "
      case 39: // '
        return this.#quoted(text, indent)
      case 124: // |
      case 62: // >
        return this.#blockScalar(text, indent)
      case 123: // {
      case 91: // [
        return this.#flow(text)
      default:
        return this.#plain(text, indent)
    }
  }

  #plain(text: string, indent: number): unknown {
    // Anchors, aliases, tags, reserved characters, tabs and nested keys are for the exact parser.
    if (NEEDS_EXACT.test(text)) return this.#fail()
    this.#at++
    const comment = text.indexOf(' #')
    if (comment >= 0) {
      // After a comment the scalar has ended: a deeper line would be an error.
      this.#skip()
      return this.#indent > indent ? this.#fail() : kubeScalar(text.slice(0, comment).trimEnd())
    }
    const folded = this.#continuation(text, indent)
    return folded === text ? kubeScalar(text) : folded
  }

  /** Plain scalars go on over deeper lines; a line break counts as a space, blank lines as breaks. */
  #continuation(text: string, indent: number): string {
    let value = text
    let blanks = 0
    while (this.#at < this.#contents.length) {
      const line = this.#line
      if (line === '') blanks++
      else if (this.#indent > indent) {
        if (line.startsWith('#') || line.includes(' #') || NESTED_KEY.test(line)) {
          this.#fail()
          return value
        }
        value += (blanks > 0 ? '\n'.repeat(blanks) : ' ') + line
        blanks = 0
      } else break
      this.#at++
    }
    return value
  }

  #flow(text: string): unknown {
    const read = readFlow(text)
    this.#at++
    if (read === null) return this.#fail()
    return read.value
  }

  #quoted(text: string, indent: number): unknown {
    const quote = text.charAt(0)
    let value = text
    let end = closingQuote(value, quote)
    this.#at++
    let blanks = 0
    while (end === -1) {
      const line = this.#line
      if (this.#at >= this.#contents.length) return this.#fail()
      if (line !== '' && this.#indent <= indent) return this.#fail()
      if (line === '') blanks++
      else {
        value = joinQuoted(value, line, { quote, blanks })
        blanks = 0
        end = closingQuote(value, quote)
      }
      this.#at++
    }
    if (end !== value.length - 1 && !/^ +#/.test(value.slice(end + 1))) return this.#fail()
    return unescaped(value.slice(1, end), quote) ?? this.#fail()
  }

  #blockScalar(header: string, indent: number): unknown {
    const match = /^([|>])([+-]?)(?: +#.*)?$/.exec(header)
    if (match === null) return this.#fail()
    this.#at++
    const first = this.#at
    let margin = -1
    while (this.#at < this.#contents.length) {
      const depth = this.#indent
      if (depth !== -1 && depth <= indent) break
      if (depth !== -1 && margin === -1) margin = depth
      if (depth !== -1 && depth < margin) return this.#fail()
      this.#at++
    }
    const lines = this.#raw.slice(first, this.#at).map((line) => line.slice(Math.max(margin, 0)))
    if (lines.some((line, index) => line === '' && (this.#raw[first + index] ?? '').includes('\t')))
      return this.#fail()
    return match[1] === '|' ? chomped(lines, '\n', match[2]) : this.#folded(lines, match[2])
  }

  #folded(lines: readonly string[], chomp: string | undefined): unknown {
    const last = lines.findLastIndex((line) => line !== '')
    const isSimple = lines.slice(0, last + 1).every((line) => line !== '' && !/^[ \t]/.test(line))
    return isSimple ? chomped(lines, ' ', chomp) : this.#fail()
  }
}

const NEEDS_EXACT = /^[&*!%@`?,\]}|#]|: |:$|\t/
const NESTED_KEY = /: |:$|\t/

const isBlockStart = (line: string): boolean =>
  line === '-' || line.startsWith('- ') || KEY.test(line)

function chomped(lines: readonly string[], glue: string, chomp: string | undefined): string {
  let end = lines.length
  while (end > 0 && lines[end - 1] === '') end--
  const body = lines.slice(0, end).join(glue)
  if (end === 0) return chomp === '+' ? '\n'.repeat(lines.length) : ''
  if (chomp === '-') return body
  return chomp === '+' ? body + '\n'.repeat(lines.length - end + 1) : `${body}\n`
}

function joinQuoted(
  value: string,
  line: string,
  at: { readonly quote: string; readonly blanks: number },
): string {
  if (at.quote === '"' && /(?:^|[^\\])(?:\\\\)*\\$/.test(value))
    return value.slice(0, -1) + '\n'.repeat(at.blanks) + line.replace(/^\\ /, ' ')
  return value + (at.blanks > 0 ? '\n'.repeat(at.blanks) : ' ') + line
}
