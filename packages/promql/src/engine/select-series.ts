import { walk, type Call, type Expr, type VectorSelector } from '../parser/ast.ts'
import type { Querier, SeriesData } from '../storage/querier.ts'
import { selectorsWithoutBuckets, withoutBuckets } from './histogram-stats.ts'
import { infoMatchers } from './info.ts'
import { effectiveReference } from './info-reference.ts'
import type { EngineOptions } from './options.ts'
import type { QueryTimes } from './plan.ts'
import { selectionRange, selectionsOf } from './select-range.ts'

/** The times and options of a query. */
interface SelectOptions {
  readonly times: QueryTimes
  readonly options: EngineOptions
}

/** The series that a query looks at. */
export interface SelectedSeries {
  readonly series: ReadonlyMap<VectorSelector, readonly SeriesData[]>
  readonly infoSeries: ReadonlyMap<Call, readonly SeriesData[]>
}

/** Asks the store for the series of all selectors of a planned query. */
export async function selectSeries(
  querier: Querier,
  expr: Expr,
  select: SelectOptions,
): Promise<SelectedSeries> {
  const bare = selectorsWithoutBuckets(expr)
  const infos = await selectInfos(querier, expr, select)
  const ofInfo = new Map([...infos].map(([call, series]) => [call.args[1], series] as const))
  const selected = await Promise.all(
    selectionsOf(expr, select.times, select.options).map(async ({ selector, hints }) => {
      const known = ofInfo.get(selector)
      if (known) return [selector, known] as const
      const series = await querier.select(selector.matchers, hints, hints)
      return [selector, bare.has(selector) ? series.map(withoutBuckets) : series] as const
    }),
  )
  return { series: new Map(selected), infoSeries: infos }
}

/** The info metrics of each call of `info`, at the time that its argument looks at. */
async function selectInfos(
  querier: Querier,
  expr: Expr,
  { times, options }: SelectOptions,
): Promise<Map<Call, readonly SeriesData[]>> {
  const calls: { call: Call; path: readonly Expr[] }[] = []
  walk(expr, (node, path) => {
    if (node.kind === 'call' && node.func.name === 'info') calls.push({ call: node, path })
  })
  const selected = await Promise.all(
    calls.map(async ({ call, path }) => {
      const [vector] = call.args
      const shift = vector ? effectiveReference(vector) : { at: undefined, offset: 0 }
      const range = selectionRange({ selector: shift, path, width: 0 }, times, options)
      const hints = { ...range, step: times.step, range: 0, func: 'info', grouping: [], by: false }
      return [call, await querier.select(infoMatchers(call), range, hints)] as const
    }),
  )
  return new Map(selected)
}
