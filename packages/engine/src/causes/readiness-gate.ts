import type { Cause } from './cause.ts'

/** Not a crash: never ready. */
export const readinessGate: Cause = {
  id: 'readiness-gate',
  explain: () => 'The container runs but is not ready, so it gets no traffic. It does not crash.',
  fixes: () => [],
}
