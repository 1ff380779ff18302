import type { Branch, CauseId } from '../catalogue.ts'
import type { Command } from '../commands/sh.ts'
import type { KubeObject } from '../evidence/kube.ts'

/** The report that every output reads; `schema/report.schema.json` is the same contract for other tools. */
export interface Report {
  readonly schema: 'unloop/report@1'
  /** RFC 3339; comes from the caller. */
  readonly generatedAt: string
  readonly source: {
    readonly kind: 'cluster' | 'dump' | 'text'
    readonly name: string
    readonly capturedAt: string | null
    /** What a text was understood as, part by part: a format, and how much of it there is. */
    readonly readAs?: readonly {
      readonly format: string
      readonly lines: number
      readonly pods: number
      readonly containers: number
    }[]
  }
  readonly incidents: readonly Incident[]
  readonly scanned: { readonly pods: number; readonly containers: number }
  readonly gaps: readonly string[]
}

export type IncidentKind = 'crash-loop' | 'start-blocked' | 'not-ready' | 'root'
export type ContainerRole = 'main' | 'init' | 'sidecar'

export interface Incident {
  /** Stable fingerprint: the same fault tomorrow, on other pods of the same workload, has the same id. */
  readonly id: string
  readonly kind: IncidentKind
  /** Name of the cluster (kubeconfig context) where several are diagnosed in one run. */
  readonly cluster?: string
  readonly namespace: string
  /** The topmost owner; a bare pod is kind `Pod`. */
  readonly workload: { readonly kind: string; readonly name: string }
  /** Null for kind `root`. */
  readonly container: { readonly name: string; readonly role: ContainerRole } | null
  readonly pods: readonly string[]
  readonly state: IncidentState
  readonly since: string | null
  /** Best first, at least one. */
  readonly causes: readonly RankedCause[]
  readonly victimOf: string | null
  readonly victims: readonly string[]
  readonly change: Change | null
  readonly fixes: readonly Fix[]
  /** What to fetch next when the evidence does not decide: sentences, each with a command. */
  readonly collect: readonly CollectStep[]
  /** One sentence when the loop ends by itself (a leader election, a node upgrade): no fix is urged. */
  readonly settling?: string
  /**
   * What the first cause leads to, the nearest first, the end of the container last: a name that does not resolve, the
   * database out of reach, the kill by the probe. Absent where nothing of it is on record.
   */
  readonly chain?: readonly ChainLink[]
}

/** A cause that another one brought. */
export interface ChainLink {
  readonly id: CauseId
  readonly title: string
}

export interface IncidentState {
  readonly reason: string | null
  readonly exitCode: number | null
  readonly signal: number | null
  readonly restarts: number
  readonly lastExitAt: string | null
  readonly nextRestartAt: string | null
  /** The back-off in seconds that the kubelet waits before the next start, null where it can't be known. */
  readonly backoffSeconds: number | null
}

export interface RankedCause {
  readonly id: CauseId
  readonly branch: Branch
  /** Calibrated probability in [0, 1]. */
  readonly confidence: number
  /** The weight of its evidence before calibration: what the order rests on. */
  readonly score: number
  readonly title: string
  readonly explanation: string
  /** The decisive line first. */
  readonly evidence: readonly Evidence[]
  /** What would tell this cause from its rivals, where they are close. */
  readonly distinguish?: string
  /** Id of the signature that matched the decisive line. */
  readonly signature?: string
  /** For the first cause: the kind of answer, and how many of such answers were right in blind rounds. */
  readonly basis?: { readonly kind: string; readonly right: number; readonly of: number }
}

export type EvidenceKind =
  'log' | 'event' | 'status' | 'spec' | 'object' | 'metric' | 'trace' | 'look'

export interface Evidence {
  readonly kind: EvidenceKind
  /** A file's path inside the dump, `text`, or an API object. */
  readonly source: string
  /** From 1; absent where the source has no lines. */
  readonly line?: number
  /** RFC 3339. */
  readonly at?: string
  /** Field path inside the object, for status, spec and object evidence. */
  readonly field?: string
  /** Verbatim with secrets masked, at most 400 characters; `field: value` for status and spec. */
  readonly excerpt: string
}

export interface Change {
  readonly at: string | null
  readonly what: string
  readonly revision: string | null
  readonly previous: string | null
}

/**
 * Where a fix is made: `manifest` the workload's own object (command, env, limits, probes, volumes); `config` a ConfigMap, a
 * Secret or a file that the program reads; `code` the program's source; `image` the image or its build; `infra` nodes, storage,
 * network and other workloads; `data` what a volume or a database holds; `rbac` Roles, bindings and service accounts.
 */
export type FixPlace = 'manifest' | 'config' | 'code' | 'image' | 'infra' | 'data' | 'rbac'

export interface Fix {
  readonly id: string
  readonly title: string
  readonly where: FixPlace
  readonly risk: 'low' | 'medium' | 'high'
  /** Ready to copy; no placeholder where the value is known. */
  readonly commands: readonly Command[]
  /** A strategic-merge patch with its target, or null where the fix is not one. */
  readonly patch: Patch | null
  /** Objects that are missing and that the fix creates, before its patch. */
  readonly create?: readonly KubeObject[]
  /** Patches of other objects that belong to it, applied before `patch`. */
  readonly also?: readonly Patch[]
  /** True where it only buys time: it is meant to be taken back. */
  readonly temporary?: true
  /** Values that only the user knows: the answers take the place of their placeholders in `patch` and `create`. */
  readonly asks?: readonly Ask[]
  /** What proves that it worked. */
  readonly verify: string
}

/** A value that a fix needs and that nobody but the user can know. */
export interface Ask {
  /** Names the answer on the command line: `--set NAME=VALUE`. */
  readonly name: string
  /** The text that stands for it in the patch, or in a created object. */
  readonly placeholder: string
  /** What the value is, in a sentence. */
  readonly what: string
  /** True where it must not be shown. */
  readonly secret: boolean
  /** Where the answer can be taken from without asking: a key of a Secret in the patched object's namespace, edited. */
  readonly from?: {
    readonly secret: string
    readonly key: string
    readonly replace?: readonly [what: string, by: string]
  }
}

export interface Patch {
  readonly target: { readonly kind: string; readonly namespace: string; readonly name: string }
  readonly type: 'strategic' | 'merge' | 'json'
  readonly body: unknown
}

export interface CollectStep {
  readonly why: string
  readonly command: Command
}
