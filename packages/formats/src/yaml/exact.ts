import type { Path, Spot, TextProblemCode } from '@unloop/lint'
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
} from 'yaml'
import { kubeScalar } from './kube-scalar.ts'
import { nestedTooDeep } from './nesting.ts'
import { withQuotesMoved } from './outdented-quotes.ts'
import { setPlace, type Places } from './places.ts'

/** What is wrong with the text itself. */
export interface SyntaxProblem {
  readonly code: TextProblemCode
  readonly spot: Spot
  readonly path: Path
  readonly message: string
  /** A key that stands twice with one and the same value loses nothing. */
  readonly isHarmless?: boolean
}

/** A document as the API server would read it, with the place of each value. */
export interface ExactRead {
  /** Undefined where the document could not be read at all. */
  readonly value: unknown
  readonly places: Places
  readonly problems: readonly SyntaxProblem[]
}

/** Nodes that aliases may add to a document: real ones add dozens, an alias bomb millions. */
const MAX_ALIASED = 20_000

/** Reads one document with the full parser: anchors, tags, merges and repeated keys, with the place of every node. */
export function readExact(text: string): ExactRead {
  const places: Places = new Map()
  const broken = (message: string, spot: Spot): ExactRead => ({
    value: undefined,
    places,
    problems: [{ code: 'yaml-syntax', spot, path: [], message }],
  })
  if (nestedTooDeep(text)) return broken('it is nested too deeply', { line: 1, column: 1 })
  try {
    const { document, text: read } = parsed(text)
    const lines = lineStarts(read)
    const error = document.errors[0]
    if (error !== undefined) {
      const spot = spotOf(lines, error.pos[0])
      const isTab = error.code === 'TAB_AS_INDENT' || tabIndents(read, lines, spot.line)
      const message = firstLine(error.message)
      const code = isTab ? 'yaml-tab' : 'yaml-syntax'
      return { value: undefined, places, problems: [{ code, spot, path: [], message }] }
    }
    const walker = new Walker(document, lines, places)
    const value = walker.value(document.contents, [])
    if (walker.aliased > MAX_ALIASED)
      return broken('its aliases expand to far more than any object holds', { line: 1, column: 1 })
    return { value, places, problems: walker.problems }
  } catch (cause) {
    const message = firstLine(cause instanceof Error ? cause.message : '')
    return broken(message, { line: 1, column: 1 })
  }
}

const parse = (text: string): Document =>
  parseDocument(text, {
    schema: 'failsafe',
    logLevel: 'silent',
    uniqueKeys: false,
    // Pretty errors cost a pass over the text each, and a hostile text has one a character.
    prettyErrors: false,
  })

/**
 * The document; where lines of quoted texts stand further to the left than YAML wants them, with those lines moved to the right,
 * as Kubernetes' own parser takes them. Lines keep their numbers.
 */
function parsed(text: string): { readonly document: Document; readonly text: string } {
  const document = parse(text)
  const [error] = document.errors
  if (error?.code !== 'MISSING_CHAR' || !/closing .quote/.test(error.message))
    return { document, text }
  const moved = withQuotesMoved(text)
  const again = moved === text ? document : parse(moved)
  return again.errors.length === 0 ? { document: again, text: moved } : { document, text }
}

const tabIndents = (text: string, lines: readonly number[], line: number): boolean =>
  /^ *\t/.test(text.slice(lines[line - 1] ?? 0, (lines[line - 1] ?? 0) + 80))

