import type { Cause } from './cause.ts'

/** The program gives up on itself while starting. */
export const deadlockOrTimeoutStartup: Cause = {
  id: 'deadlock-or-timeout-startup',
  explain: () =>
    "The program gave up on itself while starting: it waited for something of its own that never came.",
  fixes: () => [],
}
