import type { LintFinding } from '@unloop/lint'
import type { LintReporter } from './reporter.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

const xml = (text: string): string => text.replace(/[&<>"\n]/g, (char) => ENTITIES[char] ?? char)

/** One suite a file, one failed case a finding; a single passed case where there is nothing. */
export const junitReporter: LintReporter = ({ findings, scanned }) => {
  const files = [...new Set(findings.map(({ file }) => file))]
  const suites = files.map((file) =>
    suite(
      file,
      findings.filter((each) => each.file === file),
    ),
  )
  const passed = `  <testsuite name="unloop lint" tests="1" failures="0">\n    <testcase name="${scanned.objects} objects" classname="unloop lint"/>\n  </testsuite>`
  const total = Math.max(1, findings.length)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="unloop lint" tests="${total}" failures="${findings.length}">\n${(suites.length > 0 ? suites : [passed]).join('\n')}\n</testsuites>\n`
}

const suite = (file: string, findings: readonly LintFinding[]): string =>
  [
    `  <testsuite name="${xml(file)}" tests="${findings.length}" failures="${findings.length}">`,
    ...findings.map((finding) =>
      [
        `    <testcase name="${xml(`${finding.code} ${finding.object} ${finding.path}`)}" classname="${xml(file)}" file="${xml(file)}" line="${finding.line}">`,
        `      <failure type="${finding.severity}" message="${xml(finding.message)}">${xml(`${file}:${finding.line}:${finding.column} ${finding.happens} ${finding.fix}`)}</failure>`,
        '    </testcase>',
      ].join('\n'),
    ),
    '  </testsuite>',
  ].join('\n')
