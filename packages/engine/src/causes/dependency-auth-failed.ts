import type { Cause } from './cause.ts'

/** A dependency rejects the credentials, role or database name. */
export const dependencyAuthFailed: Cause = {
  id: 'dependency-auth-failed',
  explain: () =>
    "A service that the program needs rejects its credentials, role or database name.",
  fixes: () => [],
}