const firstLine = (message: string): string =>
  (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').slice(0, 200)

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function spotOf(starts: readonly number[], offset: number): Spot {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

/** Turns nodes into values, and notes places and repeated keys on the way. */
class Walker {
  aliased = 0
  readonly problems: SyntaxProblem[] = []
  readonly #document: Document
  readonly #lines: readonly number[]
  readonly #places: Places
  #inAlias = 0

  constructor(document: Document, lines: readonly number[], places: Places) {
    this.#document = document
    this.#lines = lines
    this.#places = places
  }

  value(node: unknown, path: Path): unknown {
    if (this.#inAlias > 0 && ++this.aliased > MAX_ALIASED) return null
    if (isAlias(node)) return this.#alias(() => this.value(node.resolve(this.#document), path))
    if (isMap(node)) return this.#map(node, path)
    if (isSeq(node)) {
      const items: unknown[] = []
      for (const [index, item] of node.items.entries()) {
        this.#note(items, index, { key: item, value: item })
        items.push(this.value(item, [...path, index]))
      }
      return items
    }
    return isScalar(node) ? scalarValue(node) : null
  }

  #alias<Value>(inner: () => Value): Value | null {
    if (this.#inAlias > 20) return null
    this.#inAlias++
    const value = inner()
    this.#inAlias--
    return value
  }

  #map(node: { readonly items: readonly unknown[] }, path: Path): Record<string, unknown> {
    const map: Record<string, unknown> = {}
    const merged: Record<string, unknown>[] = []
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      const key = keyText(pair.key)
      if (key === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN') {
        merged.push(...this.#merged(pair.value, path))
        continue
      }
      const isRepeated = Object.hasOwn(map, key)
      const before = map[key]
      this.#note(map, key, pair)
      const value = this.value(pair.value, [...path, key])
      const isSame = value === before && typeof value !== 'object'
      if (isRepeated) this.#repeated(pair.key, [...path, key], isSame)
      Object.defineProperty(map, key, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      })
    }
    for (const each of merged)
      for (const [key, value] of Object.entries(each))
        if (!Object.hasOwn(map, key)) map[key] = value
    return map
  }

  #merged(value: unknown, path: Path): readonly Record<string, unknown>[] {
    const read = this.value(value, path)
    const all: readonly unknown[] = Array.isArray(read) ? read : [read]
    return all.filter((each): each is Record<string, unknown> => isObject(each))
  }

  #repeated(key: unknown, path: Path, isHarmless: boolean): void {
    const spot = this.#spot(key) ?? { line: 1, column: 1 }
    const name = String(path.at(-1))
    const isRoot = path.length === 1 && (name === 'kind' || name === 'apiVersion')
    this.problems.push({
      code: isRoot ? 'yaml-missing-separator' : 'yaml-duplicate-key',
      spot,
      path,
      message: `The key ${name} stands twice in the same map`,
      ...(isHarmless && !isRoot ? { isHarmless } : {}),
    })
  }

  #note(
    container: object,
    step: string | number,
    { key, value }: { readonly key: unknown; readonly value: unknown },
  ): void {
    const spot = this.#spot(key)
    if (spot === null) return
    setPlace(this.#places, container, {
      step,
      place: { key: spot, value: this.#spot(value) ?? spot },
    })
  }

  #spot(node: unknown): Spot | null {
    const range = (node as Node | null)?.range
    return range ? spotOf(this.#lines, range[0]) : null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keys become strings, as JSON has no others: `yes:` is the key "true". */
function keyText(key: unknown): string {
  if (!isScalar(key)) return ''
  const text = typeof key.value === 'string' ? key.value : ''
  const value = key.type === 'PLAIN' ? kubeScalar(text) : text
  return typeof value === 'boolean' ? String(value) : text
}

function scalarValue(node: {
  readonly value: unknown
  readonly type?: string | undefined
  readonly tag?: string | undefined
}): unknown {
  const text = typeof node.value === 'string' ? node.value : ''
  switch (node.tag) {
    case undefined:
      return node.type === 'PLAIN' || node.type === undefined ? kubeScalar(text) : text
    case 'tag:yaml.org,2002:int':
    case 'tag:yaml.org,2002:float':
    case 'tag:yaml.org,2002:bool':
    case 'tag:yaml.org,2002:null':
      return kubeScalar(text)
    default:
      return text
  }
}
