import type { Cause } from './cause.ts'

/** A postStart hook fails. */
export const lifecycleHookFailed: Cause = {
  id: 'lifecycle-hook-failed',
  explain: () =>
    'The postStart hook failed, so the kubelet killed the container that had just started.',
  fixes: () => [],
}
