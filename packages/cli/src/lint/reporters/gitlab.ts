import type { Severity } from '@unloop/lint'
import { fingerprint } from '../findings/fingerprint.ts'
import type { LintReporter } from './reporter.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = {
  'will-crash': 'critical',
  refused: 'critical',
  'may-crash': 'major',
  practice: 'minor',
}

/** GitLab's code quality report. */
export const gitlabReporter: LintReporter = ({ findings }) =>
  `${JSON.stringify(
    findings.map((finding) => ({
      check_name: finding.code,
      description: `${finding.message} ${finding.fix}`,
      fingerprint: fingerprint(finding),
      severity: SEVERITIES[finding.severity],
      location: { path: finding.file.replace(/^\.\//, ''), lines: { begin: finding.line } },
    })),
    null,
    2,
  )}\n`
