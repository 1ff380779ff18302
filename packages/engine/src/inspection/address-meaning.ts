import { blockedOn } from '../causes/network-policy.ts'
import { Inventory } from '../evidence/inventory.ts'
import type { Pod } from '../evidence/kube.ts'
import type { NameObservation, PortObservation } from '../evidence/inspection.ts'
import { destinationOf, type Destination } from '../evidence/services.ts'
import type { Snapshot } from '../evidence/snapshot.ts'

/** What a look-up or a connection means for somebody who has to mend it: a sentence, or null where it is well. */
export function addressMeaning(
  snapshot: Snapshot,
  pod: Pod,
  observation: NameObservation | PortObservation,
): string | null {
  const inventory = new Inventory(snapshot)
  const destination = destinationOf(inventory, pod.metadata.namespace ?? '', {
    host: observation.host,
    ...(observation.kind === 'port' ? { port: observation.port } : {}),
  })
  return observation.kind === 'name'
    ? nameMeaning(inventory, destination, observation)
    : portMeaning({ inventory, pod, destination, observation })
}

const nameMeaning = (
  inventory: Inventory,
  destination: Destination | null,
  { state, host, servers }: NameObservation,
): string | null => {
  switch (state) {
    case 'resolves':
    case 'unknown':
      return null
    case 'no-answer':
      return `The DNS server ${servers.join(', ')} gave no answer: it is down, or a NetworkPolicy of this pod lets nothing out to port 53.`
    case 'server-failed':
      return 'The DNS server answered with a failure: look at its own log (CoreDNS: kubectl logs -n kube-system -l k8s-app=kube-dns).'
    case 'no-such-name':
      return noSuchName(inventory, destination, host)
  }
}

const noSuchName = (
  inventory: Inventory,
  destination: Destination | null,
  host: string,
): string => {
  if (destination?.service)
    return `Service ${destination.namespace}/${destination.name} exists, but DNS does not know ${host}: a headless Service without ready pods has no name, and neither does a cluster domain that is misspelt.`
  const name = destination?.name ?? host.split('.')[0] ?? host
  const elsewhere = inventory.all('Service').find(({ object }) => object.metadata.name === name)
  const namespace = elsewhere?.object.metadata.namespace
  if (namespace)
    return `Service ${name} is in namespace ${namespace}: the name would be ${name}.${namespace}.`
  if (!destination && host.split('.').length <= 2)
    return `There is no Service of this name${host.includes('.') ? '' : " in the pod's namespace"}: the name is wrong, or the Service is missing.`
  return destination
    ? `There is no Service ${name} in namespace ${destination.namespace}: the name is wrong, or the Service is missing.`
    : 'No DNS server knows this name: it is misspelt, or does not exist any more.'
}

interface PortCase {
  readonly inventory: Inventory
  readonly pod: Pod
  readonly destination: Destination | null
  readonly observation: PortObservation
}

const portMeaning = ({ inventory, pod, destination, observation }: PortCase): string | null => {
  if (
    observation.state === 'connects' ||
    observation.state === 'unresolved' ||
    observation.state === 'unknown'
  )
    return null
  const problem = destination && serviceWords(destination)
  if (problem) return problem
  const blocked = destination && blockedOn(inventory, pod, destination)
  if (blocked)
    return `NetworkPolicy ${blocked.policy.object.metadata.name ?? ''} does not allow this connection (${blocked.direction} of ${blocked.whom}).`
  switch (observation.state) {
    case 'refused':
      return destination?.service
        ? `The pods behind Service ${destination.name} answer, but nothing listens on the port that it leads to.`
        : 'The machine answers, but nothing listens on this port: the port is wrong, or the program there is down.'
    case 'timeout':
      return destination
        ? 'Packets get no answer: a NetworkPolicy or firewall drops them, or the Service has no such port.'
        : 'Packets get no answer: a firewall or security group drops them, or the address is wrong.'
    case 'no-route':
      return 'No way leads to this address: the pod behind it is gone, its node is down, or the address is wrong.'
  }
}

/** What is wrong with the Service behind the address, as the objects say it. */
const serviceWords = (destination: Destination): string | null => {
  const { name, namespace, problem, port } = destination
  switch (problem?.kind) {
    case undefined:
      return null
    case 'no-such-service':
      return `There is no Service ${name} in namespace ${namespace}.`
    case 'scaled-to-zero':
      return `Service ${name} has no endpoints: ${problem.workload.object.kind} ${problem.workload.object.metadata.name ?? ''} is scaled to 0.`
    case 'selector-matches-nothing':
      return `Service ${name} has no endpoints: its selector matches no pod.`
    case 'no-such-port':
      return `Service ${name} has no port ${port}: it has ${problem.ports.join(', ')}.`
    case 'target-port-not-listened':
      return `Service ${name} leads to port ${problem.targetPort}, which its pods do not name.`
    case 'pods-not-ready':
      return `Service ${name} has no ready endpoint: no pod behind it is ready.`
  }
}
