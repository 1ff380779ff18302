import type { Bundle } from './bundle.ts'
import { FACETS, type Facet } from './facets.ts'
import type { Edit } from './edit.ts'
import type { Manifest, Path } from './manifest.ts'
import type { Site, Workload } from './workload.ts'

/**
 * How surely it hurts. `will-crash`: containers end, or never start, whatever the image and the rest of the cluster are.
 * `refused`: kubectl or the API server takes the document for certain not; as bad as a crash for a release. `may-crash`: it
 * depends on the image, on the load or on objects that are not among the files. `practice`: what makes crashes likelier or
 * harder to survive; off by default.
 */
export type Severity = (typeof SEVERITIES)[number]

/** From the worst on. */
export const SEVERITIES = ['will-crash', 'refused', 'may-crash', 'practice'] as const

/** `will-crash` and `refused` weigh the same. */
const RANKS: Readonly<Record<Severity, number>> = {
  'will-crash': 2,
  refused: 2,
  'may-crash': 1,
  practice: 0,
}

/** Whether a finding reaches a severity. */
export function reaches(severity: Severity, level: Severity): boolean {
  return RANKS[severity] >= RANKS[level]
}

/** What is told of a kind of mistake. */
export interface CheckFacts {
  /** Never renamed. */
  readonly code: string
  readonly severity: Severity
  /** What it finds, in a sentence without a full stop. */
  readonly title: string
  /** What happens in the cluster: the error that the user would see. */
  readonly happens: string
  readonly fix: string
  /** Identifiers of the same check in other tools, as `tool/identifier`; their ignore annotations are honoured by them. */
  readonly aliases: readonly string[]
  /** Numbers that it goes by and a configuration may set. */
  readonly parameters?: Readonly<Record<string, CheckParameter>>
}

/** One kind of mistake in objects. */
export interface Check extends CheckFacts {
  /** Several where one mistake can stand in several kinds of places. */
  readonly find: Finder | readonly Finder[]
}

/** A number of a check that users may set. */
export interface CheckParameter {
  readonly usual: number
  /** What it means, with its unit; a clause. */
  readonly help: string
}

/** `Required value: must specify a handler type`; with the field where that is not the place that is shown. */
export type Refusal = string | { readonly field: Path | string; readonly says: string }

/** What a check says of one place of an object. */
export interface Found {
  readonly path: Path
  /** Why: full sentences with the values at hand. */
  readonly message: string
  readonly part?: 'key' | 'value'
  readonly happens?: string
  /** What the API server's validation says of this very value; quoted in place of `happens`. */
  readonly refusal?: Refusal
  readonly fix?: string
  readonly severity?: Severity
  /** What --fix changes; absent where the right value is anyone's guess. */
  readonly edits?: readonly Edit[]
}

/** One object of the bundle, with what the checks ask of it again and again. */
export interface LintObject {
  readonly manifest: Manifest
  readonly fields: Readonly<Record<string, unknown>>
  readonly kind: string
  readonly apiVersion: string
  readonly name: string
  /** Empty where none is written. */
  readonly namespace: string
  readonly annotations: Readonly<Record<string, unknown>>
  /** Null where the object has no pod template. */
  readonly workload: Workload | null
}

/** Where a check looks, and how; `lint/plan.ts` walks over each object once for all checks. */
export type Finder =
  | {
      readonly scope: 'object'
      /** Null for objects of every kind. */
      readonly kinds: ReadonlySet<string> | null
      readonly find: (object: LintObject, bundle: Bundle) => readonly Found[]
    }
  | {
      readonly scope: 'container'
      /** Facets as a sum: all of them must be there. */
      readonly needs: number
      readonly alsoEphemeral: boolean
      readonly find: (site: Site, bundle: Bundle, object: LintObject) => readonly Found[]
    }

// One list for all that found nothing.
const NOTHING: readonly Found[] = []

// A check of a container.
type SiteFind = (site: Site, bundle: Bundle, object: LintObject) => readonly Found[]

/** A finder of containers. The facets are one number, so that a container is tested by one operation for all checks. */
const containers = (find: SiteFind, needs: readonly Facet[], alsoEphemeral: boolean): Finder => ({
  scope: 'container',
  needs: needs.reduce((sum, facet) => sum | FACETS[facet], 0),
  alsoEphemeral,
  find,
})

/** A check of each container that has what it needs, init containers included. */
export function inContainers(find: SiteFind, ...needs: readonly Facet[]): Finder {
  return containers(find, needs, false)
}

/** The same, and of those that kubectl debug added to a running pod. */
export function inAllContainers(find: SiteFind, ...needs: readonly Facet[]): Finder {
  return containers(find, needs, true)
}

/** A check of each pod template. */
export function inPods(find: (workload: Workload, bundle: Bundle) => readonly Found[]): Finder {
  return {
    scope: 'object',
    kinds: null,
    find: ({ workload }, bundle) => (workload === null ? NOTHING : find(workload, bundle)),
  }
}

// A check of an object.
type ObjectFind = (object: LintObject, bundle: Bundle) => readonly Found[]

/** A check of objects of these kinds. */
export function inKinds(kinds: readonly string[], find: ObjectFind): Finder {
  return {
    scope: 'object',
    kinds: new Set(kinds),
    find,
  }
}

/** A check of every object. */
export function inObjects(find: ObjectFind): Finder {
  return { scope: 'object', kinds: null, find }
}
