import { sh } from '../commands/sh.ts'
import { destinationOf, targetPortOf } from '../evidence/services.ts'
import type { KubeObject, Pod } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { inNamespace } from './commands.ts'

type Labels = Readonly<Record<string, string>>

const NAMESPACE_LABEL = 'kubernetes.io/metadata.name'
/** Labels that controllers put on each pod anew. */
const OF_REVISION =
  /^(?:pod-template-hash|controller-revision-hash|pod-template-generation|statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/.*|job-name|controller-uid)$/

/**
 * One more NetworkPolicy that allows just this connection: policies add up (networking.k8s.io/v1), so that the one that
 * blocks stays as its owner wrote it.
 */
export function allowFixes(
  file: CaseFile,
  { direction, host, port, policy = '' }: Readonly<Record<string, string | undefined>>,
): readonly Fix[] {
  const pod = file.failing.pod?.pod
  const client = pod ? labelsOf(pod) : {}
  if (!pod || Object.keys(client).length === 0) return []
  const { namespace, workload } = file.failing
  if (direction === 'dns')
    return [
      allow(file, {
        policy,
        what: 'DNS (port 53)',
        object: policyObject(`${workload.name}-to-dns`, namespace, {
          podSelector: { matchLabels: client },
          policyTypes: ['Egress'],
          egress: [
            {
              ports: [
                { port: 53, protocol: 'UDP' },
                { port: 53, protocol: 'TCP' },
              ],
            },
          ],
        }),
      }),
    ]
  const destination = host ? destinationOf(file.inventory, namespace, { host, port }) : null
  const target = destination?.pods[0]?.object as Pod | undefined
  const number = destination && target ? targetPortOf(destination, target) : null
  if (!destination || !target || number === null) return []
  const server = labelsOf(target)
  const ports = [{ port: number, protocol: 'TCP' }]
  const object =
    direction === 'egress'
      ? policyObject(`${workload.name}-to-${destination.name}`, namespace, {
          podSelector: { matchLabels: client },
          policyTypes: ['Egress'],
          egress: [{ to: [peer(server, destination.namespace)], ports }],
        })
      : policyObject(`${destination.name}-from-${workload.name}`, destination.namespace, {
          podSelector: { matchLabels: server },
          policyTypes: ['Ingress'],
          ingress: [{ from: [peer(client, namespace)], ports }],
        })
  return [allow(file, { policy, what: `${destination.name}:${number}`, object })]
}

const labelsOf = ({ metadata }: Pod): Labels =>
  Object.fromEntries(
    Object.entries(metadata.labels ?? {}).filter(([key]) => !OF_REVISION.test(key)),
  )

const peer = (labels: Labels, namespace: string) => ({
  podSelector: { matchLabels: labels },
  namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } },
})

const policyObject = (name: string, namespace: string, spec: unknown): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: name.slice(0, 253), namespace },
  spec,
})

interface Allowance {
  readonly policy: string
  /** What becomes reachable. */
  readonly what: string
  readonly object: KubeObject
}

const allow = (file: CaseFile, { policy, what, object }: Allowance): Fix => ({
  id: 'network-policy/allow-one',
  title: `Allow just this connection, ${what}, by a NetworkPolicy of its own beside ${policy}`,
  where: 'manifest',
  risk: 'low',
  commands: [
    sh`kubectl get networkpolicy ${inNamespace(object.metadata.namespace ?? file.failing.namespace)}`,
  ],
  patch: null,
  create: [object],
  verify: 'The container connects: the line does not come back and its restart count stays level.',
})
