import type { Severity } from '@unloop/lint'
import type { LintReporter } from './reporter.ts'

const COMMANDS: Readonly<Record<Severity, string>> = {
  'will-crash': 'error',
  refused: 'error',
  'may-crash': 'warning',
  practice: 'notice',
}

/** Escapes of workflow commands (actions/toolkit, core/command.ts). */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** Workflow commands of GitHub Actions: an annotation on the line of each finding. */
export const githubReporter: LintReporter = ({ findings }) =>
  findings
    .map(
      ({ severity, file, line, column, code, message, happens, fix }) =>
        `::${COMMANDS[severity]} file=${property(file)},line=${line},col=${column},title=${property(code)}::${data(`${message} ${happens} ${fix}`)}\n`,
    )
    .join('')
