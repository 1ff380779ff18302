import type { Cause } from './cause.ts'
import { explainProbe, probeFindings } from './shared/probes.ts'
import { probeFixes } from './shared/probe-fixes.ts'
import { withOwnFindings } from './shared/own.ts'

/** The startup probe's budget is shorter than the start, or it is wrong. */
export const startupProbe: Cause = withOwnFindings({
  id: 'startup-probe',
  explain: (file, finding) => explainProbe(file, 'startup', finding),
  find: (file) => probeFindings(file, 'startup'),
  fixes: (file, finding) => probeFixes(file, 'startup', finding),
})
