/**
 * A fast reader for the YAML that kubectl and its relatives write: block mappings and sequences, plain and quoted scalars
 * (also folded over lines), literal blocks, `{}` and `[]`. Anything beyond gives undefined, and the full parser takes over.
 * What it reads, it reads as YAML 1.2's core schema does; tests hold it against the full parser.
 */
export function parsePlainYaml(text: string): unknown {
  if (text.includes('\t') || text.length > 64 * 1024 * 1024) return undefined
  const reader = new PlainReader(text)
  const value = reader.document()
  return reader.failed ? undefined : value
}

const MAX_DEPTH = 100
const KEY = /^(?:([A-Za-z0-9_./$~-][\w./$~-]*)|"([^"\\]*)"|'([^']*)'):(?: +|$)/

class PlainReader {
  failed = false
  readonly #contents: string[] = []
  readonly #indents: number[] = []
  /** Lines with spaces at their end, which a text over several lines would keep. */
  readonly #spaced = new Set<number>()
  #at = 0
  #depth = 0

  constructor(text: string) {
    for (const line of text.split('\n')) {
      let indent = 0
      while (line.charCodeAt(indent) === 32) indent++
      const content = line.slice(indent).trimEnd()
      if (indent + content.length !== line.length || (content === '' && indent > 0)) {
        this.#spaced.add(this.#contents.length)
      }
      this.#contents.push(content)
      this.#indents.push(content === '' ? -1 : indent)
    }
  }

