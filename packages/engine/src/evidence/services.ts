import type { Inventory } from './inventory.ts'
import { podSpecOf } from './inventory.ts'
import type { Container, EnvVar, KubeObject, Pod } from './kube.ts'
import type { SnapshotObject } from './snapshot.ts'

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>
  readonly clusterIP?: string
  readonly type?: string
  readonly externalName?: string
  readonly ports?: readonly {
    readonly name?: string
    readonly port?: number
    readonly targetPort?: number | string
  }[]
}

/** Why a Service does not lead anywhere, worked out from the objects. */
export type ServiceProblem =
  | { readonly kind: 'no-such-service' }
  | { readonly kind: 'scaled-to-zero'; readonly workload: SnapshotObject }
  | { readonly kind: 'selector-matches-nothing'; readonly nearest: SnapshotObject | null }
  | { readonly kind: 'no-such-port'; readonly ports: readonly number[] }
  | {
      readonly kind: 'target-port-not-listened'
      readonly targetPort: number | string
      readonly containerPorts: readonly number[]
    }
  | { readonly kind: 'pods-not-ready'; readonly pods: readonly SnapshotObject[] }

/** Where a host name of a log or a setting leads in the cluster. */
export interface Destination {
  readonly host: string
  readonly port: number | null
  readonly namespace: string
  readonly name: string
  readonly service: SnapshotObject | null
  /** Pods that the Service's selector matches, or the one that the address names. */
  readonly pods: readonly SnapshotObject[]
  /** Controllers whose template the selector matches, also those scaled to zero. */
  readonly controllers: readonly SnapshotObject[]
  readonly problem: ServiceProblem | null
}

