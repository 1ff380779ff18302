import type { CaseFile } from '../case/case-file.ts'
import type { PodSpec } from '../evidence/kube.ts'
import { namedContainerPatch, patchFix } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

/** A port of the node that a pod of something else has: the next one that none of the known pods has. */
export const hostPort: Correction = (file, lead) => {
  if (!/didn't have free ports/.test(saidWords(file, lead)) || file.podSpec?.hostNetwork) return []
  const taken = takenPorts(file)
  for (const container of file.podSpec?.containers ?? [])
    for (const port of container.ports ?? []) {
      const rival = port.hostPort === undefined ? undefined : taken.get(port.hostPort)
      if (!port.hostPort || rival === undefined) continue
      const free = freePort(port.hostPort, taken)
      return [
        patchFix(file, {
          id: 'port-in-use/host-port',
          title: `Take port ${free} of the node instead of ${port.hostPort}, which pod ${rival} has: callers have to know`,
          patch: namedContainerPatch(file, container.name, {
            ports: [{ containerPort: port.containerPort, hostPort: free }],
          }),
          risk: 'medium',
        }),
      ]
    }
  return []
}

/** Ports of nodes by the pod that has them: those of other workloads. */
const takenPorts = ({ inventory, failing }: CaseFile): ReadonlyMap<number, string> =>
  new Map(
    inventory.pods
      .filter(({ pod }) => {
        const { kind, name } = inventory.workloadOf(pod)
        const isOwn = kind === failing.workload.kind && name === failing.workload.name
        return pod.spec?.nodeName !== undefined && !isOwn
      })
      .flatMap(({ pod }) =>
        portsOf(pod.spec).map(
          (port) => [port, `${pod.metadata.namespace}/${pod.metadata.name}`] as const,
        ),
      ),
  )

const portsOf = (spec: PodSpec | undefined): readonly number[] =>
  (spec?.containers ?? [])
    .flatMap(({ ports = [] }) => ports)
    .flatMap(
      ({ hostPort: port, containerPort }) => port ?? (spec?.hostNetwork ? containerPort : []) ?? [],
    )

const freePort = (from: number, taken: ReadonlyMap<number, string>): number => {
  const steps = Array.from({ length: 100 }, (_, index) => from + index + 1)
  return steps.find((port) => port < 65_536 && !taken.has(port)) ?? from + 1
}
