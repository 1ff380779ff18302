import { CHECK_GROUPS, TEXT_PROBLEM_FACTS, type CheckFacts } from '@unloop/lint'
import { SEVERITY_WORDS } from './reporters/reporter.ts'

/** A text within a cell of a Markdown table. */
const cell = (text: string): string => text.replace(/[|<>*_]/g, '\\$&')

/** `docs/lint.md`: every check, made from the engine's catalogue. */
export function lintPage(): string {
  const groups: readonly (readonly [string, readonly CheckFacts[]])[] = [
    ['The text of a file', TEXT_PROBLEM_FACTS],
    ...Object.entries(CHECK_GROUPS),
  ]
  return [
    '# Checks of unloop lint',
    "<!-- Made by npm run generate from the engine's catalogue: change that. -->",
    'Codes are never renamed. `unloop lint explain CODE` tells the same of one of them, and understands the identifiers of other tools. How lint is used day by day stands in [linting.md](linting.md).',
    '“Will crash”: containers end or never start, whatever the image and the rest of the cluster are. “Refused”: kubectl or the API server does not take the document. “May crash”: it depends on the image, the load or objects that are not among the files. “Practice” is told with `--practice` only.',
    'To leave a finding out, annotate the object (or its pod template) with `ignore.unloop.dev/CODE: REASON`, or write `# unloop-ignore: CODE REASON` on the line or above it; `until 2027-01-31` in the reason ends it. The ignore annotations of Datree, kube-linter, kube-score and Polaris are honoured.',
    ...groups.map(([title, checks]) => `## ${title}\n\n${table(checks)}`),
    '',
  ].join('\n\n')
}

/** Checks as a table. */
const table = (checks: readonly CheckFacts[]): string =>
  [
    '| code | | finds | in the cluster | fix | elsewhere |\n|---|---|---|---|---|---|',
    ...checks.map(
      ({ code, severity, title, happens, fix, aliases }) =>
        `| \`${code}\` | ${SEVERITY_WORDS[severity]} | ${cell(title)} | ${cell(happens)} | ${cell(fix)} | ${cell(aliases.join(', '))} |`,
    ),
  ].join('\n')
