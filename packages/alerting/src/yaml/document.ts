import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml'
import { resolvePlain, type Resolved } from './resolve.ts'

/** A node of a document, with the line that messages name. */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence

/** A value with its text and the type that YAML 1.1 gives it. */
export interface YamlScalar {
  readonly kind: 'scalar'
  readonly line: number
  readonly column: number
  readonly text: string
  readonly resolved: Resolved
}
/** Entries in their order; a key may stand twice, which readers refuse. */
export interface YamlMapping {
  readonly kind: 'mapping'
  readonly line: number
  readonly column: number
  readonly entries: readonly (readonly [YamlNode, YamlNode])[]
}
/** A list. */
export interface YamlSequence {
  readonly kind: 'sequence'
  readonly line: number
  readonly column: number
  readonly items: readonly YamlNode[]
}

/** A file that can't be read as YAML, or whose content is refused; the text is upstream's where it has one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Aliases within aliases multiply; a file that unfolds to more nodes is refused. */
const MAX_NODES = 500_000

/**
 * The first document of a text; undefined if there is none.
 * @throws {ConfigError} with the line, where the text is no YAML
 */
export function parseYaml(text: string): YamlNode | undefined {
  return parseYamlDocuments(text, 1)[0]
}

/** All documents of a text. @throws {ConfigError} */
export function parseYamlDocuments(
  text: string,
  limit = Infinity,
): readonly (YamlNode | undefined)[] {
  const lineCounter = new LineCounter()
  const documents = parseAllDocuments(text, {
    lineCounter,
    schema: 'failsafe',
    uniqueKeys: false,
    strict: false,
    version: '1.1',
    merge: false,
  })
  const list = Array.isArray(documents) ? documents : []
  return list.slice(0, limit).map((document) => {
    const [error] = document.errors
    if (error !== undefined) throw syntaxError(error.linePos?.[0].line ?? 1, error.message)
    const reader = new Reader(lineCounter, (alias) => alias.resolve(document))
    return document.contents === null ? undefined : reader.node(document.contents)
  })
}

/** The commonest mistakes in the words of the parser that Alertmanager uses, which counts lines in its own way. */
function syntaxError(line: number, message: string): ConfigError {
  if (message.startsWith('Nested mappings are not allowed'))
    return new ConfigError(`yaml: line ${line + 1}: mapping values are not allowed in this context`)
  if (/^(?:All mapping items must start|A block sequence may not be used)/.test(message))
    return new ConfigError(`yaml: line ${line - 1}: did not find expected key`)
  return new ConfigError(`yaml: line ${line}: ${(message.split(' at line ')[0] ?? message).trim()}`)
}

class Reader {
  readonly #lines: LineCounter
  readonly #resolve: (alias: Alias) => Node | undefined
  readonly #open = new Set<unknown>()
  readonly #read = new Map<unknown, { readonly node: YamlNode; readonly size: number }>()
  #count = 0

  constructor(lines: LineCounter, resolve: (alias: Alias) => Node | undefined) {
    this.#lines = lines
    this.#resolve = resolve
  }

  node(node: unknown): YamlNode {
    if (++this.#count > MAX_NODES)
      throw new ConfigError('yaml: document contains excessive aliasing')
    if (isAlias(node)) return this.#alias(node)
    const { line, column } = this.#place(node)
    if (isMap(node)) {
      const entries = node.items.map(
        ({ key, value }) => [this.node(key), this.node(value)] as const,
      )
      // A mapping in block style begins where its first key does.
      const first = node.flow === true ? undefined : entries[0]?.[0]
      return {
        kind: 'mapping',
        line: first?.line ?? line,
        column: first?.column ?? column,
        entries,
      }
    }
    if (isSeq(node))
      return { kind: 'sequence', line, column, items: node.items.map((item) => this.node(item)) }
    if (isScalar(node)) return scalar(node, { line, column })
    return { kind: 'scalar', line, column, text: '', resolved: { tag: '!!null', value: null } }
  }

  /** Each target is read once; what it unfolds to counts each time. */
  #alias(node: Alias): YamlNode {
    const target = this.#resolve(node)
    const known = this.#read.get(target)
    if (known !== undefined) return this.#counted(known)
    const name = node.source
    if (target === undefined) throw new ConfigError(`yaml: unknown anchor '${name}' referenced`)
    if (this.#open.has(target))
      throw new ConfigError(`yaml: anchor '${name}' value contains itself`)
    this.#open.add(target)
    const before = this.#count
    const read = { node: this.node(target), size: this.#count - before }
    this.#open.delete(target)
    this.#read.set(target, read)
    return read.node
  }

  #counted(known: { readonly node: YamlNode; readonly size: number }): YamlNode {
    this.#count += known.size
    if (this.#count > MAX_NODES) throw new ConfigError('yaml: document contains excessive aliasing')
    return known.node
  }

  #place(node: unknown): Place {
    const range = (node as { range?: readonly number[] | null } | null)?.range
    if (range === undefined || range === null) return { line: 1, column: 1 }
    const { line, col } = this.#lines.linePos(range[0] ?? 0)
    return { line, column: col }
  }
}

interface Place {
  readonly line: number
  readonly column: number
}

function scalar(
  node: { readonly value: unknown; readonly type?: unknown; readonly tag?: string },
  place: Place,
): YamlScalar {
  const text = typeof node.value === 'string' ? node.value : ''
  const isPlain = node.type === undefined || node.type === 'PLAIN'
  const tag = node.tag?.replace('tag:yaml.org,2002:', '!!')
  const resolved: Resolved =
    tag === '!!str' || (!isPlain && tag === undefined)
      ? { tag: '!!str', value: text }
      : resolvePlain(text)
  return { kind: 'scalar', ...place, text, resolved }
}
