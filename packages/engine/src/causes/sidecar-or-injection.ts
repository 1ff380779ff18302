import type { Cause } from './cause.ts'

/** An injected or sidecar container breaks the pod. */
export const sidecarOrInjection: Cause = {
  id: 'sidecar-or-injection',
  explain: () =>
    "A sidecar or injected container breaks the pod; the application's own container is not at fault.",
  fixes: () => [],
}
