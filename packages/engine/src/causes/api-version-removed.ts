import type { Cause } from './cause.ts'

/** An API or CRD that the program needs is not served. */
export const apiVersionRemoved: Cause = {
  id: 'api-version-removed',
  explain: () =>
    "The program asks for an API or custom resource that this cluster does not serve.",
  fixes: () => [],
}
