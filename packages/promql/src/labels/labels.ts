import { compareStrings } from './compare.ts'
import { isLegacyLabelName } from './names.ts'
import { quote } from '../numbers/quote.ts'

/** The label that holds a metric's name. */
export const METRIC_NAME = '__name__'
/** The label of a classic histogram's bucket: its upper bound. */
export const BUCKET_LABEL = 'le'

/** Labels that say what a metric is, and which an operation that changes its meaning drops. */
const METADATA = new Set([METRIC_NAME, '__type__', '__unit__'])

// No valid UTF-8 text holds a lone surrogate, so that it can part names and values.
const SEPARATOR = '\ud800'

/** A label set: immutable, sorted by name, without empty values. Equal sets have equal keys. */
export class Labels {
  /** Name, value, name, value …, sorted by name. */
  readonly pairs: readonly string[]
  #key: string | undefined
  #withoutMetadata: Labels | undefined

  private constructor(pairs: readonly string[]) {
    this.pairs = pairs
  }

  static readonly empty: Labels = new Labels([])

  /** Pairs that are sorted by name already, with no empty value among them. */
  static ofSorted(pairs: readonly string[]): Labels {
    return pairs.length === 0 ? Labels.empty : new Labels(pairs)
  }

  static from(entries: Iterable<readonly [string, string]>): Labels {
    const byName = new Map<string, string>()
    for (const [name, value] of entries) byName.set(name, value)
    const names = [...byName.keys()].filter((name) => byName.get(name) !== '').sort(compareStrings)
    return Labels.ofSorted(names.flatMap((name) => [name, byName.get(name) ?? '']))
  }

  static of(record: Readonly<Record<string, string>>): Labels {
    return Labels.from(Object.entries(record))
  }

  /** A text that is the same for equal sets and differs for others. */
  get key(): string {
    return (this.#key ??= this.pairs.join(SEPARATOR))
  }

  /** The value of a label, '' where it is not set. */
  get(name: string): string {
    const { pairs } = this
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return pairs[i + 1] ?? ''
    return ''
  }

  has(name: string): boolean {
    return this.get(name) !== ''
  }

  get metricName(): string {
    return this.get(METRIC_NAME)
  }

  *entries(): Generator<[string, string]> {
    const { pairs } = this
    for (let i = 0; i < pairs.length; i += 2) yield [pairs[i] ?? '', pairs[i + 1] ?? '']
  }

  /** Without the metric's name, type and unit; worked out once. */
  withoutMetadata(): Labels {
    return (this.#withoutMetadata ??= this.filter((name) => !METADATA.has(name)))
  }

  filter(keep: (name: string) => boolean): Labels {
    const { pairs } = this
    const kept: string[] = []
    for (let i = 0; i < pairs.length; i += 2) {
      const name = pairs[i] ?? ''
      if (keep(name)) kept.push(name, pairs[i + 1] ?? '')
    }
    return kept.length === pairs.length ? this : Labels.ofSorted(kept)
  }

  /** With some labels set; an empty value takes a label away. */
  with(changes: Readonly<Record<string, string>>): Labels {
    return Labels.from([...this.entries(), ...Object.entries(changes)])
  }

  /** A text of the values of `names` (sorted) alone: the key of a group. */
  keyOf(names: readonly string[]): string {
    let key = ''
    for (const name of names) {
      const value = this.get(name)
      if (value !== '') key += name + SEPARATOR + value + SEPARATOR
    }
    return key
  }

  /** A text of everything but `names`. */
  keyWithout(names: ReadonlySet<string>): string {
    const { pairs } = this
    let key = ''
    for (let i = 0; i < pairs.length; i += 2) {
      const name = pairs[i] ?? ''
      if (!names.has(name)) key += name + SEPARATOR + (pairs[i + 1] ?? '') + SEPARATOR
    }
    return key
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries(this.entries())
  }

  /** As Prometheus writes a label set in messages: `{a="1", b="2"}`. */
  toString(): string {
    const parts = [...this.entries()].map(
      ([name, value]) => `${isLegacyLabelName(name) ? name : quote(name)}=${quote(value)}`,
    )
    return `{${parts.join(', ')}}`
  }
}

/** The order of label sets in results: by the first name or value that differs, byte by byte. */
export function compareLabels(a: Labels, b: Labels): number {
  if (a === b) return 0
  const length = Math.min(a.pairs.length, b.pairs.length)
  for (let i = 0; i < length; i++) {
    const left = a.pairs[i] ?? ''
    const right = b.pairs[i] ?? ''
    if (left !== right) return compareStrings(left, right)
  }
  return a.pairs.length - b.pairs.length
}
