import { SEVERITY_WORDS, type LintReporter } from './reporter.ts'

const cell = (text: string): string => text.replace(/[|<>*_`]/g, '\\$&').replace(/\s+/g, ' ')

/** A table for a comment on a merge request. */
export const markdownReporter: LintReporter = ({ findings, scanned }) => {
  if (findings.length === 0) return `Nothing found in ${scanned.objects} objects.\n`
  const rows = findings.map(
    ({ severity, code, file, line, object, path, message, fix }) =>
      `| ${SEVERITY_WORDS[severity]} | ${code} | ${cell(`${file}:${line}`)} | ${cell(`${object} ${path}`)} | ${cell(message)} ${cell(fix)} |`,
  )
  return `| | check | place | field | why and fix |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}
