import type { KubeObject, Pod } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import { createObject, evictPod, readObject, type ObjectRef } from '../cluster/objects.ts'
import { stepRef, type Step } from '../plan/steps.ts'
import { podsOf, restartsByPod } from '../proof/watch.ts'

/** The workload whose recovery proves a fix, with its pods as they were before. */
export interface Affected {
  readonly ref: ObjectRef
  readonly workload: KubeObject | null
  readonly pods: readonly Pod[]
  readonly baseline: ReadonlyMap<string, number>
}

/** Reads the workload of an incident. A kind that unloop does not know has neither an object nor pods here. */
export async function affectedBy(
  api: ClusterApi,
  { workload: { kind, name }, namespace }: Pick<Incident, 'workload' | 'namespace'>,
): Promise<Affected> {
  const ref = { kind, namespace, name }
  const workload = api.resourceOf(kind) === null ? null : await readObject(api, ref)
  const pods = workload === null ? [] : await podsOf(api, workload)
  return { ref, workload, pods, baseline: restartsByPod(pods) }
}

/** What became of the pods that still ran what was wrong. */
export interface Renewed {
  /** Uids of pods whose fate says nothing about the fix any more. */
  readonly replaced: ReadonlySet<string>
  /** Pods that a PodDisruptionBudget keeps. */
  readonly kept: readonly string[]
}

/** Kinds whose controller replaces pods by itself when the template changes, broken ones included. */
const ROLLS = new Set(['Deployment', 'ReplicaSet'])

/**
 * Gets rid of the pods that still run what was wrong. A changed Deployment does it itself. A StatefulSet waits for its broken
 * pod to become ready first (kubernetes.io/docs/concepts/workloads/controllers/statefulset, "Forced rollback"), and a changed
 * ConfigMap, Secret or Role reaches a pod in back-off late: those pods are evicted, and only those.
 */
export async function renewPods(
  api: ClusterApi,
  {
    incident,
    steps,
    affected,
  }: { readonly incident: Incident; readonly steps: readonly Step[]; readonly affected: Affected },
): Promise<Renewed> {
  const { ref, workload, pods } = affected
  const changed = steps.some((step) => {
    const { kind, name } = stepRef(step)
    return step.op !== 'create' && kind === ref.kind && name === ref.name
  })
  const all = new Set(pods.map(({ metadata }) => metadata.uid ?? ''))
  if (changed && (ROLLS.has(ref.kind) || ref.kind === 'Pod' || ref.kind === 'Job'))
    return { replaced: all, kept: [] }
  if (workload === null || ref.kind === 'Pod' || ref.kind === 'CronJob')
    return { replaced: new Set(), kept: [] }
  if (!changed) await othersReady(api, { ref, steps })
  const broken = pods.filter(({ metadata }) => incident.pods.includes(metadata.name ?? ''))
  const gone = new Set<string>()
  const kept: string[] = []
  for (const { metadata } of broken) {
    if (await evictPod(api, ref.namespace, metadata.name ?? '')) gone.add(metadata.uid ?? '')
    else kept.push(metadata.name ?? '')
  }
  return { replaced: changed ? all : gone, kept }
}

const READY_MS = 60_000

/** What was started for it is waited for, so that its pods do not fail once more while that comes up. */
const othersReady = async (
  api: ClusterApi,
  { ref, steps }: { readonly ref: ObjectRef; readonly steps: readonly Step[] },
): Promise<void> => {
  const others = steps
    .map(stepRef)
    .filter(({ kind, name }) => WITH_REPLICAS.has(kind) && name !== ref.name)
  const until = api.timing.now() + READY_MS
  for (const other of others)
    while (api.timing.now() < until && !isReady(await readObject(api, other)))
      await api.timing.sleep(1000)
}

const WITH_REPLICAS = new Set(['Deployment', 'StatefulSet'])

const isReady = (object: KubeObject | null): boolean => {
  const { replicas = 1 } = (object?.['spec'] ?? {}) as { readonly replicas?: number }
  const { readyReplicas = 0 } = (object?.['status'] ?? {}) as { readonly readyReplicas?: number }
  return readyReplicas >= replicas
}

/**
 * Pods that the fix made and that its undoing leaves behind. A StatefulSet waits for its broken pod to become ready before it
 * goes back, and a ConfigMap, Secret or Role that is as it was does not reach a running pod: those are evicted.
 */
export async function settlePods(
  api: ClusterApi,
  {
    ref,
    baseline,
    steps,
  }: Pick<Affected, 'ref' | 'baseline'> & { readonly steps: readonly Step[] },
): Promise<void> {
  if (ref.kind === 'CronJob' || ref.kind === 'Job' || ref.kind === 'Pod') return
  const workload = api.resourceOf(ref.kind) === null ? null : await readObject(api, ref)
  const isRolled =
    ROLLS.has(ref.kind) &&
    steps.some((step) => stepRef(step).kind === ref.kind && stepRef(step).name === ref.name)
  if (workload === null || isRolled) return
  for (const { metadata } of await podsOf(api, workload))
    if (!baseline.has(metadata.uid ?? '') && !metadata.deletionTimestamp)
      await evictPod(api, ref.namespace, metadata.name ?? '').catch(() => false)
}

/** A CronJob proves itself by a run: one is started at once, as `kubectl create job --from` does. */
export async function startRun(
  api: ClusterApi,
  cronJob: KubeObject,
  id: string,
): Promise<ObjectRef> {
  const { name = '', namespace = '', uid } = cronJob.metadata
  const template = (cronJob['spec'] as { jobTemplate?: { metadata?: object; spec?: object } })
    .jobTemplate
  const job: KubeObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...(template?.metadata as object),
      name: `${name.slice(0, 40)}-unloop-${id.slice(0, 15).toLowerCase()}`,
      namespace,
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name,
          ...(uid ? { uid } : {}),
          controller: true,
        },
      ],
    },
    spec: template?.spec,
  }
  await createObject(api, job, { isDryRun: false })
  return { kind: 'Job', namespace, name: job.metadata.name ?? '' }
}
