import type { SpanRow } from '../api/answers.ts'
import { millis } from './millis.ts'

/** A span at its place in its trace. */
export interface PlacedSpan {
  readonly span: SpanRow
  /** 0 for the first span of a trace. */
  readonly depth: number
  /** Its beginning and its length as shares of the whole trace. */
  readonly from: number
  readonly share: number
  readonly tookMs: number
}

/** Spans below those that they are part of, each level by time. What is part of itself, or of nothing here, stands at the top. */
export function spanTree(spans: readonly SpanRow[]): PlacedSpan[] {
  const begins = (span: SpanRow): number => millis(span.ts) ?? 0
  const took = (span: SpanRow): number => Number(span.duration_ns) / 1e6
  const first = Math.min(...spans.map(begins))
  const wholeMs = Math.max(0.001, ...spans.map((span) => begins(span) + took(span) - first))
  const ids = new Set(spans.map(({ span_id: id }) => id))
  const byParent = Map.groupBy(spans, ({ parent_id: id }) => (ids.has(id) ? id : ''))
  const seen = new Set<SpanRow>()
  const place = (span: SpanRow, depth: number): PlacedSpan[] => {
    if (seen.has(span)) return []
    seen.add(span)
    const tookMs = took(span)
    const own = { span, depth, from: (begins(span) - first) / wholeMs, share: tookMs / wholeMs }
    const below = byParent.get(span.span_id) ?? []
    return [{ ...own, tookMs }, ...below.flatMap((child) => place(child, depth + 1))]
  }
  const top = (byParent.get('') ?? []).flatMap((span) => place(span, 0))
  return [...top, ...spans.flatMap((span) => place(span, 0))]
}
