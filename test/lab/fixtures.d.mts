import type { Manifest } from '../../packages/formats/src/index.ts'

/** An object of a fixture, and where it stands. */
export interface Sample {
  readonly name: string
  readonly object: object
}

export function fixtures(isWanted?: (object: object) => boolean): readonly Sample[]
export function manifestOf(object: object): Manifest
