import type { CauseId } from '../catalogue.ts'
import type { Finding } from '../case/finding.ts'
import { addressIn } from '../evidence/mentions.ts'
import type { CaseFile } from '../case/case-file.ts'

/** Causes that are about another side: whoever reads of them asks which. */
const ABOUT_OTHERS: ReadonlySet<CauseId> = new Set<CauseId>([
  'dependency-unreachable',
  'dependency-auth-failed',
  'deadlock-or-timeout-startup',
])

/** Findings about another side that do not know its address yet get the one that their own line names. */
export function withAddresses(file: CaseFile, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const { cause, facts, evidence } = finding
    const [lead] = evidence
    if (!ABOUT_OTHERS.has(cause) || facts['host'] || lead?.kind !== 'log') return finding
    const address = addressIn(file.inventory, file.failing.namespace, lead.excerpt)
    return address ? { ...finding, facts: { ...facts, ...address } } : finding
  })
}
