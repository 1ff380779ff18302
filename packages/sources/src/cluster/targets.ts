import type { KubeObject } from '@unloop/engine/evidence'
import { SourceError } from '../errors.ts'
import type { Target } from './options.ts'

/** Kinds that can be named on the command line, with the names that kubectl takes for them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Pod: ['pod', 'pods', 'po'],
  Deployment: ['deployment', 'deployments', 'deploy'],
  StatefulSet: ['statefulset', 'statefulsets', 'sts'],
  DaemonSet: ['daemonset', 'daemonsets', 'ds'],
  ReplicaSet: ['replicaset', 'replicasets', 'rs'],
  Job: ['job', 'jobs'],
  CronJob: ['cronjob', 'cronjobs', 'cj'],
}

/** The kind that a name stands for (`deploy`, `deployment.apps`), or null. */
export function kindOf(name: string): string | null {
  const plain = name.toLowerCase().split('.')[0] ?? ''
  return Object.entries(NAMES).find(([, names]) => names.includes(plain))?.[0] ?? null
}

const unknownKind = (target: Target): SourceError =>
  new SourceError({
    code: 'not-found',
    where: `${target.kind}/${target.name}`,
    message: `${target.kind} is no kind that has pods. Name one of ${Object.keys(NAMES).join(', ').toLowerCase()}.`,
  })

/** Fails where a workload that the user named is not among the objects that were read. */
export function assertTargets(
  targets: readonly Target[],
  objects: readonly KubeObject[],
  where: string,
): void {
  for (const target of targets) {
    const kind = kindOf(target.kind)
    if (kind === null) throw unknownKind(target)
    if (objects.some((object) => object.kind === kind && object.metadata.name === target.name))
      continue
    throw new SourceError({
      code: 'not-found',
      where: `${target.kind}/${target.name}`,
      message: `${kind} ${target.name} does not exist in ${where}. Check its name, -n and --context.`,
    })
  }
}
