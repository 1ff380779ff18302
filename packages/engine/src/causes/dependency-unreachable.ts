import type { Cause } from './cause.ts'

/** A database, queue or service refuses or times out, or has no endpoints. */
export const dependencyUnreachable: Cause = {
  id: 'dependency-unreachable',
  explain: () =>
    "A service that the program needs at start does not answer.",
  fixes: () => [],
}
