import { compareLabels, formatDuration, Labels, type Sample } from '@unloop/promql'
import { describeHistogram, parseMetric, parseSeriesDescription } from '@unloop/promql/testscript'
import { quote } from '@unloop/gotemplate'
import type { RuleStorage } from '../rules/rule-storage.ts'
import type { ExpressionTestConfig } from './test-file.ts'

interface PlainSample {
  readonly labels: Labels
  readonly value: number
  /** '' where the sample is a float. */
  readonly histogram: string
}

interface CompareOptions {
  readonly storage: RuleStorage
  /** When the tests begin; milliseconds since 1970. */
  readonly start: number
  /** Numbers next to each other are equal. */
  readonly isFuzzy: boolean
}

/** What is wrong with the result of an expression, in promtool's words; undefined if it is as expected. */
export async function compareSamples(
  test: ExpressionTestConfig,
  { storage, start, isFuzzy }: CompareOptions,
): Promise<string | undefined> {
  const place = `    expr: ${quote(test.expr)}, time: ${formatDuration(test.eval_time)},`
  let got: readonly PlainSample[]
  try {
    got = sorted((await storage.query(test.expr, start + test.eval_time)).map(plain))
  } catch (error) {
    return `${place} err: ${messageOf(error)}`
  }
  const expected: PlainSample[] = []
  for (const sample of test.exp_samples ?? []) {
    try {
      expected.push(expectedSample(sample))
    } catch (error) {
      return `${place} err: labels ${quote(sample.labels)}: ${messageOf(error)}`
    }
  }
  const wanted = sorted(expected)
  const isEqual =
    got.length === wanted.length &&
    got.every((one, index) => isSame(one, wanted[index] ?? one, isFuzzy))
  return isEqual ? undefined : `${place}\n        exp: ${text(wanted)}\n        got: ${text(got)}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function plain({ labels, value, histogram }: Sample): PlainSample {
  return {
    labels,
    value,
    histogram: histogram === undefined ? '' : describeHistogram(histogram),
  }
}

function expectedSample(
  sample: NonNullable<ExpressionTestConfig['exp_samples']>[number],
): PlainSample {
  const labels = sample.labels.trim() === '' ? Labels.empty : wholeMetric(sample.labels)
  if (sample.histogram === '') return { labels, value: sample.value, histogram: '' }
  const { values } = parseSeriesDescription(`{} ${sample.histogram}`)
  const [value] = values
  if (values.length !== 1) throw new Error(`expected 1 value, got ${values.length}`)
  if (value?.kind !== 'histogram') throw new Error(`expected histogram, got ${sample.histogram}`)
  return { labels, value: sample.value, histogram: describeHistogram(value.histogram) }
}

function wholeMetric(source: string): Labels {
  const { labels, end } = parseMetric(source.trim())
  if (end < source.trim().length) throw new Error(`unexpected ${quote(source.trim().slice(end))}`)
  return labels
}

function sorted(samples: readonly PlainSample[]): readonly PlainSample[] {
  return samples.toSorted((a, b) => compareLabels(a.labels, b.labels))
}

function isSame(a: PlainSample, b: PlainSample, isFuzzy: boolean): boolean {
  if (compareLabels(a.labels, b.labels) !== 0 || a.histogram !== b.histogram) return false
  return a.value === b.value || (isFuzzy && areNeighbours(a.value, b.value))
}

/** Whether no other number lies between two. */
function areNeighbours(a: number, b: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false
  const distance = orderOf(a) - orderOf(b)
  return distance === 1n || distance === -1n
}

/** A whole number that grows by one from each number to the next greater one. */
function orderOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigInt64(0)
  return bits >= 0n ? bits : -(bits & 0x7fff_ffff_ffff_ffffn)
}

function text(samples: readonly PlainSample[]): string {
  if (samples.length === 0) return 'nil'
  return samples
    .map(({ labels, value, histogram }) =>
      histogram === ''
        ? `${labels.toString()} ${exponent(value)}`
        : `${labels.toString()} ${histogram}`,
    )
    .join(', ')
}

/** As Go's 'E' with the shortest digits: `1.5E+00`. */
function exponent(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  const [mantissa = '', power = '0'] = value.toExponential().split('e')
  const digits = power.replace(/^[+-]/, '').padStart(2, '0')
  return `${mantissa}E${power.startsWith('-') ? '-' : '+'}${digits}`
}
