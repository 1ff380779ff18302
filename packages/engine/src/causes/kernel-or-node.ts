import type { Cause } from './cause.ts'

/** Sysctl, kernel module, inotify or file limits, node reboot (255). */
export const kernelOrNode: Cause = {
  id: 'kernel-or-node',
  explain: () =>
    "The node's kernel or its limits do not allow what the program needs.",
  fixes: () => [],
}
