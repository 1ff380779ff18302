import type { CaseFile } from '../../case/case-file.ts'
import type { Finding } from '../../case/finding.ts'
import type { Evidence } from '../../report/report.ts'
import { saidEvidence, relevanceOf } from './log.ts'
import { accountOf, denials, rbacGap, rulesOf, type Denial, type RbacGap } from './rbac.ts'

/** Who was refused, as a person would name it. */
export function accountWords({ user }: Denial): string {
  const account = accountOf(user)
  return account ? `ServiceAccount ${account.namespace}/${account.name}` : `User ${user}`
}

/** `deployments.apps`, as kubectl takes it; the core group has no name. */
export function resourceWords({ resource, group }: Denial): string {
  return group ? `${resource}.${group}` : resource
}

export function placeWords({ namespace }: Denial): string {
  return namespace === null ? ' in the whole cluster' : ` in namespace ${namespace}`
}

/** The refusal that stands nearest to the end. */
export function lastDenial(file: CaseFile): Denial | null {
  return (
    denials(file)
      .filter(({ user }) => user !== 'system:anonymous')
      .at(-1) ?? null
  )
}

/** What the API server refused last, and which binding is missing for it. */
export function rbacFindings(file: CaseFile): readonly Finding[] {
  const denial = lastDenial(file)
  if (!denial) return []
  const gap = rbacGap(file, denial)
  return [
    {
      cause: 'rbac-forbidden',
      weight: 88 * relevanceOf(denial.said),
      rule: 'rbac-forbidden/denied',
      title: `${accountWords(denial)} may not ${denial.verb} ${resourceWords(denial)}${placeWords(denial)}`,
      evidence: [
        ...saidEvidence(file, denial.said),
        ...gapEvidence(file, gap),
        ...accountEvidence(file),
      ],
      facts: {
        verb: denial.verb,
        resource: denial.resource,
        group: denial.group,
        user: denial.user,
      },
    },
  ]
}

const accountEvidence = (file: CaseFile): readonly Evidence[] => {
  const name = file.podSpec?.serviceAccountName
  return name ? [file.fromSubject('spec.serviceAccountName', name)] : []
}

const gapEvidence = (file: CaseFile, gap: RbacGap): readonly Evidence[] => {
  if (gap.kind === 'verb-missing')
    return [file.fromObject(gap.role, `rules[${gap.ruleIndex}]`, rulesOf(gap.role)[gap.ruleIndex])]
  if (gap.kind === 'rule-missing') return [file.fromObject(gap.role, 'rules', rulesOf(gap.role))]
  if (gap.kind === 'role-missing')
    return [file.fromObject(gap.binding, 'roleRef', gap.binding.object['roleRef'])]
  return gap.kind === 'not-bound' && gap.binding
    ? [file.fromObject(gap.binding, 'subjects', gap.binding.object['subjects'])]
    : []
}
