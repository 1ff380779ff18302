import type { Severity } from '@unloop/lint'

// From least to most, save that `on` is whatever the check itself says.
export const LEVELS = ['off', 'on', 'will-crash', 'refused', 'may-crash', 'practice'] as const
/** `on` leaves the severity that the check has. */
export type Level = (typeof LEVELS)[number]

/** Sets of checks: `practice` adds those of good practice. */
export const PROFILES = ['crash', 'practice'] as const

/** What a team has chosen for one check. */
export interface CheckSetting {
  readonly level: Level
  readonly parameters: Readonly<Record<string, number>>
}

/** What holds for some files and objects: all that is named here must fit. */
export interface Override {
  readonly paths: readonly string[]
  readonly namespaces: readonly string[]
  /** `Deployment/web`, with * for any characters. */
  readonly objects: readonly string[]
  readonly checks: Readonly<Record<string, CheckSetting>>
}

/** What a custom check is evaluated for. */
export const SCOPES = ['object', 'pod', 'container'] as const
/** One of SCOPES. */
export type Scope = (typeof SCOPES)[number]

/** A CEL expression with a name, for the rules of the same check. */
export interface CustomVariable {
  readonly name: string
  readonly expression: string
}

/** A check of the team's own: a CEL expression that must hold, or a JSON Schema that must fit. */
export interface CustomCheck {
  readonly code: string
  readonly title: string
  readonly severity: Severity
  /** Empty for all kinds. */
  readonly kinds: readonly string[]
  readonly scope: Scope
  /** CEL; null for a check by JSON Schema. */
  readonly rule: string | null
  readonly variables: readonly CustomVariable[]
  /** JSON Schema 2020-12; undefined for a check by CEL. */
  readonly schema: unknown
  /** Fixed text; null where the expression makes it. */
  readonly message: string | null
  readonly messageExpression: string | null
  readonly happens: string
  readonly fix: string
  /** Where a finding points, below the object, pod or container; empty for itself. */
  readonly path: string
  readonly aliases: readonly string[]
}

/** `unloop-lint.yaml`. */
export interface LintConfig {
  readonly file: string
  readonly profiles: readonly (typeof PROFILES)[number][]
  readonly bundle: 'auto' | 'complete' | 'partial' | null
  readonly kubernetesVersion: string | null
  readonly failOn: 'will-crash' | 'may-crash' | 'practice' | 'never' | null
  readonly checks: Readonly<Record<string, CheckSetting>>
  /** Patterns in gitignore's syntax, from the folder of the file. */
  readonly exclude: readonly string[]
  readonly overrides: readonly Override[]
  /** Values that rules see as `params`. */
  readonly params: Readonly<Record<string, unknown>>
  readonly custom: readonly CustomCheck[]
  /** `file:line:column` of a place in the file, such as `/custom/0/rule`. */
  readonly placeOf: (pointer: string) => string
}