const CLUSTER_NAME = /^(?:[a-z0-9-]+\.)?([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?\.?$/
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** Null where the address is none of the cluster's: an outside host, or a name without any sign of a Service. */
export function destinationOf(
  inventory: Inventory,
  from: string,
  { host, port }: { readonly host: string; readonly port?: string | number | undefined },
): Destination | null {
  const name = host.toLowerCase().replace(/\.$/, '')
  const number = Number(port)
  const wanted = Number.isInteger(number) && number > 0 ? number : null
  if (IPV4.test(name)) return byAddress(inventory, name, wanted)
  const place = placeOf(inventory, from, name)
  if (!place) return null
  const service = inventory.get('Service', place.namespace, place.name)
  return describe(inventory, { host, port: wanted, ...place, service })
}

interface Place {
  readonly namespace: string
  readonly name: string
}

const placeOf = (inventory: Inventory, from: string, host: string): Place | null => {
  const full = CLUSTER_NAME.exec(host)
  if (full?.[1] && full[2]) return { name: full[1], namespace: full[2] }
  const labels = host.split('.')
  const [first, second] = labels
  if (!first) return null
  if (labels.length === 1)
    return inventory.knows('Service', from) ? { name: first, namespace: from } : null
  if (labels.length === 2 && second) {
    if (inventory.get('Service', second, first)) return { name: first, namespace: second }
    // `pod-0.headless`: a StatefulSet's pod behind its governing Service.
    if (inventory.get('Service', from, second) || inventory.get('Pod', from, first))
      return { name: second, namespace: from }
  }
  return null
}

const byAddress = (inventory: Inventory, ip: string, port: number | null): Destination | null => {
  const service = inventory
    .all('Service')
    .find(({ object }) => serviceSpec(object).clusterIP === ip)
  if (service) {
    const { name = '', namespace = '' } = service.object.metadata
    return describe(inventory, { host: ip, port, name, namespace, service })
  }
  const [pod] = inventory.podsAt(ip)
  if (!pod) return null
  const { name = '', namespace = '' } = pod.pod.metadata
  return {
    host: ip,
    port,
    namespace,
    name,
    service: null,
    pods: [pod.entry],
    controllers: [],
    problem: null,
  }
}

interface Address extends Place {
  readonly host: string
  readonly port: number | null
  readonly service: SnapshotObject | null
}

const describe = (inventory: Inventory, address: Address): Destination => {
  const { namespace, service } = address
  if (!service) {
    const known = inventory.knows('Service', namespace)
    return {
      ...address,
      pods: [],
      controllers: [],
      problem: known ? { kind: 'no-such-service' } : null,
    }
  }
  const { selector } = serviceSpec(service.object)
  const pods = selector
    ? inventory
        .inNamespace('Pod', namespace)
        .filter(({ object }) => matches(selector, object.metadata.labels))
    : []
  const controllers = selector ? controllersMatching(inventory, namespace, selector) : []
  return {
    ...address,
    pods,
    controllers,
    problem: problemOf(inventory, { ...address, service, pods, controllers }),
  }
}

/** The spec of a Service, empty where it has none. */
export function serviceSpec(service: KubeObject): ServiceSpec {
  return (service['spec'] as ServiceSpec | undefined) ?? {}
}

/** Whether labels hold every pair of a selector. A Service without a selector selects nothing. */
export function matches(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const wanted = Object.entries(selector)
  return wanted.length > 0 && wanted.every(([label, value]) => labels?.[label] === value)
}

const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const

const templateLabels = (object: KubeObject): Readonly<Record<string, string>> | undefined =>
  (object['spec'] as { template?: { metadata?: { labels?: Record<string, string> } } } | undefined)
    ?.template?.metadata?.labels

const controllersMatching = (
  inventory: Inventory,
  namespace: string,
  selector: Readonly<Record<string, string>>,
): readonly SnapshotObject[] =>
  CONTROLLERS.flatMap((kind) =>
    inventory
      .inNamespace(kind, namespace)
      .filter(({ object }) => matches(selector, templateLabels(object))),
  ).filter(({ object }) => object.kind !== 'ReplicaSet' || !object.metadata.ownerReferences?.length)

interface Found extends Address {
  readonly service: SnapshotObject
  readonly pods: readonly SnapshotObject[]
  readonly controllers: readonly SnapshotObject[]
}

const problemOf = (inventory: Inventory, found: Found): ServiceProblem | null => {
  const { service, pods, controllers, port, namespace } = found
  const { selector, ports = [], type, clusterIP } = serviceSpec(service.object)
  if (!selector || type === 'ExternalName') return null
  const replicas = (object: KubeObject): number | undefined =>
    (object['spec'] as { replicas?: number } | undefined)?.replicas
  const numbers = ports.flatMap(({ port }) => (port === undefined ? [] : [port]))
  if (pods.length === 0) {
    const asleep = controllers.find(({ object }) => replicas(object) === 0)
    if (asleep) return { kind: 'scaled-to-zero', workload: asleep }
    if (controllers.length === 0 && inventory.knows('Pod', namespace))
      return { kind: 'selector-matches-nothing', nearest: nearestTo(inventory, namespace, service) }
    return null
  }
  // A headless Service resolves to the pods themselves: any port that they listen on answers.
  if (port !== null && clusterIP !== 'None' && numbers.length > 0 && !numbers.includes(port))
    return { kind: 'no-such-port', ports: numbers }
  const target = targetProblem(found)
  if (target) return target
  return pods.every(({ object }) => !isReady(object as Pod))
    ? { kind: 'pods-not-ready', pods }
    : null
}

const targetProblem = ({ service, pods, port }: Found): ServiceProblem | null => {
  const { ports = [] } = serviceSpec(service.object)
  const entry = ports.find((candidate) => candidate.port === port)
  const pod = pods[0]?.object as Pod | undefined
  if (!entry || !pod) return null
  const declared = (pod.spec?.containers ?? []).flatMap((container) => container.ports ?? [])
  const target = entry.targetPort ?? entry.port ?? 0
  const named = declared.some(
    ({ name, containerPort }) => name === target || containerPort === target,
  )
  const containerPorts = declared.flatMap(({ containerPort }) =>
    containerPort === undefined ? [] : [containerPort],
  )
  // A number that no container declares may still be listened on: declaring ports is optional. A name must exist.
  return typeof target === 'string' && !named
    ? { kind: 'target-port-not-listened', targetPort: target, containerPorts }
    : null
}

const isReady = (pod: Pod): boolean =>
  (pod.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True')

/** The controller that a Service most likely means: same name, or a name that contains it. */
const nearestTo = (
  inventory: Inventory,
  namespace: string,
  service: SnapshotObject,
): SnapshotObject | null => {
  const name = service.object.metadata.name ?? ''
  const all = CONTROLLERS.flatMap((kind) => inventory.inNamespace(kind, namespace))
  return (
    all.find(({ object }) => object.metadata.name === name) ??
    all.find(({ object }) => object.metadata.name?.includes(name)) ??
    null
  )
}

const HOST_PORT =
  /(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/@,;'"]*@)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9-]+)*)(?::(\d{2,5}))?/gi

/** Addresses of the cluster's own Services that a container's settings name: env values, args, and ConfigMaps that it reads. */
export function namedDestinations(
  inventory: Inventory,
  namespace: string,
  container: Container | null,
): readonly Destination[] {
  if (!container) return []
  const texts = [
    ...(container.env ?? []).map((env) => envValue(inventory, namespace, env)),
    ...(container.args ?? []),
    ...(container.command ?? []),
    ...(container.envFrom ?? []).flatMap(({ configMapRef }) =>
      Object.values(configData(inventory, namespace, configMapRef?.name)),
    ),
  ]
  const seen = new Set<string>()
  return texts
    .flatMap((text) => addressesIn(text))
    .flatMap(({ host, port }) => {
      if (seen.has(host)) return []
      seen.add(host)
      const destination = destinationOf(inventory, namespace, { host, port })
      return destination?.service ? [destination] : []
    })
}

const addressesIn = (text: string): readonly { host: string; port: string | undefined }[] =>
  [...text.slice(0, 4000).matchAll(HOST_PORT)].flatMap(([, host, port]) =>
    host ? [{ host, port }] : [],
  )

/**
 * The text of a variable: its value, or that of the ConfigMap key it names; '' for what a snapshot does not hold,
 * such as Secrets.
 */
export function envValue(
  inventory: Inventory,
  namespace: string,
  { value, valueFrom }: EnvVar,
): string {
  if (value !== undefined) return value
  const ref = valueFrom?.configMapKeyRef
  return (ref?.key && configData(inventory, namespace, ref.name)[ref.key]) || ''
}

/** The texts of a ConfigMap by key; empty where the snapshot does not have it. */
export function configData(
  inventory: Inventory,
  namespace: string,
  name: string | undefined,
): Readonly<Record<string, string>> {
  return (
    (name
      ? (inventory.get('ConfigMap', namespace, name)?.object['data'] as
          Record<string, string> | undefined)
      : undefined) ?? {}
  )
}

/** Containers of the workload as its newest template has them, for a controller; of the pod itself for a pod. */
export function containersIn(object: KubeObject): readonly Container[] {
  return podSpecOf(object)?.containers ?? []
}

/** The port of the pod that an address leads to, after the Service's translation; null where neither tells. */
export function targetPortOf({ service, port }: Destination, target: Pod): number | null {
  const entry = service
    ? serviceSpec(service.object).ports?.find((candidate) => candidate.port === port)
    : undefined
  const wanted = entry?.targetPort ?? port
  if (typeof wanted === 'number') return wanted
  const declared = (target.spec?.containers ?? []).flatMap(({ ports }) => ports ?? [])
  return declared.find(({ name }) => name === wanted)?.containerPort ?? null
}
