import { probeFindings } from './shared/probes.ts'
import type { Cause } from './cause.ts'

/** The startup probe's budget is shorter than the start, or it is wrong. */
export const startupProbe: Cause = {
  id: 'startup-probe',
  explain: () =>
    'The kubelet restarts the container because it did not pass its startup probe in time.',
  find: (file) => probeFindings(file, 'startup'),
  fixes: () => [],
}
