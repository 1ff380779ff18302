import { sh } from '../commands/sh.ts'
import { restartCommand, inNamespace } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix, Patch } from '../report/report.ts'
import type { Cause } from './cause.ts'
import {
  accountWords,
  lastDenial,
  placeWords,
  rbacFindings,
  resourceWords,
} from './shared/rbac-findings.ts'
import { accountOf, denials, rbacGap, rulesOf, type Denial, type RbacGap } from './shared/rbac.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { bindingObject, roleObject } from '../fixes/rbac-objects.ts'
import { withOwnFindings } from './shared/own.ts'

/** The API server answers 403 to the program's service account. */
export const rbacForbidden: Cause = withOwnFindings({
  id: 'rbac-forbidden',
  explain: (file) => {
    const denial = lastDenial(file)
    if (!denial)
      return 'The API server answers 403: the service account of the pod lacks a right that the program needs.'
    return `${accountWords(denial)} may not ${denial.verb} ${resourceWords(denial)}${placeWords(denial)}: the API server answers 403 and the program gives up. ${gapWords(rbacGap(file, denial), denial)}`
  },
  find: (file) => rbacFindings(file),
  fixes: (file) => fixes(file),
})

const gapWords = (gap: RbacGap, denial: Denial): string => {
  switch (gap.kind) {
    case 'verb-missing':
      return `${gap.role.object.kind} ${gap.role.object.metadata.name} covers ${denial.resource}, but not the verb ${denial.verb}.`
    case 'rule-missing':
      return `${gap.role.object.kind} ${gap.role.object.metadata.name} is bound to it, but has no rule for ${resourceWords(denial)}.`
    case 'role-missing':
      return `RoleBinding ${gap.binding.object.metadata.name} names Role ${gap.roleName}, which does not exist.`
    case 'not-bound':
      return `${gap.role.object.kind} ${gap.role.object.metadata.name} would allow it, but no binding gives it to this account.`
    case 'nothing':
      return 'No binding in reach gives this account any Role.'
    case 'unknown':
      return 'The Roles and bindings are not at hand, so which of them lacks it cannot be told.'
  }
}

/** Whoever may list is about to watch: controllers and informers need the three together. */
const verbsFor = (verb: string): readonly string[] =>
  verb === 'list' || verb === 'watch' ? ['get', 'list', 'watch'] : [verb]

const fixes = (file: CaseFile): readonly Fix[] => {
  const denial = lastDenial(file)
  const account = denial ? accountOf(denial.user) : null
  if (!denial || !account) return []
  const gap = rbacGap(file, denial)
  if (gap.kind === 'verb-missing' || gap.kind === 'rule-missing')
    return [extendRole(file, denial, gap)]
  if (gap.kind === 'not-bound') return [bind(file, denial, gap)]
  // Without Roles and bindings at hand, new objects could clash with what is there.
  const made = newRole(file, denial, gap)
  return [gap.kind === 'unknown' ? { ...made, create: [] } : made]
}

const verify = (denial: Denial): string =>
  `\`${sh`kubectl auth can-i ${denial.verb} ${resourceWords(denial)} --as=${denial.user} ${denial.namespace === null ? ['-A'] : ['-n', denial.namespace]}`}\` answers yes, and the program starts.`

const extendRole = (
  file: CaseFile,
  denial: Denial,
  gap: Extract<RbacGap, { kind: 'verb-missing' | 'rule-missing' }>,
): Fix => {
  const { kind, metadata } = gap.role.object
  const namespace = metadata.namespace ?? ''
  const name = metadata.name ?? ''
  const present = gap.kind === 'verb-missing' ? (rulesOf(gap.role)[gap.ruleIndex]?.verbs ?? []) : []
  const verbs = verbsFor(denial.verb).filter((verb) => !present.includes(verb))
  const body =
    gap.kind === 'verb-missing'
      ? verbs.map((value) => ({ op: 'add', path: `/rules/${gap.ruleIndex}/verbs/-`, value }))
      : [
          {
            op: 'add',
            path: '/rules/-',
            value: { apiGroups: [denial.group], resources: [denial.resource], verbs },
          },
        ]
  const patch: Patch = { target: { kind, namespace, name }, type: 'json', body }
  const at = inNamespace(namespace)
  return {
    id: 'rbac-forbidden/extend-role',
    title: `Allow ${verbs.join(', ')} on ${resourceWords(denial)} in ${kind} ${name}`,
    where: 'rbac',
    risk: 'low',
    commands: [
      sh`kubectl patch ${kind.toLowerCase()} ${name} ${at} --type json -p ${JSON.stringify(body)}`,
      restartCommand(file),
    ],
    patch,
    verify: verify(denial),
  }
}

