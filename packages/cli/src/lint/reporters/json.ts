import type { LintReporter } from './reporter.ts'

export const jsonReporter: LintReporter = (report) => `${JSON.stringify(report, null, 2)}\n`
