import { convertRules } from '@unloop/alerting/rules'
import type { ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { printConverted } from './print-converted.ts'

/** Prints the rules of operators' objects as one file for Prometheus; what is left out is told on standard error. */
export function convertRuleObjects(paths: readonly string[], io: Io): Promise<ExitStatus> {
  const missing = 'There is no PrometheusRule or VMRule in what was given.'
  return printConverted(paths, { convert: convertRules, missing }, io)
}
