import type { LintFinding, Severity } from '@unloop/lint'
import { SEVERITY_WORDS } from '../reporters/reporter.ts'
import type { Range, TextDocument } from './text-document.ts'

/** DiagnosticSeverity of the protocol. */
const SEVERITIES: Readonly<Record<Severity, number>> = {
  'will-crash': 1,
  refused: 1,
  'may-crash': 2,
  practice: 3,
}

export interface Diagnostic {
  readonly range: Range
  readonly severity: number
  readonly code: string
  readonly source: 'unloop'
  readonly message: string
}

export function diagnosticOf(finding: LintFinding, document: TextDocument): Diagnostic {
  return {
    range: rangeOf(finding, document),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source: 'unloop',
    message: `${finding.message}\nIn the cluster: ${finding.happens}\nFix: ${finding.fix}`,
  }
}

/** A quoted text, or what stands there up to a comment or the next sign of the syntax. */
const TOKEN =
  /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,\]}][^#,\]}]*?(?=\s*(?:$| #|,|\]|\}|: ))|\S)/

export function rangeOf({ line, column }: LintFinding, document: TextDocument): Range {
  const rest = document.lineText(line - 1).slice(column - 1)
  const length = Math.max(1, TOKEN.exec(rest)?.[0].length ?? rest.length)
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: line - 1, character: column - 1 + length },
  }
}

export function hoverText(findings: readonly LintFinding[]): string {
  return findings
    .map(({ code, severity, message, happens, fix, aliases }) =>
      [
        `**${code}** (${SEVERITY_WORDS[severity]})`,
        escaped(message),
        `In the cluster: ${escaped(happens)}`,
        `Fix: ${escaped(fix)}`,
        ...(aliases.length === 0 ? [] : [`In other tools: ${escaped(aliases.join(', '))}`]),
      ].join('\n\n'),
    )
    .join('\n\n---\n\n')
}

/** Texts of a manifest must not become links, pictures or HTML. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>()#!|]/g, '\\$&')
