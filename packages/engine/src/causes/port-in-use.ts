import type { Cause } from './cause.ts'

/** The address is already bound: by another container of the pod, the host, or itself. */
export const portInUse: Cause = {
  id: 'port-in-use',
  explain: () =>
    "The address that the program wants to listen on is taken.",
  fixes: () => [],
}
