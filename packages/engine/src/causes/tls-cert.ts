import type { Cause } from './cause.ts'

/** A certificate is expired, untrusted, mismatched or missing. */
export const tlsCert: Cause = {
  id: 'tls-cert',
  explain: () =>
    "A certificate is not accepted, or cannot be loaded.",
  fixes: () => [],
}
