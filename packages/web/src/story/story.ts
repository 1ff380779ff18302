import type { Level } from '@unloop/engine/logs'
import type { Incident } from '@unloop/engine/report'
import type { IncidentRow } from '../api/answers.ts'
import type { FailedCall } from './calls.ts'

/** One incident with all that is known around it, wherever it was read: from the server, or from a dump in the browser. */
export interface Story {
  readonly incident: Incident
  /** What the server keeps over time; null where nothing is kept. */
  readonly tracked: IncidentRow | null
  readonly relatives: readonly Relative[]
  /** Oldest first. */
  readonly runs: readonly Run[]
  /** Oldest first. */
  readonly events: readonly StoryEvent[]
  /** What failed in calls of its pods, as traces tell; oldest first. */
  readonly calls: readonly FailedCall[]
  /** Versions of the pod's owners and its configuration, oldest first. */
  readonly versions: readonly Version[]
  /** What "now" is for everything relative, in milliseconds since 1970. */
  readonly nowMs: number
}

/** An incident that causes this one, or that this one causes. */
export interface Relative {
  readonly id: string
  readonly role: 'root' | 'victim'
  readonly title: string
  readonly namespace: string
  readonly workload: string
  readonly kind: string
}

/** One run of a container. */
export interface Run {
  /** Unique within a story, and stable. */
  readonly key: string
  readonly pod: string
  readonly container: string
  /** The restart count during it. */
  readonly run: number
  readonly startedMs: number | null
  /** Null while it runs, or where it is not known. */
  readonly finishedMs: number | null
  /** Null while it runs. */
  readonly exitCode: number | null
  readonly signal: number | null
  readonly reason: string
  readonly message: string
  readonly image: string
  readonly imageId: string
  readonly node: string
}

/** An event of the cluster. */
export interface StoryEvent {
  readonly ms: number
  readonly kind: string
  readonly name: string
  readonly type: string
  readonly reason: string
  /** How often it was seen. */
  readonly message: string
  readonly count: number
}

/** An object as it was from a moment on. */
export interface Version {
  readonly ms: number
  readonly kind: string
  readonly namespace: string
  /** `seen`, `modified` or `deleted`. */
  readonly name: string
  readonly change: string
  readonly object: Readonly<Record<string, unknown>>
}

/** A line of a log. */
export interface StoryLine {
  readonly ms: number
  readonly pod: string
  /** The restart count of the container as it wrote the line. */
  readonly run: number
  /** As it was written, escape sequences included. */
  readonly raw: string
  readonly level: Level
}
