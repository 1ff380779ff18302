import { checkFacts, type LintFinding, type Severity } from '@unloop/lint'
import { packageVersion } from '../../version.ts'
import { fingerprint } from '../findings/fingerprint.ts'
import type { LintReporter } from './reporter.ts'

const LEVELS: Readonly<Record<Severity, string>> = {
  'will-crash': 'error',
  refused: 'error',
  'may-crash': 'warning',
  practice: 'note',
}

/** SARIF 2.1.0 (OASIS), as code scanning takes it. */
export const sarifReporter: LintReporter = ({ findings, suppressed }) => {
  const codes = [...new Set([...findings, ...suppressed].map(({ code }) => code))].sort()
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'unloop', version: packageVersion(), rules: codes.map(rule) },
        },
        results: [
          ...findings.map((each) => result(each, codes)),
          ...suppressed.map((each) => ({
            ...result(each, codes),
            suppressions: [{ kind: 'inSource', justification: each.reason }],
          })),
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

const rule = (code: string) => {
  const facts = checkFacts(code)
  return {
    id: code,
    shortDescription: { text: facts?.title ?? code },
    fullDescription: { text: facts?.happens ?? code },
    help: { text: facts?.fix ?? code },
    defaultConfiguration: { level: LEVELS[facts?.severity ?? 'may-crash'] },
  }
}

const result = (finding: LintFinding, codes: readonly string[]) => ({
  ruleId: finding.code,
  ruleIndex: codes.indexOf(finding.code),
  level: LEVELS[finding.severity],
  message: { text: `${finding.message} ${finding.happens} ${finding.fix}` },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: uriOf(finding.file) },
        region: { startLine: finding.line, startColumn: finding.column },
      },
      logicalLocations: [{ fullyQualifiedName: `${finding.object} ${finding.path}`.trim() }],
    },
  ],
  partialFingerprints: { 'unloop/v1': fingerprint(finding) },
})

const uriOf = (file: string): string => encodeURI(file.replaceAll('\\', '/').replace(/^\.\//, ''))
