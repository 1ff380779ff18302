import { sh } from '../commands/sh.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Inventory } from '../evidence/inventory.ts'
import type { Pod } from '../evidence/kube.ts'
import { blockingPolicies, type Direction, type PolicyQuestion } from '../evidence/policies.ts'
import { destinationOf, targetPortOf, type Destination } from '../evidence/services.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { kubectl } from '../fixes/commands.ts'
import { allowFixes } from '../fixes/policy-fixes.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'

/** A NetworkPolicy blocks the way to a dependency, to DNS or to the probe. */
export const networkPolicy: Cause = {
  id: 'network-policy',
  explain: (_, { facts }) =>
    facts['direction'] === 'dns'
      ? `The NetworkPolicy ${facts['policy']} lets nothing out that it does not list, and it does not list DNS (port 53), so no name resolves. No log names a policy: its packets just get no answer.`
      : `The NetworkPolicy ${facts['policy']} isolates ${facts['whom']} and no rule allows this connection. No log names a policy: its packets just get no answer.`,
  find: (file) => [...blockedDependencies(file), ...blockedDns(file), ...blockedProbes(file)],
  fixes: (file, { facts }) => (facts['policy'] === undefined ? [look(file)] : allow(file, facts)),
}

/** Which policy it is has to be found first. */
const look = (file: CaseFile): Fix => ({
  id: 'network-policy/find',
  title: 'Find the NetworkPolicies that select this pod, and allow what it needs (DNS included)',
  where: 'manifest',
  risk: 'low',
  commands: [kubectl(file, 'get', 'networkpolicy', '-o', 'yaml')],
  patch: null,
  verify: 'The container connects, and its restart count stays level.',
})

const allow = (file: CaseFile, facts: Finding['facts']): readonly Fix[] => [
  ...allowFixes(file, facts),
  {
    id: 'network-policy/allow',
    title: `Allow the connection in NetworkPolicy ${facts['policy']}`,
    where: 'manifest',
    risk: 'low',
    commands: [
      sh`kubectl edit networkpolicy ${facts['policy'] ?? ''} -n ${facts['policyNamespace'] ?? ''}`,
      ...(file.podName ? [kubectl(file, 'get', 'networkpolicy', '-o', 'yaml')] : []),
    ],
    patch: null,
    verify:
      'The container connects: the line does not come back and its restart count stays level.',
  },
]

/** Dropped packets look like silence; some plugins reject instead, which looks like a refusal or an unreachable host. */
const SILENCE =
  /time(?:d)?[ -]?out|deadline exceeded|etimedout|no route to host|unreachable|ehostunreach/i

const blockedDependencies = (file: CaseFile): readonly Finding[] => {
  const pod = file.failing.pod?.pod
  if (!pod) return []
  return file.messages
    .filter(
      ({ cause, facts, weight }) =>
        cause === 'dependency-unreachable' && facts['host'] && weight >= 20,
    )
    .flatMap((message) => {
      const destination = destinationOf(file.inventory, file.failing.namespace, {
        host: message.facts['host'] ?? '',
        port: message.facts['port'],
      })
      if (!destination) return []
      const blocked = blockedOn(file.inventory, pod, destination)
      return blocked ? [policyFinding(file, message, blocked)] : []
    })
}

interface Blocked {
  readonly direction: Direction | 'dns'
  readonly policy: SnapshotObject
  readonly whom: string
}

/** The policy that keeps the pod from the destination's pods, on either side; null where none does. */
export function blockedOn(
  inventory: Inventory,
  pod: Pod,
  destination: Destination,
): Blocked | null {
  const target = destination.pods[0]?.object as Pod | undefined
  if (!target) return null
  const port = targetPortOf(destination, target)
  const out: PolicyQuestion = {
    direction: 'egress',
    pod,
    other: { pod: target, ip: target.status?.podIP ?? null },
    port,
    protocol: 'TCP',
  }
  const [egress] = blockingPolicies(inventory, out)
  if (egress) return { direction: 'egress', policy: egress, whom: `pod ${pod.metadata.name}` }
  const into: PolicyQuestion = {
    direction: 'ingress',
    pod: target,
    other: { pod, ip: pod.status?.podIP ?? null },
    port,
    protocol: 'TCP',
  }
  const [ingress] = blockingPolicies(inventory, into)
  return ingress
    ? { direction: 'ingress', policy: ingress, whom: `pod ${target.metadata.name}` }
    : null
}

