import { sameNamespace, type Bundle } from '../bundle.ts'
import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { dependenciesOf, targetPortsOf, type Dependency, type TargetPort } from '../dependencies.ts'
import { at, fieldsOf, isFields, listOf, numberOf, wordOf, type Fields } from '../fields.ts'
import { selects } from '../selector.ts'

// A way of traffic, by the name of its field.
type Direction = 'egress' | 'ingress'

const TYPES = { egress: 'Egress', ingress: 'Ingress' } as const

/** Without policyTypes a policy is about ingress, and about egress where it has such rules (networking.k8s.io/v1). */
function isAbout({ fields }: LintObject, direction: Direction): boolean {
  const types = listOf(at(fields, 'spec', 'policyTypes'))
  if (types.length > 0) return types.includes(TYPES[direction])
  return direction === 'ingress' || at(fields, 'spec', 'egress') !== undefined
}

/**
 * Policies that select a pod and restrict a direction: once there is one, only what a policy allows passes (NetworkPolicy is
 * additive).
 */
const isolating = (pod: LintObject, direction: Direction, bundle: Bundle): readonly LintObject[] =>
  bundle
    .inNamespace('NetworkPolicy', pod.namespace)
    .filter(
      (policy) =>
        isAbout(policy, direction) &&
        selects(at(policy.fields, 'spec', 'podSelector') ?? {}, pod.workload?.labels ?? {}),
    )

/** Rules of all policies of a pod add up: one that allows it is enough. */
const isAllowed = (
  policies: readonly LintObject[],
  direction: Direction,
  way: {
    readonly peer: LintObject
    readonly ports: readonly TargetPort[]
    readonly bundle: Bundle
  },
): boolean =>
  policies.some((policy) =>
    listOf(at(policy.fields, 'spec', direction)).some((rule) => {
      const peers = listOf(at(rule, direction === 'egress' ? 'to' : 'from'))
      return (
        (peers.length === 0 || peers.some((peer) => isPeer(peer, policy, way))) &&
        isPort(listOf(at(rule, 'ports')), way.ports)
      )
    }),
  )

/** Whether a rule's peer is a pod. */
function isPeer(
  peer: unknown,
  policy: LintObject,
  { peer: pod, bundle }: { readonly peer: LintObject; readonly bundle: Bundle },
): boolean {
  // Which addresses pods have stands in no file.
  if (isFields(at(peer, 'ipBlock'))) return true
  const namespaces = at(peer, 'namespaceSelector')
  const pods = at(peer, 'podSelector')
  const isThere = isFields(namespaces)
    ? mayBeNamespace(namespaces, pod.namespace, bundle)
    : sameNamespace(policy.namespace, pod.namespace)
  return isThere && (!isFields(pods) || selects(pods, pod.workload?.labels ?? {}))
}

/** Labels of a namespace are known where the files hold it, and always the one with its name. */
function mayBeNamespace(selector: Fields, name: string, bundle: Bundle): boolean {
  const object = bundle.find('Namespace', '', name)
  if (object !== null || name === '') {
    const own = fieldsOf(at(object?.fields, 'metadata', 'labels'))
    return name === '' || selects(selector, { ...own, 'kubernetes.io/metadata.name': name })
  }
  const wanted = fieldsOf(selector['matchLabels'])['kubernetes.io/metadata.name']
  return wanted === undefined || wanted === name
}

/** Whether a rule leaves one of the ports open; without ports it leaves all. */
const isPort = (rules: readonly unknown[], ports: readonly TargetPort[]): boolean =>
  rules.length === 0 ||
  ports.length === 0 ||
  rules.some((rule) => {
    const port = at(rule, 'port')
    if (port === undefined) return true
    const end = numberOf(at(rule, 'endPort'))
    const number = Number(wordOf(port))
    return ports.some((each) =>
      Number.isNaN(number)
        ? each.name === null || each.name === port
        : each.number === null ||
          each.number === number ||
          (end !== null && number <= each.number && each.number <= end),
    )
  })

/** How a message calls a pod. */
const nameOf = ({ kind, name }: LintObject): string => `${kind} ${name}`

/** A dependency that a policy closes. */
interface Blocked {
  readonly direction: Direction
  readonly client: LintObject
  readonly dependency: Dependency
}

/** Ways between workloads of the files that this policy closes; told at the first policy that isolates the pod. */
function blockedBy(policy: LintObject, bundle: Bundle): readonly Blocked[] {
  return bundle.workloads.flatMap((client) =>
    dependenciesOf(client, bundle).flatMap((dependency): readonly Blocked[] => {
      const selector = at(dependency.service.fields, 'spec', 'selector')
      if (!isFields(selector) || Object.keys(selector).length === 0) return []
      const [server] = bundle.selected(dependency.service.namespace, selector)
      if (server === undefined || server === client) return []
      const ports = targetPortsOf(dependency, server)
      const ways = [
        { direction: 'egress', pod: client, peer: server },
        { direction: 'ingress', pod: server, peer: client },
      ] as const
      return ways.flatMap(({ direction, pod, peer }) => {
        const policies = isolating(pod, direction, bundle)
        const isClosed = !isAllowed(policies, direction, { peer, ports, bundle })
        return policies[0] === policy && isClosed ? [{ direction, client, dependency }] : []
      })
    }),
  )
}

// Of more, pairs would be too many; such sets are no application.
const MAX_WORKLOADS = 300

/** Told once a policy: at the rule that is too narrow, or at the field that is missing. */
const cutsDependency = (policy: LintObject, bundle: Bundle): readonly Found[] => {
  if (bundle.workloads.length > MAX_WORKLOADS) return []
  return blockedBy(policy, bundle).map(
    ({ direction, client, dependency: { service, port, said } }) => ({
      path:
        at(policy.fields, 'spec', direction) === undefined
          ? ['spec', 'podSelector']
          : ['spec', direction],
      message: `${nameOf(client)} talks to Service ${service.name}${port === null ? '' : ` at port ${port}`} (${said}), and no ${direction} rule of the policies for ${direction === 'egress' ? 'its pods' : 'the pods behind it'} allows that.`,
      fix:
        direction === 'egress'
          ? `Add an egress rule to the pods behind ${service.name}.`
          : `Add an ingress rule from the pods of ${client.name}.`,
    }),
  )
}

export const NETWORK_POLICY_CHECKS: readonly Check[] = [
  {
    code: 'networkpolicy-cuts-dependency',
    severity: 'may-crash',
    title: 'A NetworkPolicy closes the way to a Service that a workload of the files talks to',
    happens:
      'Connections hang and fail: dial tcp 10.96.0.12:5432: i/o timeout, connect ETIMEDOUT; the program ends, or never gets ready. (Only where the network plugin enforces policies.)',
    fix: 'Add a rule that allows it.',
    aliases: [],
    find: inKinds(['NetworkPolicy'], cutsDependency),
  },
]
