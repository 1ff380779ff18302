import type { Origin } from './snapshot.ts'

/** Label of pods that unloop adds for a look inside: they belong to no workload and are never diagnosed. */
export const INSPECTION_LABEL = 'unloop/look'

/**
 * What was seen inside a container, or from its network, by looking: by commands run in a copy that was held open, in the
 * container itself, or beside it. Facts alone, without a value of any variable and without the content of any file.
 */
export interface Inspection {
  readonly namespace: string
  /** The pod and the failing container, also where it was a copy that was looked at. */
  readonly pod: string
  readonly container: string
  readonly origin: Origin
  readonly from: 'copy' | 'container' | 'ephemeral'
  /** Architecture of the node as Kubernetes names it (`amd64`), null where it is not known. */
  readonly arch: string | null
  /** Whom its processes run as; null where that was not seen. */
  readonly user: { readonly uid: number; readonly gids: readonly number[] } | null
  readonly observations: readonly Observation[]
}

/** What was seen inside a container, one fact each. */
export type Observation =
  | ProgramObservation
  | LibraryObservation
  | PathObservation
  | EnvObservation
  | NameObservation
  | PortObservation
  | SpaceObservation
  | LimitObservation

/** Owner and mode as `stat` gives them; `mode` are permission bits. */
export interface Owned {
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

export interface ProgramObservation {
  readonly kind: 'program'
  /** As the pod or a message names it. */
  readonly name: string
  /** Where it was found, links followed; null where it was not. */
  readonly path: string | null
  readonly state: 'ok' | 'missing' | 'folder' | 'not-executable'
  readonly owned: Owned | null
  /** Null where its beginning could not be read. */
  readonly format: 'elf' | 'script' | 'text' | 'empty' | 'other' | null
  /** Of an ELF file, as Kubernetes names it. */
  readonly arch: string | null
  /** The loader of an ELF file, or the interpreter that the first line of a script names. */
  readonly interpreter: { readonly path: string; readonly isThere: boolean } | null
  /** True where the first line of a script ends with CR LF. */
  readonly crlf: boolean
}

/** A shared library that the program's loader does not find, or finds too old. */
export interface LibraryObservation {
  readonly kind: 'library'
  readonly program: string
  readonly name: string
  readonly problem: 'missing' | 'version'
  /** `GLIBC_2.38`, of a version that the library there does not have. */
  readonly version: string | null
}

/** Why a path was looked at: a message or an argument names it, the pod's own script writes it, or something is mounted there. */
export type PathReason = 'named' | 'argument' | 'written' | 'mount' | 'mounted-file'

/** A file or folder as the container's own user sees it. */
export interface PathObservation {
  readonly kind: 'path'
  readonly path: string
  readonly reason: PathReason
  /** `hidden`: a folder above it may not be entered. */
  readonly state: 'there' | 'missing' | 'hidden'
  readonly type: 'file' | 'folder' | 'other' | null
  readonly owned: Owned | null
  readonly bytes: number | null
  /** What its user may do there; where it does not exist, in the deepest folder above it. */
  readonly may: { readonly read: boolean; readonly write: boolean; readonly enter: boolean }
  /** The deepest folder above it that exists, where it does not. */
  readonly above: string | null
}

/** A variable of the container; its value is never taken. */
export interface EnvObservation {
  readonly kind: 'env'
  readonly name: string
  readonly state: 'set' | 'empty' | 'absent'
}

/** A host name, asked for with the pod's own `resolv.conf`. */
export interface NameObservation {
  readonly kind: 'name'
  readonly host: string
  readonly state: 'resolves' | 'no-such-name' | 'no-answer' | 'server-failed' | 'unknown'
  readonly addresses: readonly string[]
  /** Names asked for, in the order of the search path. */
  readonly tried: readonly string[]
  readonly servers: readonly string[]
}

/** A connection that was tried from the pod; `ms` is how long it took. */
export interface PortObservation {
  readonly kind: 'port'
  readonly host: string
  readonly port: number
  readonly address: string | null
  readonly state: 'connects' | 'refused' | 'timeout' | 'no-route' | 'unresolved' | 'unknown'
  readonly ms: number | null
}

/** A file system; `freeInodes` is null for those that make inodes as they go. */
export interface SpaceObservation {
  readonly kind: 'space'
  readonly path: string
  readonly freeBytes: number
  readonly totalBytes: number
  readonly freeInodes: number | null
}

/** A limit of the cgroup or of the process; memory in bytes. */
export interface LimitObservation {
  readonly kind: 'limit'
  readonly name: 'memory' | 'processes' | 'open-files'
  /** Null where there is none. */
  readonly value: number | null
}