const bind = (
  file: CaseFile,
  denial: Denial,
  { role, binding: present }: Extract<RbacGap, { kind: 'not-bound' }>,
): Fix => {
  const account = accountOf(denial.user) ?? { namespace: '', name: '' }
  const { kind, metadata } = role.object
  const name = metadata.name ?? ''
  const subject = { kind: 'ServiceAccount', name: account.name, namespace: account.namespace }
  const binding = inOwnBinding(present, account)
  const command =
    denial.namespace === null
      ? sh`kubectl create clusterrolebinding ${name}-${account.name} --clusterrole=${name} --serviceaccount=${account.namespace}:${account.name}`
      : sh`kubectl create rolebinding ${name}-${account.name} --${kind.toLowerCase()}=${name} --serviceaccount=${account.namespace}:${account.name} -n ${denial.namespace}`
  return {
    id: 'rbac-forbidden/bind',
    title: `Bind ${kind} ${name} to ServiceAccount ${account.name}`,
    where: 'rbac',
    risk: 'low',
    commands: [command, restartCommand(file)],
    patch: binding && {
      target: binding,
      type: 'json',
      body: [{ op: 'add', path: '/subjects/-', value: subject }],
    },
    ...(binding
      ? {}
      : {
          create: [
            bindingObject(
              { name: `${name}-${account.name}`, namespace: denial.namespace, account },
              { kind, name },
            ),
          ],
        }),
    verify: verify(denial),
  }
}

/** The binding that gives the Role to others takes one more subject, where it is made for this application's namespace. */
const inOwnBinding = (
  binding: SnapshotObject | null,
  account: { readonly namespace: string },
): Patch['target'] | null => {
  if (!binding || !Array.isArray(binding.object['subjects'])) return null
  const { kind, metadata } = binding.object
  if (kind !== 'RoleBinding' || metadata.namespace !== account.namespace) return null
  return { kind, namespace: metadata.namespace, name: metadata.name ?? '' }
}

/** Verbs that RBAC can allow for single objects by name; lists, watches and creations have no name to compare. */
const BY_NAME = new Set(['get', 'update', 'patch', 'delete'])

/** All refusals of one resource as one rule, narrowed to names where every one of them names its object. */
const leastRule = (same: readonly Denial[]) => {
  const [first] = same
  const verbs = [...new Set(same.flatMap(({ verb }) => verbsFor(verb)))]
  const names = same.flatMap(({ name, verb }) => (name && BY_NAME.has(verb) ? [name] : []))
  return {
    apiGroups: [first?.group ?? ''],
    resources: [first?.resource ?? ''],
    verbs,
    ...(names.length === same.length ? { resourceNames: [...new Set(names)] } : {}),
  }
}

/** The least Role for all that the log shows as refused. */
const newRole = (file: CaseFile, denial: Denial, gap: RbacGap): Fix => {
  const account = accountOf(denial.user) ?? { namespace: '', name: '' }
  const cluster = denial.namespace === null
  const own = account.name === 'default' ? file.failing.workload.name : account.name
  // A binding that names a Role that is not there only lacks that Role.
  const isBound = gap.kind === 'role-missing'
  const name = isBound ? gap.roleName : own
  const kind = cluster ? 'clusterrole' : 'role'
  const at = inNamespace(cluster ? '' : (denial.namespace ?? ''))
  const same = denials(file).filter(
    ({ user, namespace }) => user === denial.user && namespace === denial.namespace,
  )
  const resources = [...new Set(same.map(resourceWords))]
  const verbs = [...new Set(same.flatMap(({ verb }) => verbsFor(verb)))]
  const rules = [...Map.groupBy(same, ({ group, resource }) => `${group} ${resource}`)].map(
    ([, ofOne]) => leastRule(ofOne),
  )
  const grant = { name: `${name}`, namespace: denial.namespace, account, rules }
  const role = roleObject(grant)
  return {
    id: 'rbac-forbidden/new-role',
    title: `Give ServiceAccount ${account.name} the right to ${verbs.join(', ')} ${resources.join(', ')}${placeWords(denial)}`,
    where: 'rbac',
    risk: 'low',
    commands: [
      sh`kubectl create ${kind} ${name} --verb=${verbs.join(',')} --resource=${resources.join(',')} ${at}`,
      ...(isBound
        ? []
        : [
            sh`kubectl create ${kind}binding ${name} --${kind}=${name} --serviceaccount=${account.namespace}:${account.name} ${at}`,
          ]),
      ...(account.name === 'default'
        ? [
            sh`# better: a ServiceAccount of its own, kubectl create serviceaccount ${name} ${inNamespace(file.failing.namespace)}`,
          ]
        : []),
      restartCommand(file),
    ],
    patch: null,
    create: isBound ? [role] : [role, bindingObject(grant, { kind: role.kind, name: grant.name })],
    verify: verify(denial),
  }
}
