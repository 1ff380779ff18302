import type { GlobalConfig } from '../settings/global.ts'
import { ConfigError } from '../yaml/document.ts'
import type { Schema } from '../yaml/schema.ts'

/** What a kind of receiver is to the configuration: its key, its schema, what it takes over from `global`. */
export interface ReceiverSchema<T> {
  /** Such as `slack_configs`. */
  readonly key: string
  /** The type in messages. */
  readonly goType: string
  readonly schema: Schema<T>
  /** Fills in what `global` gives. @throws {ConfigError} for what neither gives */
  readonly complete: (config: T, global: GlobalConfig) => T
  /** The message for a `null` in the list; without one it stands for a receiver of zeros. */
  readonly missing?: string
}

/** @throws {ConfigError} */
export function refuse(message: string): never {
  throw new ConfigError(message)
}

/** Refuses two fields of which one excludes the other. */
export function atMostOne(names: string, ...given: readonly boolean[]): void {
  if (given.filter(Boolean).length > 1) refuse(`at most one of ${names} must be configured`)
}

/** The first that is set: for strings the first that isn't empty. */
export function firstSet<T>(own: T, inherited: T): T {
  return own === undefined || own === '' ? inherited : own
}
