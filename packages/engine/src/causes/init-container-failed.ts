import type { Cause } from './cause.ts'

/** An init container fails for a cause that fits no other id. */
export const initContainerFailed: Cause = {
  id: 'init-container-failed',
  explain: () =>
    "An init container fails, so the pod's own containers never start.",
  fixes: () => [],
}
