import type { Cause } from './cause.ts'

/** A NetworkPolicy blocks the way to a dependency, to DNS or to the probe. */
export const networkPolicy: Cause = {
  id: 'network-policy',
  explain: () =>
    "A NetworkPolicy blocks the way to something that the program needs.",
  fixes: () => [],
}
