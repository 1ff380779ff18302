import type { Dockerfile, Heredoc, Instruction, PlacedWord, Stage } from '@unloop/lint'
import { execWords, shellWords, type LogicalText } from './command-words.ts'

/**
 * Reads a Dockerfile or Containerfile: instructions with flags, continued lines, comments, heredocs and the escape directive,
 * stages by FROM (Dockerfile reference). Tolerant: an unknown keyword is kept, a list that is no JSON is of the shell form.
 */
export function readDockerfile(text: string, file: string): Dockerfile {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const reader = new Reader(lines)
  const global: Instruction[] = []
  const stages: { name: string | null; from: string; instructions: Instruction[] }[] = []
  for (let each = reader.next(); each !== null; each = reader.next()) {
    if (each.keyword === 'FROM') stages.push({ ...stageOf(each), instructions: [] })
    else (stages.at(-1)?.instructions ?? global).push(each)
  }
  return { file, global, stages, lineText: (line) => lines[line - 1] ?? '' }
}

function stageOf({ words }: Instruction): Omit<Stage, 'instructions'> {
  const [from, as, name] = words
  const isNamed = as !== undefined && as.text.toLowerCase() === 'as'
  return { from: from?.text ?? '', name: isNamed ? (name?.text ?? null) : null }
}

const COMMAND_FORMS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME'])
const TAKES_HEREDOCS = new Set(['RUN', 'COPY', 'ADD'])
const MAX_LINES = 50_000

class Reader {
  readonly #lines: readonly string[]
  readonly #escape: string
  #at = 0

  constructor(lines: readonly string[]) {
    this.#lines = lines.slice(0, MAX_LINES)
    this.#escape = escapeOf(lines)
  }

  next(): Instruction | null {
    while (this.#at < this.#lines.length && isBlank(this.#lines[this.#at] ?? '')) this.#at++
    if (this.#at >= this.#lines.length) return null
    const logical = this.#logical()
    const match = /^[ \t]*(\S+)/.exec(logical.text)
    const keyword = (match?.[1] ?? '').toUpperCase()
    const start = match?.[0].length ?? 0
    const { flags, end } = flagsOf(logical.text, start)
    const text = logical.text.slice(end)
    const exec = COMMAND_FORMS.has(keyword) ? execWords(logical, end) : null
    const words: readonly PlacedWord[] = exec ?? shellWords(logical, end)
    const heredocs = TAKES_HEREDOCS.has(keyword) && exec === null ? this.#heredocs(text) : []
    const first = logical.spotAt(start - keyword.length)
    const form = exec === null ? 'shell' : 'exec'
    return {
      keyword,
      spot: first,
      endLine: this.#at,
      flags,
      text: text.trim(),
      words,
      form,
      heredocs,
    }
  }

  /** A line with those that continue it; comments and empty lines between them belong to nothing. */
  #logical(): LogicalText {
    const parts: { readonly text: string; readonly line: number }[] = []
    for (; this.#at < this.#lines.length;) {
      const raw = this.#lines[this.#at] ?? ''
      const line = ++this.#at
      if (parts.length > 0 && isBlank(raw)) continue
      const trimmed = raw.trimEnd()
      const isContinued = trimmed.endsWith(this.#escape)
      parts.push({ text: isContinued ? trimmed.slice(0, -1) : raw, line })
      if (!isContinued) break
    }
    return joined(parts)
  }

  #heredocs(text: string): readonly Heredoc[] {
    const found: Heredoc[] = []
    for (const [, dash, , name = ''] of text.matchAll(/<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
      const from = this.#at
      const isEnd = (line: string) => (dash === '-' ? line.replace(/^\t+/, '') : line) === name
      let end = from
      while (end < this.#lines.length && !isEnd(this.#lines[end] ?? '')) end++
      // Without its end it is no heredoc: nothing is swallowed.
      if (end >= this.#lines.length) return found
      const body = this.#lines.slice(from, end)
      found.push({ name, text: `${body.join('\n')}\n`, line: from + 1 })
      this.#at = end + 1
    }
    return found
  }
}

const isBlank = (line: string): boolean => /^[ \t]*(?:#|$)/.test(line)

/** `# escape=`` in the first comments changes what continues a line. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#[ \t]*([A-Za-z]+)[ \t]*=[ \t]*(\S*)/.exec(line)
    if (directive === null) break
    if (directive[1]?.toLowerCase() === 'escape' && directive[2] === '`') return '`'
  }
  return '\\'
}

function joined(parts: readonly { readonly text: string; readonly line: number }[]): LogicalText {
  const text = parts.map((part) => part.text).join('')
  return {
    text,
    spotAt: (offset) => {
      let rest = offset
      for (const part of parts) {
        if (rest < part.text.length || part === parts.at(-1))
          return { line: part.line, column: rest + 1 }
        rest -= part.text.length
      }
      return { line: 1, column: 1 }
    },
  }
}

function flagsOf(
  text: string,
  from: number,
): { readonly flags: Readonly<Record<string, string>>; readonly end: number } {
  const flags: Record<string, string> = {}
  let end = from
  for (;;) {
    const match = /^[ \t]+--([a-z][\w.-]*)(?:=(\S*))?(?=\s|$)/.exec(text.slice(end, end + 1000))
    if (match === null) return { flags, end }
    flags[match[1] ?? ''] = match[2] ?? 'true'
    end += match[0].length
  }
}
