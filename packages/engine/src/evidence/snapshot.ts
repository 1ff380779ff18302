import type { KubeObject } from './kube.ts'
import type { Inspection } from './inspection.ts'

/** Where a piece of evidence came from: a path inside a dump, `text`, or an API path; `line` counts from 1. */
export interface Origin {
  readonly source: string
  readonly line?: number
}

/** An object and where it was read. */
export interface SnapshotObject {
  readonly object: KubeObject
  readonly origin: Origin
  /** True where only part of the object is known, as in pasted text: an absent field says nothing. */
  readonly partial?: boolean
  /** Pasted lines by the field that they state, verbatim: `status.containerStatuses[0].restartCount`. */
  readonly fields?: Readonly<Record<string, { readonly line: number; readonly text: string }>>
  /** Of an event in a text that tells no time: how many seconds ago it came first and last. */
  readonly ages?: EventAges
}

/** Seconds before a text was taken; `first` is `last` where only one is told. */
export interface EventAges {
  readonly first: number
  readonly last: number
}

/**
 * One run's log of one container.
 *
 * `text` is the log as `kubectl logs` prints it, with or without `--timestamps`. A reader may fill it lazily with a getter;
 * the engine reads it once for a failing container and keeps only excerpts.
 */
export interface LogStream {
  /** Null where a pasted log names no pod or container. */
  readonly namespace: string | null
  readonly pod: string | null
  readonly container: string | null
  /** `previous` is the run before the one that the pod status shows; `unknown` for a pasted log. */
  readonly run: 'current' | 'previous' | 'unknown'
  readonly origin: Origin
  readonly text: string
  /** The last 2,000 characters or more of `text`, where a reader has them for less than the whole. */
  readonly end?: string
  /** The line of the source on which each line of `text` stands, where they do not follow one another. */
  readonly lineNumbers?: readonly number[]
  /** True where the beginning or the end is known to be cut off. */
  readonly truncated?: boolean
  /** True of what a client printed that somebody ran (`kubectl exec`, `curl`, `vault status`): no container wrote it. */
  readonly isOfClient?: true
}

/** One sample of a metric in Prometheus' text format; `at` in milliseconds since 1970, null where the line has none. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
  readonly at: number | null
}

/** What a part of a text was read as: `stern`, `kubectl get pods`, `CRI log file` …; `text` is what nothing recognised. */
export interface ReadAs {
  readonly format: string
  readonly lines: number
  /** How many pods and containers it names. */
  readonly pods: number
  readonly containers: number
}

/** Everything that the engine may know. A value: the same snapshot gives the same report. */
export interface Snapshot {
  readonly source: {
    readonly kind: 'cluster' | 'dump' | 'text'
    readonly name: string
    /** RFC 3339, or null where the source does not state it; then the newest timestamp in the snapshot is "now". */
    readonly capturedAt: string | null
    /** What a text was understood as, part by part; absent where nothing had to be understood. */
    readonly readAs?: readonly ReadAs[]
  }
  readonly objects: readonly SnapshotObject[]
  readonly logs: readonly LogStream[]
  readonly samples: readonly Sample[]
  /** What was seen by looking inside; absent where nobody looked. */
  readonly inspections?: readonly Inspection[]
  /** True where a person says around a text's logs that something crashes, or asks for them with a command. */
  readonly told?: boolean
  /** True where a person says that it runs, and nothing of a crash: what its log complains of did not end it. */
  readonly isSaidToRun?: boolean
  /** A text as it was pasted, where it is short enough to be read as a whole. */
  readonly whole?: string
  /** The newest time that a text tells, RFC 3339: the ages in it count back from then. */
  readonly newest?: string
  /** Sentences on what could not be read, and what it would have told. */
  readonly gaps: readonly string[]
}

/** A container whose log the engine would like to read, and which runs of it. */
export interface LogRequest {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly runs: readonly ('current' | 'previous')[]
  /** `failing`: the container fails; `sibling`: a healthy one, to tell noise from news (a short tail is enough). */
  readonly why: 'failing' | 'sibling'
}
