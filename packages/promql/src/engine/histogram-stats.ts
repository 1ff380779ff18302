import { detectReset } from '../histogram/reset.ts'
import { emptyHistogram, type FloatHistogram } from '../histogram/histogram.ts'
import { walk, type Expr, type VectorSelector } from '../parser/ast.ts'
import { isStaleMarker, type SeriesData } from '../storage/querier.ts'

// Functions that read count and sum alone.
const STATISTICS = new Set(['histogram_count', 'histogram_sum', 'histogram_avg'])
// Functions that read buckets, and so keep them for all selectors within their arguments.
const NEEDS_BUCKETS = new Set([
  ...['histogram_quantile', 'histogram_quantiles', 'histogram_fraction'],
  ...['histogram_stddev', 'histogram_stdvar'],
])

/**
 * Selectors of which only count and sum are looked at. Prometheus leaves buckets out for them, which shows: histograms
 * that could not be added with their buckets can be without.
 */
export function selectorsWithoutBuckets(root: Expr): Set<VectorSelector> {
  const selectors = new Set<VectorSelector>()
  walk(root, (expr, path) => {
    if (expr.kind === 'vector' && needsNoBuckets(path)) selectors.add(expr)
  })
  return selectors
}

/** Whether only count and sum of a selector are read: a function around it reads these alone, and none reads buckets. */
function needsNoBuckets(path: readonly Expr[]): boolean {
  let skips = false
  for (const expr of path.toReversed()) {
    if (expr.kind === 'subquery') return false
    if (expr.kind === 'binary' && (expr.op === '</' || expr.op === '>/')) return false
    if (expr.kind !== 'call') continue
    if (NEEDS_BUCKETS.has(expr.func.name)) return false
    if (STATISTICS.has(expr.func.name)) skips = true
  }
  return skips
}

/** A series whose histograms have no buckets, but know whether they were reset. */
export function withoutBuckets(series: SeriesData): SeriesData {
  if (!series.histograms) return series
  let last: FloatHistogram | undefined
  const histograms = series.histograms.map((h, i) => {
    if (!h || isStaleMarker(series.values, i)) return h
    const hint = h.hint === 'unknown' && last ? resetHint(h, last) : h.hint
    last = { ...h, hint }
    return emptyHistogram({ hint, schema: h.schema, count: h.count, sum: h.sum })
  })
  return { ...series, histograms }
}

const resetHint = (h: FloatHistogram, last: FloatHistogram) =>
  detectReset(h, last) ? 'reset' : 'not_reset'
