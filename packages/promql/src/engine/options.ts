import type { ParserOptions } from '../parser/stream.ts'

/** How queries are evaluated. Each default is Prometheus's. */
export interface EngineOptions {
  /** How long after its last sample a series still has a value, in milliseconds. */
  readonly lookbackDelta: number
  /** The step of subqueries that name none, in milliseconds. */
  readonly defaultSubqueryStep: (rangeMs: number) => number
  /** The most samples that a query may hold in memory. */
  readonly maxSamples: number
  /** Milliseconds; 0 for no limit. */
  readonly timeout: number
  /** Takes names of metrics off at the end of a query instead of at each function. */
  readonly delayedNameRemoval: boolean
  /** Judges by `__type__` whether a metric is a counter. */
  readonly typeAndUnitLabels: boolean
  /** Lets `rate` and its kin use the start timestamps of samples. */
  readonly useStartTimestamps: boolean
  /** Syntax that Prometheus calls experimental. */
  readonly parser: ParserOptions
}

/** Prometheus' own defaults: five minutes of look-back, a minute as the step of subqueries, 50 million samples. */
export const DEFAULT_OPTIONS: EngineOptions = {
  lookbackDelta: 300_000,
  defaultSubqueryStep: () => 60_000,
  maxSamples: 50_000_000,
  timeout: 120_000,
  delayedNameRemoval: false,
  typeAndUnitLabels: false,
  useStartTimestamps: false,
  parser: {},
}
