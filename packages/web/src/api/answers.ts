import type { Incident } from '@unloop/engine/report'

// What the server answers. A test holds these types and the server's schemas together, both ways.

/** RFC 3339. */
export type Stamp = string

/** What a list shows of the newest report of an incident. */
export interface IncidentSummary {
  readonly kind: string
  readonly pods: readonly string[]
  /** The id of the incident that this one follows from. */
  readonly victim_of: string | null
  /** Ids of the incidents that follow from this one. */
  readonly victims: readonly string[]
  readonly since: Stamp | null
  readonly reason: string | null
  /** Of the last run that ended. */
  readonly exit_code: number | null
  readonly restarts: number
  /** As the kubelet's back-off states it. */
  readonly next_restart: Stamp | null
  /** What changed before the first crash, in one sentence. */
  readonly change: string | null
  /** The title of the first plan. */
  readonly fix: string | null
}

/** An incident over time; `resolved` is null while it goes on. */
export interface IncidentRow {
  readonly id: string
  readonly cluster: string
  readonly namespace: string
  readonly workload_kind: string
  readonly workload: string
  /** '' where the incident is that of no container. */
  readonly container: string
  readonly cause: string
  readonly branch: string
  readonly state: 'open' | 'resolved'
  /** The cause's title in the words of the newest report. */
  readonly title: string
  /** 0 to 1. */
  readonly confidence: number
  /** Restarts since it opened, of all its pods together. */
  readonly crashes: number
  readonly opened: Stamp | null
  readonly changed: Stamp | null
  readonly resolved: Stamp | null
  readonly newest: IncidentSummary | null
}

/** One run of a container; `finished` is null while it goes on. */
export interface RunRow {
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  readonly pod_uid: string
  readonly container: string
  readonly run: number
  /** The restart count during it, from 0. */
  readonly workload_kind: string
  readonly workload: string
  readonly node: string
  readonly image: string
  readonly image_id: string
  readonly started: Stamp | null
  readonly finished: Stamp | null
  /** -1 while it runs. */
  readonly exit_code: number
  /** 0 where no signal ended it. */
  readonly signal: number
  readonly reason: string
  readonly message: string
}

/** One incident with what stands beside it; the report is of the newest diagnosis. */
export interface IncidentView {
  readonly incident: IncidentRow
  readonly report: Incident | null
  readonly timeline: readonly { readonly ts: Stamp | null; readonly cause: string }[]
  readonly runs: readonly RunRow[]
}

/** A line of a log; `severity` is OpenTelemetry's number, 0 where the line states none. */
export interface LogRow {
  readonly ts: Stamp
  readonly cluster: string
  readonly namespace: string
  /** The restart count of the container as it wrote the line; -1 where that is not known. */
  readonly pod: string
  /** `stdout` or `stderr`; '' where the sender did not say. */
  readonly container: string
  readonly run: number
  readonly stream: string
  /** '' where the line belongs to no trace. */
  readonly severity: number
  readonly body: string
  readonly trace_id: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Lines in the order asked for; `next` is the cursor of what follows. */
export interface LogPage {
  readonly records: readonly LogRow[]
  readonly total: number
  readonly next: string | null
}

/** An event as it was seen last. */
export interface EventRow {
  readonly ts: Stamp | null
  readonly cluster: string
  readonly namespace: string
  readonly kind: string
  readonly name: string
  readonly container: string
  /** `Normal` or `Warning`. */
  readonly type: string
  readonly reason: string
  readonly message: string
  /** How often it was seen, as the cluster counts. */
  readonly count: number
  readonly component: string
  readonly node: string
}

/** An object at one moment; `object` is JSON. */
export interface ObjectRow {
  readonly ts: Stamp | null
  readonly cluster: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** `seen`, `modified` or `deleted`. */
  readonly change: string
  readonly object: string
}

/** A trace in short. Nanoseconds come as text where a number does not hold them. */
export interface TraceRow {
  readonly trace_id: string
  readonly began: Stamp | null
  readonly duration_ns: number | string
  readonly spans: number | string
  readonly errors: number | string
  readonly name: string
  readonly service: string
}

/** One span; the parent's id is '' for the first one of a trace. */
export interface SpanRow {
  readonly ts: Stamp | null
  readonly duration_ns: number | string
  readonly trace_id: string
  readonly span_id: string
  readonly parent_id: string
  /** OpenTelemetry's status code: 2 is an error. */
  readonly name: string
  readonly service: string
  readonly status: number
  readonly status_message: string
}

/** How the server itself is. */
export interface Status {
  /** What stands above every page, such as whose cluster a demo shows; null for nothing. */
  readonly version: string
  readonly banner: string | null
  /** Whether plans can be carried out. */
  readonly fixes: boolean
  readonly store: Readonly<Record<string, unknown>>
  readonly ingest: Readonly<Record<string, unknown>>
  readonly clusters: readonly Readonly<Record<string, unknown>>[]
}

/** A list that the API does not page. */
export interface Records<Row> {
  readonly records: readonly Row[]
}
