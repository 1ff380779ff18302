import type { Engine } from '../engine/engine.ts'
import type { LabelQuerier, Querier } from '../storage/querier.ts'

/** What is known about a metric. */
export interface MetricMetadata {
  readonly type: string
  readonly help: string
  readonly unit: string
}

/** What `status/buildinfo` tells; Grafana reads the version from it to know what it may ask for. */
export interface BuildInfo {
  readonly version: string
  readonly revision: string
  readonly branch: string
  readonly buildUser: string
  readonly buildDate: string
  readonly goVersion: string
}

/** What the endpoints answer from. */
export interface ApiContext {
  readonly engine: Engine
  readonly querier: Querier
  readonly labels: LabelQuerier
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly metadata?: () => ReadonlyMap<string, readonly MetricMetadata[]>
  readonly buildInfo: BuildInfo
}

/** One request to the HTTP API: parameters of its query string and of its form together. */
export interface ApiRequest {
  readonly params: URLSearchParams
  /** Ends queries whose caller went away. */
  readonly signal?: AbortSignal
}
