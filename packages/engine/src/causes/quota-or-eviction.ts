import type { Cause } from './cause.ts'

/** Evicted, or stopped by a quota, LimitRange or ephemeral-storage limit. */
export const quotaOrEviction: Cause = {
  id: 'quota-or-eviction',
  explain: () =>
    'The pod was evicted or not admitted: a quota, a LimitRange or a storage limit stands against it.',
  fixes: () => [],
}