const policyFinding = (
  file: CaseFile,
  message: Finding,
  { direction, policy, whom }: Blocked,
): Finding => {
  const name = policy.object.metadata.name ?? ''
  const silent = message.evidence.some(({ excerpt }) => SILENCE.test(excerpt))
  return {
    cause: 'network-policy',
    weight: silent ? message.weight + 14 : message.weight - 10,
    rule: `network-policy/${direction}`,
    title: `NetworkPolicy ${name} blocks ${direction === 'dns' ? 'DNS' : `the way to ${message.facts['host']}${message.facts['port'] ? `:${message.facts['port']}` : ''}`}`,
    evidence: [
      ...message.evidence.slice(0, 1),
      file.fromObject(policy, 'spec', policySummary(policy)),
      ...message.evidence.slice(1),
    ],
    facts: {
      ...message.facts,
      policy: name,
      policyNamespace: policy.object.metadata.namespace ?? '',
      direction,
      whom,
    },
  }
}

const policySummary = ({ object }: SnapshotObject): unknown => object['spec']

/** A look-up that gets no answer, from a pod whose egress rules leave out port 53. */
const blockedDns = (file: CaseFile): readonly Finding[] => {
  const pod = file.failing.pod?.pod
  if (!pod) return []
  const question = {
    direction: 'egress',
    pod,
    other: { pod: dnsPod(file), ip: null },
    port: 53,
    protocol: 'UDP',
  } as const
  const [policy] = blockingPolicies(file.inventory, question)
  if (!policy) return []
  return file.messages
    .filter(({ cause, weight }) => cause === 'dns-failure' && weight >= 20)
    .map((message) => ({
      ...policyFinding(file, message, {
        direction: 'dns',
        policy,
        whom: `pod ${pod.metadata.name}`,
      }),
      weight: message.weight + 12,
    }))
}

const dnsPod = (file: CaseFile): Pod | null => {
  const pods = file.inventory.inNamespace('Pod', 'kube-system')
  const found = pods.find(({ object }) => object.metadata.labels?.['k8s-app'] === 'kube-dns')
  // Where kube-system can't be read, the DNS server's pod is stood in for by its well-known label.
  return (
    (found?.object as Pod | undefined) ?? {
      kind: 'Pod',
      metadata: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    }
  )
}

/** Kubelets reach pods of their own node past most plugins' policies, but not all: only a probe that gets silence counts. */
const blockedProbes = (file: CaseFile): readonly Finding[] => {
  const pod = file.failing.pod?.pod
  const failure = file
    .eventsWhere('Unhealthy', /(?:i\/o timeout|deadline exceeded|no route to host)/)
    .at(-1)
  const address = /(?:tcp|https?:\/\/)\s?[\d.]+:(\d+)/.exec(failure?.message ?? '')
  if (!pod || !failure || !address) return []
  const [policy] = blockingPolicies(file.inventory, {
    direction: 'ingress',
    pod,
    other: { pod: null, ip: pod.status?.hostIP ?? null },
    port: Number(address[1]),
    protocol: 'TCP',
  })
  if (!policy) return []
  const message: Finding = {
    cause: 'network-policy',
    weight: 46,
    rule: '',
    title: '',
    evidence: [file.fromEvent(failure)],
    facts: { host: 'the probe', port: address[1] ?? '' },
  }
  return [
    {
      ...policyFinding(file, message, {
        direction: 'ingress',
        policy,
        whom: `pod ${pod.metadata.name}`,
      }),
      weight: 46,
    },
  ]
}
