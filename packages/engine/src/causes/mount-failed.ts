import type { Cause } from './cause.ts'

/** A volume cannot be attached or mounted, subPath trouble, or a mount hides the program's files. */
export const mountFailed: Cause = {
  id: 'mount-failed',
  explain: () => 'A volume cannot be mounted as the pod asks, or a mount hides files of the image.',
  fixes: () => [],
}
