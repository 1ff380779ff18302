import type { Cause } from './cause.ts'
import { explainProbe, probeFindings } from './shared/probes.ts'
import { probeFixes } from './shared/probe-fixes.ts'
import { withOwnFindings } from './shared/own.ts'

/** The kubelet kills a program that would run, as its liveness probe is wrong, too strict, or checks something else. */
export const livenessProbe: Cause = withOwnFindings({
  id: 'liveness-probe',
  explain: (file, finding) => explainProbe(file, 'liveness', finding),
  find: (file) => probeFindings(file, 'liveness'),
  fixes: (file, finding) => probeFixes(file, 'liveness', finding),
})
