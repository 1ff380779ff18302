import type { Cause } from './cause.ts'

/** The language runtime's own heap limit, not the container's. */
export const heapExhausted: Cause = {
  id: 'heap-exhausted',
  explain: () =>
    "The language runtime reached its own heap limit and ended. The container's memory limit was not the one that was hit.",
  fixes: () => [],
}
