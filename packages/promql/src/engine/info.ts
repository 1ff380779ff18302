import { METRIC_NAME, type Labels } from '../labels/labels.ts'
import { Matcher } from '../labels/matcher.ts'
import type { Call } from '../parser/ast.ts'
import { firstIndex } from '../numbers/math.ts'
import { isStaleMarker, type SeriesData } from '../storage/querier.ts'
import { QueryError } from '../problems/errors.ts'
import { effectiveReference } from './info-reference.ts'
import { ABSENT, RowWriter, type Row, type Value } from '../samples/matrix.ts'
import { copySample, mergeRows } from './merge-rows.ts'
import { evaluateRows, timeOf, vectorOf, type Scope } from './scope.ts'

/** Labels by which series and info metrics are joined. */
const IDENTIFYING = ['instance', 'job']
const DEFAULT_INFO = new Matcher(METRIC_NAME, '=', 'target_info')

/** Conditions of the second argument: on the names of info metrics, and on the labels that are taken over. */
interface InfoConditions {
  readonly names: readonly Matcher[]
  readonly data: readonly Matcher[]
}

/** Which info metrics a call of `info` joins; told before evaluation, so that they can be selected with all else. */
export function infoMatchers(call: Call): Matcher[] {
  const { names, data } = conditionsOf(call)
  return [...effectiveNames(names), ...data]
}

/** The conditions of the second argument; without one, those of the default metric. */
function conditionsOf({ args }: Call): InfoConditions {
  const selector = args[1]
  if (selector?.kind !== 'vector') return { names: [DEFAULT_INFO], data: [] }
  return {
    names: selector.matchers.filter(({ name }) => name === METRIC_NAME),
    data: selector.matchers.filter(({ name }) => name !== METRIC_NAME),
  }
}

/** Conditions on names. Negative ones alone would match every metric, so only names of info metrics are looked at. */
function effectiveNames(names: readonly Matcher[]): readonly Matcher[] {
  if (names.length === 0) return [DEFAULT_INFO]
  const positive = names.some(({ operator }) => operator === '=' || operator === '=~')
  return positive ? names : [new Matcher(METRIC_NAME, '=~', '.+_info'), ...names]
}

/** `info`: series with the labels of the info metrics that have the same instance and job. Experimental. */
export async function evaluateInfo(scope: Scope, call: Call): Promise<Value> {
  const [vector, selector] = call.args
  if (!vector) return vectorOf([])
  const { at, offset } = effectiveReference(vector)
  const rows = await evaluateRows(scope, vector)
  const conditions = conditionsOf(call)
  const infos =
    selector?.kind === 'vector' ? scope.series.get(selector) : scope.infoSeries.get(call)
  const join = new InfoJoin(scope, conditions, { series: infos ?? [], at, offset })
  return vectorOf(join.join(rows))
}

/** Info metrics and when they are looked at, in milliseconds. */
interface InfoSource {
  readonly series: readonly SeriesData[]
  readonly at: number | undefined
  readonly offset: number
}

/** An info metric with the time of its sample. */
interface InfoSample {
  readonly labels: Labels
  readonly timestamp: number
}

/** Joins rows with info metrics by the identifying labels. */
class InfoJoin {
  readonly #scope: Scope
  readonly #conditions: InfoConditions
  readonly #source: InfoSource
  readonly #names: readonly Matcher[]
  readonly #byIdentity: ReadonlyMap<string, SeriesData[]>

  constructor(scope: Scope, conditions: InfoConditions, source: InfoSource) {
    this.#scope = scope
    this.#conditions = conditions
    this.#source = source
    this.#names = effectiveNames(conditions.names)
    this.#byIdentity = Map.groupBy(source.series, ({ labels }) => labels.keyOf(IDENTIFYING))
  }

  /** The rows with the labels added; info metrics among them stay as they are. */
  join(rows: readonly Row[]): Row[] {
    const { count } = this.#scope.grid
    const joined: Row[] = []
    for (const row of rows) {
      const isInfo = this.#names.every((matcher) => matcher.matches(row.labels.metricName))
      if (isInfo) joined.push(row)
      else joined.push(...this.#joinRow(row))
    }
    return mergeRows(joined, count)
  }

  /** Info labels may change from step to step, which makes several rows of one. */
  #joinRow(row: Row): Row[] {
    const { count } = this.#scope.grid
    const steps = new Map<string, { labels: Labels; steps: number[] }>()
    for (let step = row.first; step < row.first + row.length; step++) {
      if (row.kindAt(step) === ABSENT) continue
      const labels = this.#labelsAt(row, step)
      if (!labels) continue
      const entry = steps.get(labels.key) ?? { labels, steps: [] }
      steps.set(labels.key, entry)
      entry.steps.push(step)
    }
    const writer = new RowWriter(count)
    return [...steps.values()].flatMap((entry) => {
      for (const step of entry.steps) copySample(writer, row, step)
      return writer.finish(entry.labels, row.dropName) ?? []
    })
  }

  /** The labels at a step, undefined where no info metric is there and the conditions ask for one. */
  #labelsAt(row: Row, step: number): Labels | undefined {
    const added = new Map<string, string>()
    const infos = this.#infosAt(row.labels, step)
    for (const { labels } of infos)
      for (const [name, value] of labels.entries()) this.#addLabel(row.labels, added, [name, value])
    if (infos.length === 0 && !this.#conditions.data.every((matcher) => matcher.matches('')))
      return undefined
    return row.labels.with(Object.fromEntries(added))
  }

  /** Takes a label over unless the series has it. @throws {QueryError} where two info metrics disagree */
  #addLabel(
    base: Labels,
    added: Map<string, string>,
    [name, value]: readonly [string, string],
  ): void {
    const { data } = this.#conditions
    if (name === METRIC_NAME) return
    if (data.length > 0 && !data.some((matcher) => matcher.name === name)) return
    const before = added.get(name)
    if (before !== undefined && before !== value) throw new QueryError(`conflicting label: ${name}`)
    if (!base.has(name)) added.set(name, value)
  }

  /** The info metrics of a series at a step: of each name the latest one. */
  #infosAt(labels: Labels, step: number): InfoSample[] {
    if (!IDENTIFYING.some((name) => labels.has(name))) return []
    const latest = new Map<string, InfoSample>()
    for (const series of this.#byIdentity.get(labels.keyOf(IDENTIFYING)) ?? []) {
      const timestamp = this.#timeOf(series, step)
      if (timestamp === undefined) continue
      const name = series.labels.metricName
      const other = latest.get(name)
      if (other?.timestamp === timestamp)
        throw new QueryError(
          `found duplicate series for info metric: existing ${other.labels} @ ${timestamp}, new ${series.labels} @ ${timestamp}`,
        )
      if (!other || other.timestamp < timestamp)
        latest.set(name, { labels: series.labels, timestamp })
    }
    return [...latest.values()]
  }

  /** When the sample was taken that a series has at a step. */
  #timeOf(
    { timestamps, values, labels, histograms }: SeriesData,
    step: number,
  ): number | undefined {
    const { at, offset } = this.#source
    const time = (at ?? timeOf(this.#scope.grid, step)) - offset
    const last = firstIndex(0, timestamps.length, (i) => (timestamps[i] ?? 0) > time) - 1
    const timestamp = timestamps[last]
    if (timestamp === undefined || timestamp <= time - this.#scope.options.lookbackDelta)
      return undefined
    if (isStaleMarker(values, last)) return undefined
    if (histograms?.[last])
      throw new QueryError(`this should be an info metric, with float samples: ${labels}`)
    return timestamp
  }
}
