import type { Cause } from './cause.ts'

/** The container runtime cannot create or start the container. */
export const runtimeError: Cause = {
  id: 'runtime-error',
  explain: () =>
    "The container runtime cannot create or start the container.",
  fixes: () => [],
}
