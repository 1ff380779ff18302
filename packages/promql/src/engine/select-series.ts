import type { Expr, VectorSelector } from '../parser/ast.ts'
import type { Querier, SeriesData } from '../storage/querier.ts'
import { selectorsWithoutBuckets, withoutBuckets } from './histogram-stats.ts'
import type { EngineOptions } from './options.ts'
import type { QueryTimes } from './plan.ts'
import { selectionsOf } from './select-range.ts'

/** Asks the store for the series of all selectors of a planned query. */
export async function selectSeries(
  querier: Querier,
  expr: Expr,
  { times, options }: { readonly times: QueryTimes; readonly options: EngineOptions },
): Promise<Map<VectorSelector, readonly SeriesData[]>> {
  const bare = selectorsWithoutBuckets(expr)
  const selected = await Promise.all(
    selectionsOf(expr, times, options).map(async ({ selector, hints }) => {
      const series = await querier.select(selector.matchers, hints, hints)
      const data = bare.has(selector) ? series.map(withoutBuckets) : series
      return [selector, data] as const
    }),
  )
  return new Map(selected)
}
