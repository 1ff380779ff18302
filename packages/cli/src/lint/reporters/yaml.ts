import { stringify } from 'yaml'
import type { LintReporter } from './reporter.ts'

export const yamlReporter: LintReporter = (report) => stringify(report, { lineWidth: 0 })
