import { probeFindings } from './shared/probes.ts'
import type { Cause } from './cause.ts'

/** The kubelet kills a program that would run, as its liveness probe is wrong, too strict, or checks something else. */
export const livenessProbe: Cause = {
  id: 'liveness-probe',
  explain: () =>
    'The kubelet restarts the container because its liveness probe fails; the program itself did not crash.',
  find: (file) => probeFindings(file, 'liveness'),
  fixes: () => [],
}
