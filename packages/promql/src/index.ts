export { answerApi } from './api/answer.ts'
export type { ApiContext, ApiRequest, BuildInfo, MetricMetadata } from './api/context.ts'
export type { ApiResponse } from './api/response.ts'
export { expandTemplate } from './engine/expand-template.ts'
export { Engine, type InstantRequest, type RangeRequest } from './engine/engine.ts'
export { QueryError } from './problems/errors.ts'
export type { EngineOptions } from './engine/options.ts'
export type { QueryResponse, QueryResult, Sample, Series } from './engine/result.ts'
export { formatHistogram } from './histogram/format.ts'
export type { FloatHistogram } from './histogram/histogram.ts'
export { compareLabels, Labels, METRIC_NAME } from './labels/labels.ts'
export { compileRe2 } from './labels/regex.ts'
export { Matcher, matchesAll, type MatchOperator } from './labels/matcher.ts'
export { formatDuration, parseDuration } from './parser/duration.ts'
export { ParseError } from './parser/parse-error.ts'
export { parseExpr, parseMetricSelector } from './parser/parser.ts'
export { prettify } from './parser/prettify.ts'
export { printExpr } from './parser/print.ts'
export { MemoryStorage, type MemorySample } from './storage/memory.ts'
export {
  isStaleMarker,
  writeStaleMarker,
  type LabelQuerier,
  type Querier,
  type SelectHints,
  type SeriesData,
  type TimeRange,
} from './storage/querier.ts'