  document(): unknown {
    this.#skip()
    if (this.#at >= this.#contents.length) return null
    const value = this.#block(this.#indent)
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

  /** To the next line with content; a comment between entries is left out. */
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
    const sequence = this.#line === '-' || this.#line.startsWith('- ')
    const value = sequence ? this.#sequence(indent) : this.#mapping(indent)
    this.#depth--
    return value
  }

  #sequence(indent: number): unknown[] {
    const items: unknown[] = []
    while (
      !this.failed &&
      this.#indent === indent &&
      (this.#line === '-' || this.#line.startsWith('- '))
    ) {
      items.push(this.#item(indent))
      this.#skip()
    }
    if (this.#indent > indent) this.#fail()
    return items
  }

  #item(indent: number): unknown {
    const rest = this.#line.slice(1).trimStart()
    if (rest === '') {
      this.#at++
      this.#skip()
      return this.#indent > indent ? this.#block(this.#indent) : null
    }
    // What follows the dash is a block of its own, as deep as where it stands.
    const inner = indent + this.#line.length - rest.length
    if (KEY.test(rest) || rest === '-' || rest.startsWith('- ')) {
      this.#contents[this.#at] = rest
      this.#indents[this.#at] = inner
      return this.#block(inner)
    }
    return this.#scalar(rest, indent)
  }

  #mapping(indent: number): Record<string, unknown> {
    const map: Record<string, unknown> = {}
    while (!this.failed && this.#indent === indent) {
      const match = KEY.exec(this.#line)
      if (match === null) {
        this.#fail()
        break
      }
      const key = match[1] ?? match[2] ?? match[3] ?? ''
      const rest = this.#line.slice(match[0].length)
      // A key that is repeated, or a merge, is for the full parser to judge.
      if (Object.hasOwn(map, key) || key === '__proto__') {
        this.#fail()
        break
      }
      map[key] =
        rest === '' || rest.startsWith('#') ? this.#nested(indent) : this.#scalar(rest, indent)
      this.#skip()
    }
    if (this.#indent > indent) this.#fail()
    return map
  }

  #nested(indent: number): unknown {
    this.#at++
    this.#skip()
    if (this.#indent > indent) {
      return isBlockStart(this.#line) ? this.#block(this.#indent) : this.#scalar(this.#line, indent)
    }
    const listed = this.#indent === indent && (this.#line === '-' || this.#line.startsWith('- '))
    return listed ? this.#block(indent) : null
  }

  /** A value that begins on the current line; leaves the line after it. */
  #scalar(text: string, indent: number): unknown {
    const first = text.charCodeAt(0)
    if (first === 34 || first === 39) return this.#quoted(text, indent)
    if (first === 124 || first === 62) return this.#blockScalar(text, indent)
    if (first === 123 || first === 91) return this.#flow(text)
    // Anchors, aliases, tags, directives, reserved characters.
    if ('&*!%@`?,]}|#'.includes(text.charAt(0)) || text.includes(' #') || /: |:$/.test(text)) {
      return this.#fail()
    }
    this.#at++
    const folded = this.#continuation(text, indent)
    return folded === text ? plainValue(text, () => this.#fail()) : folded
  }

  #flow(text: string): unknown {
    this.#at++
    if (text === '{}') return {}
    if (text === '[]') return []
    return this.#fail()
  }

  /** Plain scalars go on over deeper lines; a line break counts as a space, blank lines as breaks. */
  #continuation(text: string, indent: number): string {
    let value = text
    let blanks = 0
    while (this.#at < this.#contents.length) {
      const line = this.#line
      if (line === '') blanks++
      else if (this.#indent > indent) {
        if (line.includes(' #') || /: |:$/.test(line) || line.startsWith('#')) {
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

  #quoted(text: string, indent: number): unknown {
    const quote = text.charAt(0)
    let value = text
    this.#at++
    let blanks = 0
    while (closingQuote(value, quote) === -1) {
      if (this.#at >= this.#contents.length) return this.#fail()
      const line = this.#line
      if (line !== '' && this.#indent <= indent) return this.#fail()
      if (line === '') blanks++
      else {
        value = joinQuoted(value, line, { quote, blanks })
        blanks = 0
      }
      this.#at++
    }
    const end = closingQuote(value, quote)
    if (end !== value.length - 1) return this.#fail()
    const inner = value.slice(1, end)
    if (quote === "'") return inner.replaceAll("''", "'")
    return unescape(inner) ?? this.#fail()
  }

  #blockScalar(header: string, indent: number): unknown {
    const match = /^([|>])([+-]?)$/.exec(header)
    if (match === null) return this.#fail()
    this.#at++
    const lines: string[] = []
    let margin = -1
    while (this.#at < this.#contents.length) {
      const depth = this.#indent
      if (depth !== -1 && depth <= indent) break
      if (depth !== -1 && margin === -1) margin = depth
      if (depth !== -1 && depth < margin) return this.#fail()
      if (this.#spaced.has(this.#at)) return this.#fail()
      lines.push(depth === -1 ? '' : ' '.repeat(depth - margin) + this.#line)
      this.#at++
    }
    return match[1] === '|' ? chomped(lines, '\n', match[2]) : this.#foldedBlock(lines, match[2])
  }

  #foldedBlock(lines: readonly string[], chomp: string | undefined): unknown {
    if (
      lines.some((line) => line.startsWith(' ') || line === '') &&
      lines.slice(0, -1).some((l) => l === '' || l.startsWith(' '))
    ) {
      return this.#fail()
    }
    return chomped(lines, ' ', chomp)
  }
}

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

/** Index of the quote that ends the text, -1 where it goes on over the next line. */
function closingQuote(text: string, quote: string): number {
  for (let i = 1; i < text.length; i++) {
    const char = text.charAt(i)
    if (quote === '"' && char === '\\') i++
    else if (char === quote) {
      if (quote === "'" && text.charAt(i + 1) === "'") i++
      else return i
    }
  }
  return -1
}

function joinQuoted(
  value: string,
  line: string,
  at: { readonly quote: string; readonly blanks: number },
): string {
  if (at.quote === '"' && /(?:^|[^\\])(?:\\\\)*\\$/.test(value)) {
    return value.slice(0, -1) + '\n'.repeat(at.blanks) + line.replace(/^\\ /, ' ')
  }
  return value + (at.blanks > 0 ? '\n'.repeat(at.blanks) : ' ') + line
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  '\\': '\\',
  '/': '/',
  ' ': ' ',
  '0': '\0',
  b: '\b',
  e: '\u001b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  _: '\u00a0',
  N: '\u0085',
  L: '\u2028',
  P: '\u2029',
}

function unescape(text: string): string | null {
  if (!text.includes('\\')) return text
  let known = true
  const value = text.replace(
    /\\(?:(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|([^]))/g,
    (whole: string, coded?: string, one?: string) => {
      const hex = coded?.slice(1)
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16)
        if (code <= 0x10ffff) return String.fromCodePoint(code)
      }
      const escaped = ESCAPES[one ?? '']
      if (escaped === undefined) known = false
      return escaped ?? whole
    },
  )
  return known ? value : null
}

function plainValue(text: string, fail: () => null): unknown {
  switch (text) {
    case 'null':
    case 'Null':
    case 'NULL':
    case '~':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
    default:
  }
  const first = text.charCodeAt(0)
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  if (!numeric) return text
  if (/^[-+]?\d+$/.test(text)) return Number(text)
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text)
  // Octal, hexadecimal, infinity: rare enough for the full parser.
  return /^(?:0[xo]|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$|-(?:$| ))/.test(text) ? fail() : text
}
