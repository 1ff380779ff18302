import type { Inventory } from './inventory.ts'
import type { KubeObject, Pod } from './kube.ts'
import type { SnapshotObject } from './snapshot.ts'
import { matches } from './services.ts'

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key?: string
    readonly operator?: string
    readonly values?: readonly string[]
  }[]
}

interface Peer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] }
}

interface PolicyPort {
  readonly port?: number | string
  readonly endPort?: number
  readonly protocol?: string
}

interface Rule {
  readonly from?: readonly Peer[]
  readonly to?: readonly Peer[]
  readonly ports?: readonly PolicyPort[]
}

interface PolicySpec {
  readonly podSelector?: Selector
  readonly policyTypes?: readonly string[]
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
}

/** Seen from the pod whose policy it is. */
export type Direction = 'ingress' | 'egress'

/** One end of a connection: a pod of the cluster, or an address outside of it. */
export interface PolicyEnd {
  readonly pod: Pod | null
  readonly ip: string | null
}

/** May these two talk, as NetworkPolicies say (networking.k8s.io/v1)? */
export interface PolicyQuestion {
  readonly direction: Direction
  /** The pod whose policies decide. */
  readonly pod: Pod
  readonly other: PolicyEnd
  /** Port of the pod that is connected to, after the Service's translation; null asks for any port. */
  readonly port: number | null
  readonly protocol: 'TCP' | 'UDP'
}

/**
 * The NetworkPolicies that isolate the pod in this direction while none of them allows the connection
 * (networking.k8s.io/v1: rules add up, an isolated pod refuses what no rule allows). Empty where it is allowed.
 */
export function blockingPolicies(
  inventory: Inventory,
  question: PolicyQuestion,
): readonly SnapshotObject[] {
  const { pod, direction } = question
  const isolating = inventory
    .inNamespace('NetworkPolicy', pod.metadata.namespace ?? '')
    .filter(
      ({ object }) =>
        isolates(specOf(object), direction) &&
        selects(specOf(object).podSelector, pod.metadata.labels),
    )
  const allowed = isolating.some(({ object }) =>
    (specOf(object)[direction] ?? []).some((rule) => allows(inventory, rule, question)),
  )
  return allowed ? [] : isolating
}

const specOf = (object: KubeObject): PolicySpec => (object['spec'] as PolicySpec | undefined) ?? {}

/** Without `policyTypes` a policy is about ingress, and about egress where it has egress rules. */
const isolates = (spec: PolicySpec, direction: Direction): boolean => {
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress ? ['Egress'] : [])]
  return types.some((type) => type.toLowerCase() === direction)
}

const allows = (inventory: Inventory, rule: Rule, question: PolicyQuestion): boolean => {
  const peers = question.direction === 'ingress' ? rule.from : rule.to
  const peerFits = !peers?.length || peers.some((peer) => fits(inventory, peer, question))
  return peerFits && (!rule.ports?.length || rule.ports.some((port) => portFits(port, question)))
}

const portFits = (
  { port, endPort, protocol = 'TCP' }: PolicyPort,
  question: PolicyQuestion,
): boolean => {
  if (protocol !== question.protocol) return false
  if (port === undefined || question.port === null) return true
  if (typeof port === 'number')
    return endPort ? question.port >= port && question.port <= endPort : question.port === port
  const target = question.direction === 'ingress' ? question.pod : question.other.pod
  const declared = (target?.spec?.containers ?? []).flatMap(({ ports }) => ports ?? [])
  return declared.some(
    ({ name, containerPort }) => name === port && containerPort === question.port,
  )
}

const fits = (inventory: Inventory, peer: Peer, { pod, other }: PolicyQuestion): boolean => {
  if (peer.ipBlock) return other.ip !== null && inBlock(other.ip, peer.ipBlock)
  if (!other.pod) return false
  const namespace = other.pod.metadata.namespace ?? ''
  if (!peer.namespaceSelector) {
    return (
      namespace === (pod.metadata.namespace ?? '') &&
      selects(peer.podSelector, other.pod.metadata.labels)
    )
  }
  const labels = inventory.get('Namespace', '', namespace)?.object.metadata.labels ?? {
    'kubernetes.io/metadata.name': namespace,
  }
  return (
    selects(peer.namespaceSelector, labels) && selects(peer.podSelector, other.pod.metadata.labels)
  )
}

/** An empty or absent selector selects everything. */
export function selects(
  selector: Selector | undefined,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  const wanted = selector?.matchLabels ?? {}
  if (Object.keys(wanted).length > 0 && !matches(wanted, labels)) return false
  return (selector?.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
    const value = labels[key]
    if (operator === 'Exists') return value !== undefined
    if (operator === 'DoesNotExist') return value === undefined
    if (operator === 'NotIn') return value === undefined || !values.includes(value)
    return value !== undefined && values.includes(value)
  })
}

const inBlock = (ip: string, { cidr = '', except = [] }: NonNullable<Peer['ipBlock']>): boolean =>
  inCidr(ip, cidr) && !except.some((block) => inCidr(ip, block))

const inCidr = (ip: string, cidr: string): boolean => {
  const [base = '', bits = '32'] = cidr.split('/')
  const [a, b] = [ipv4(ip), ipv4(base)]
  if (a === null || b === null) return false
  const shift = 32 - Number(bits)
  return shift >= 32 || a >>> shift === b >>> shift
}

const ipv4 = (text: string): number | null => {
  const parts = text.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
    return null
  return parts.reduce((sum, part) => sum * 256 + part, 0) >>> 0
}
