import type { Cause } from './cause.ts'

/** A host name does not resolve. */
export const dnsFailure: Cause = {
  id: 'dns-failure',
  explain: () =>
    "A host name that the program needs does not resolve.",
  fixes: () => [],
}
