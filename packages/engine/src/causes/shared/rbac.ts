import type { SnapshotObject } from '../../evidence/snapshot.ts'
import type { CaseFile } from '../../case/case-file.ts'
import { allSaid, type Said } from './log.ts'

/** One refusal of the API server, as its message states it. */
export interface Denial {
  readonly user: string
  readonly verb: string
  /** `deployments`, `pods/log`; a path for requests that are no resource. */
  readonly resource: string
  readonly group: string
  /** Null at the cluster scope. */
  readonly namespace: string | null
  /** Of the one object that was asked for; null where the message names none. */
  readonly name: string | null
  readonly said: Said
}

/** kube-apiserver's authorization message (apiserver pkg/endpoints/handlers/responsewriters/errors.go), new and old form. */
const NEW =
  /User "([^"]+)" cannot (\S+) (?:resource|path) "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)"| at the cluster scope)?/i
const OLD =
  /User "([^"]+)" cannot (\w+) ([\w./-]+?)(?:\.([\w.-]+))?(?: in the namespace "([^"]+)"| at the cluster scope)/i
/** Quotes as JSON inside JSON prints them. */
const PLAIN = (text: string): string => text.replaceAll(/\\+"/g, '"').replaceAll('\\u0022', '"')

const REFUSED = /cannot \S+ .{0,200}(?:at the cluster scope|in the namespace|API group|path ")/i

/** What the API server refused, each once, as clients print its message. */
export function denials(file: CaseFile): readonly Denial[] {
  const found = new Map<string, Denial>()
  for (const said of allSaid(file, REFUSED)) {
    const denial = parse(PLAIN(said.line.text.slice(0, 4000)), said)
    if (!denial) continue
    // The newest line of each refusal: it stands nearest to the end.
    found.delete(key(denial))
    found.set(key(denial), denial)
  }
  return [...found.values()]
}

const key = ({ verb, resource, group, namespace, name }: Denial): string =>
  [verb, resource, group, namespace, name].join(' ')

/** `configmaps "settings" is forbidden: User …`. */
const NAMED = /([\w.-]+) "([^"]+)" is forbidden: User "/i
const nameIn = (text: string): string | null => NAMED.exec(text)?.[2] ?? null

const parse = (text: string, said: Said): Denial | null => {
  const recent = NEW.exec(text)
  if (recent) {
    const [, user = '', verb = '', resource = '', group = '', namespace] = recent
    return { user, verb, resource, group, namespace: namespace ?? null, name: nameIn(text), said }
  }
  const old = OLD.exec(text)
  if (!old) return null
  const [, user = '', verb = '', resource = '', group = '', namespace] = old
  return { user, verb, resource, group, namespace: namespace ?? null, name: nameIn(text), said }
}

/** A ServiceAccount, out of the user name `system:serviceaccount:NAMESPACE:NAME`. */
export interface Account {
  readonly namespace: string
  readonly name: string
}

/** Null for a user that is no ServiceAccount. */
export function accountOf(user: string): Account | null {
  const [, , namespace, name] = /^system:serviceaccount:/.test(user) ? user.split(':') : []
  return namespace && name ? { namespace, name } : null
}

interface Rule {
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly verbs?: readonly string[]
  readonly resourceNames?: readonly string[]
}

interface Binding {
  readonly roleRef?: { readonly kind?: string; readonly name?: string }
  readonly subjects?: readonly {
    readonly kind?: string
    readonly name?: string
    readonly namespace?: string
  }[]
}

/** Why the refusal stands, worked out from Roles and bindings; `unknown` where the snapshot holds none. */
export type RbacGap =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'verb-missing'; readonly role: SnapshotObject; readonly ruleIndex: number }
  | { readonly kind: 'rule-missing'; readonly role: SnapshotObject }
  | { readonly kind: 'role-missing'; readonly binding: SnapshotObject; readonly roleName: string }
  | {
      readonly kind: 'not-bound'
      readonly role: SnapshotObject
      readonly binding: SnapshotObject | null
    }
  | { readonly kind: 'nothing' }

/**
 * Compares what was refused with the bindings of the snapshot: none for the account, one to a missing role, or a role
 * that lacks the rule.
 */
export function rbacGap(file: CaseFile, denial: Denial): RbacGap {
  const account = accountOf(denial.user)
  const { inventory } = file
  const at = denial.namespace
  const bindings = [
    ...(at === null ? [] : inventory.inNamespace('RoleBinding', at)),
    ...inventory.all('ClusterRoleBinding'),
  ]
  if (!account || !known(file, at)) return { kind: 'unknown' }
  const own = bindings.filter(({ object }) => binds(object as Binding, account))
  for (const binding of own) {
    const role = roleOf(file, binding)
    const { name = '' } = (binding.object as unknown as Binding).roleRef ?? {}
    if (!role && (binding.object as unknown as Binding).roleRef?.kind === 'Role')
      return { kind: 'role-missing', binding, roleName: name }
    const ruleIndex = role ? rulesOf(role).findIndex((rule) => covers(rule, denial, false)) : -1
    if (role && ruleIndex >= 0) return { kind: 'verb-missing', role, ruleIndex }
  }
  const role = rolesAt(file, at).find((role) =>
    rulesOf(role).some((rule) => covers(rule, denial, true)),
  )
  if (role)
    return {
      kind: 'not-bound',
      role,
      binding: bindings.find((binding) => roleOf(file, binding) === role) ?? null,
    }
  const bound = own.map((binding) => roleOf(file, binding)).find((found) => found !== null)
  return bound ? { kind: 'rule-missing', role: bound } : { kind: 'nothing' }
}

const known = ({ inventory }: CaseFile, namespace: string | null): boolean =>
  namespace === null
    ? inventory.all('ClusterRoleBinding').length > 0
    : inventory.knows('RoleBinding', namespace) || inventory.knows('Role', namespace)

const rolesAt = ({ inventory }: CaseFile, namespace: string | null): readonly SnapshotObject[] =>
  namespace === null
    ? inventory
        .all('ClusterRole')
        .filter(
          ({ object }) =>
            !/^(?:system:|admin$|edit$|cluster-admin$)/.test(object.metadata.name ?? ''),
        )
    : inventory.inNamespace('Role', namespace)

const roleOf = ({ inventory }: CaseFile, { object }: SnapshotObject): SnapshotObject | null => {
  const { kind = 'Role', name = '' } = (object as unknown as Binding).roleRef ?? {}
  return inventory.get(kind, kind === 'ClusterRole' ? '' : (object.metadata.namespace ?? ''), name)
}

/** The rules of a Role or ClusterRole; none where it only aggregates others. */
export function rulesOf(role: SnapshotObject): readonly Rule[] {
  return (role.object['rules'] as readonly Rule[] | undefined) ?? []
}

const binds = ({ subjects = [] }: Binding, { namespace, name }: Account): boolean =>
  subjects.some(
    (subject) =>
      (subject.kind === 'ServiceAccount' &&
        subject.name === name &&
        (subject.namespace ?? namespace) === namespace) ||
      (subject.kind === 'Group' &&
        (subject.name === 'system:serviceaccounts' ||
          subject.name === `system:serviceaccounts:${namespace}`)),
  )

const covers = (rule: Rule, { group, resource, verb }: Denial, withVerb: boolean): boolean => {
  const has = (list: readonly string[] | undefined, wanted: string): boolean =>
    list?.some((item) => item === '*' || item === wanted) ?? false
  return (
    has(rule.apiGroups, group) &&
    has(rule.resources, resource) &&
    !rule.resourceNames?.length &&
    (!withVerb || has(rule.verbs, verb))
  )
}
