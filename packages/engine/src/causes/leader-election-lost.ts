import type { Cause } from './cause.ts'

/** The program ends as it lost or could not renew its lease. */
export const leaderElectionLost: Cause = {
  id: 'leader-election-lost',
  explain: () =>
    "The program could not renew its leader lease in time and ended on purpose, so that another can lead.",
  fixes: () => [],
}
