import { addHistogram } from '../histogram/arithmetic.ts'
import {
  copyHistogram,
  emptyHistogram,
  type CounterResetHint,
  type FloatHistogram,
} from '../histogram/histogram.ts'
import { consecutiveBuckets } from '../histogram/buckets.ts'
import { Labels, METRIC_NAME } from '../labels/labels.ts'
import { parseDuration } from '../parser/duration.ts'
import { parseNumber } from '../parser/number.ts'
import { unquote } from '../parser/unquote.ts'

/** A value in the description of a series. */
export type SequenceValue =
  | { readonly kind: 'omitted' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'float'; readonly value: number }
  | {
      readonly kind: 'histogram'
      readonly histogram: FloatHistogram
      /** The hint was written down, so that it is to be compared. */
      readonly hintIsSet: boolean
    }

export interface SeriesDescription {
  readonly labels: Labels
  readonly values: readonly SequenceValue[]
}

/** Parses a line such as `up{job="a"} 1 2+3x5 _ stale {{count:1}}`. Throws an Error that says what is wrong. */
export function parseSeriesDescription(line: string): SeriesDescription {
  const { labels, end } = parseMetric(line)
  return { labels, values: parseValues(line.slice(end)) }
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/
const STRING = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/

/** The label set at the beginning of a text, and where it ends. */
export function parseMetric(text: string): { labels: Labels; end: number } {
  const name = NAME.exec(text)?.[0] ?? ''
  const entries: [string, string][] = name === '' ? [] : [[METRIC_NAME, name]]
  let end = name.length
  if (text[end] !== '{') {
    if (name === '') throw new Error(`a series was expected in ${JSON.stringify(text)}`)
    return { labels: Labels.from(entries), end }
  }
  const skip = (pattern: RegExp) => {
    const [found] = pattern.exec(text.slice(end)) ?? []
    if (found !== undefined) end += found.length
    return found
  }
  end++
  skip(/^\s*/)
  while (text[end] !== '}') {
    const quoted = skip(STRING)
    const label = quoted === undefined ? skip(NAME) : unquote(quoted)
    if (label === undefined)
      throw new Error(`a label was expected at ${JSON.stringify(text.slice(end))}`)
    skip(/^\s*/)
    if (skip(/^=\s*/) === undefined && quoted !== undefined) entries.push([METRIC_NAME, label])
    else {
      const value = skip(STRING)
      if (value === undefined)
        throw new Error(`a quoted value was expected at ${JSON.stringify(text.slice(end))}`)
      entries.push([label, unquote(value)])
    }
    skip(/^\s*,?\s*/)
  }
  return { labels: Labels.from(entries), end: end + 1 }
}

const ITEM = /^(?:\{\{.*?\}\}(?:[+-]\{\{.*?\}\})?(?:x\d+)?|[^\s{]+)/

function parseValues(text: string): SequenceValue[] {
  const values: SequenceValue[] = []
  let rest = text.trim()
  while (rest !== '') {
    const [item] = ITEM.exec(rest) ?? []
    if (item === undefined) throw new Error(`a value was expected at ${JSON.stringify(rest)}`)
    for (const value of item.startsWith('{{') ? histogramItem(item) : floatItem(item))
      values.push(value)
    rest = rest.slice(item.length).trim()
  }
  return values
}

const NUMBER = String.raw`[+-]?(?:inf|nan|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?[smhdwy]*)`
const FLOAT_ITEM = new RegExp(`^(${NUMBER})(${NUMBER})?(?:x(\\d+))?$`, 'i')

function floatItem(item: string): SequenceValue[] {
  if (item === 'stale') return [{ kind: 'stale' }]
  const [, blanks] = /^_(?:x(\d+))?$/.exec(item) ?? []
  if (item.startsWith('_') && (item === '_' || blanks !== undefined))
    return Array.from({ length: Number(blanks ?? 1) }, () => ({ kind: 'omitted' }))
  const [, first, change, times] = FLOAT_ITEM.exec(item) ?? []
  if (first === undefined || (change !== undefined && times === undefined))
    throw new Error(`${JSON.stringify(item)} is not a value of a series`)
  let value = numberOf(first)
  const step = change === undefined ? 0 : numberOf(change)
  const values: SequenceValue[] = []
  for (let i = 0; i <= Number(times ?? 0); i++) {
    values.push({ kind: 'float', value })
    if (change !== undefined) value += step
  }
  return values
}

function numberOf(text: string): number {
  return /[smhdwy]$/i.test(text) && !/nan|inf/i.test(text)
    ? parseDuration(text.replace('+', '')) / 1000
    : parseNumber(text)
}

function histogramItem(item: string): SequenceValue[] {
  const [, first = '', sign, second, times] =
    /^\{\{(.*?)\}\}(?:([+-])\{\{(.*?)\}\})?(?:x(\d+))?$/.exec(item) ?? []
  const base = parseHistogram(first)
  if (sign === undefined || second === undefined)
    return Array.from({ length: Number(times ?? 0) + 1 }, () => ({ kind: 'histogram', ...base }))
  const { histogram: change, hintIsSet } = parseHistogram(second)
  let { histogram } = base
  const values: SequenceValue[] = [{ kind: 'histogram', histogram, hintIsSet }]
  for (let i = 0; i < Number(times ?? 0); i++) {
    if (histogram.schema > change.schema)
      throw new Error(
        `error combining histograms: cannot merge from schema ${change.schema} to ${histogram.schema}`,
      )
    histogram = copyHistogram(histogram)
    if (!addHistogram(histogram, change, sign === '-' ? -1 : 1))
      throw new Error('histograms with exponential and custom buckets cannot be combined')
    values.push({ kind: 'histogram', histogram, hintIsSet })
  }
  return values
}

const HINTS: Readonly<Record<string, CounterResetHint>> = {
  unknown: 'unknown',
  reset: 'reset',
  not_reset: 'not_reset',
  gauge: 'gauge',
}

function parseHistogram(text: string): { histogram: FloatHistogram; hintIsSet: boolean } {
  const fields = new Map<string, string>()
  for (const [, key = '', value = ''] of text.matchAll(/(\w+):\s*(\[[^\]]*\]|\S+)/g)) {
    if (fields.has(key)) throw new Error(`duplicate key ${JSON.stringify(key)} in histogram`)
    fields.set(key, value)
  }
  const number = (key: string) => parseNumber(fields.get(key) ?? '0')
  const list = (key: string) =>
    (fields.get(key) ?? '[]').slice(1, -1).trim().split(/\s+/).filter(Boolean).map(parseNumber)
  const hint = fields.get('counter_reset_hint')
  const histogram = emptyHistogram({
    hint: HINTS[hint ?? ''] ?? 'unknown',
    schema: number('schema'),
    sum: number('sum'),
    count: number('count'),
    zeroCount: number('z_bucket'),
    zeroThreshold: number('z_bucket_w'),
    customValues: list('custom_values'),
    positive: consecutiveBuckets(list('buckets'), number('offset')),
    negative: consecutiveBuckets(list('n_buckets'), number('n_offset')),
  })
  return { histogram, hintIsSet: hint !== undefined }
}
