import { sh } from '@unloop/engine/commands'
import type { KubeObject } from '@unloop/engine/evidence'
import type { Fix, Incident, Patch } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import {
  createObject,
  mustRead,
  patchObject,
  readObject,
  refOf,
  type ObjectRef,
} from '../cluster/objects.ts'
import { RemedyError } from '../errors.ts'
import { applyPatch } from '../patch/apply-patch.ts'
import { isList, isObject, type Json } from '../patch/value.ts'
import { undoPatch } from './revision.ts'

/** One change of one object, tried by the API server beforehand. */
export type Step =
  | { readonly op: 'create'; readonly object: KubeObject; readonly warnings: readonly string[] }
  | {
      readonly op: 'patch'
      readonly patch: Patch
      readonly before: KubeObject
      readonly after: KubeObject
      readonly warnings: readonly string[]
    }
  /** Pods, Jobs and claims without a volume can't be changed: the object is deleted and made again. */
  | {
      readonly op: 'replace'
      readonly before: KubeObject
      readonly after: KubeObject
      readonly warnings: readonly string[]
    }

/** The steps of a fix, each tried with a server-side dry run; nothing is changed. */
export async function planSteps(
  api: ClusterApi,
  incident: Pick<Incident, 'namespace' | 'workload'>,
  fix: Fix,
): Promise<readonly Step[]> {
  const steps: Step[] = []
  for (const object of fix.create ?? []) {
    if ((await readObject(api, refOf(object))) !== null) continue
    const { warnings } = await createObject(api, object, { isDryRun: true })
    steps.push({ op: 'create', object, warnings })
  }
  for (const patch of fix.also ?? []) steps.push(await patchStep(api, patch))
  const { kind, name } = incident.workload
  const patch =
    fix.id === 'rollout-undo'
      ? await undoPatch(api, { kind, namespace: incident.namespace, name })
      : fix.patch
  if (patch !== null) steps.push(await patchStep(api, patch))
  return steps
}

/** The API server refuses changes of their templates (core/v1 and batch/v1: immutable fields). */
const REPLACED = new Set(['Pod', 'Job'])

/** A claim can't be changed but for its size (core/v1); one that waits for a volume holds nothing that could be lost. */
const isReplaced = ({ kind, ...object }: KubeObject): boolean => {
  const { phase } = (object['status'] ?? {}) as { phase?: string }
  return REPLACED.has(kind) || (kind === 'PersistentVolumeClaim' && phase === 'Pending')
}

const TRIES = 6

/** The status of a crash-looping workload changes by the second, and its version with it: tried again then. */
const patchStep = async (api: ClusterApi, patch: Patch): Promise<Step> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryPatch(api, patch)
    } catch (error) {
      if (!isConflict(error) || attempt >= TRIES) throw error
    }
  }
}

/** Somebody wrote the object between reading and writing it. */
export function isConflict(error: unknown): error is RemedyError {
  return error instanceof RemedyError && error.code === 'changed-meanwhile'
}

const tryPatch = async (api: ClusterApi, patch: Patch): Promise<Step> => {
  const before = await mustRead(api, patch.target)
  refusePaused(before)
  if (isReplaced(before) && !changesMetadataAlone(patch)) return replaceStep(api, before, patch)
  const guarded = withVersion(patch, before)
  const { object, warnings } = await patchObject(api, {
    ref: patch.target,
    patch: guarded,
    options: { isDryRun: true },
  })
  return { op: 'patch', patch, before, after: withKind(object, before), warnings }
}

/** Answers to a patch may lack what a list item lacks. */
const withKind = (object: KubeObject, { kind, apiVersion }: KubeObject): KubeObject => ({
  ...object,
  kind,
  ...(apiVersion ? { apiVersion } : {}),
})

const changesMetadataAlone = ({ body }: Patch): boolean =>
  isObject(body) && Object.keys(body).every((key) => key === 'metadata')

const refusePaused = (object: KubeObject): void => {
  const spec = object['spec'] as { paused?: boolean } | undefined
  if (object.kind !== 'Deployment' || !spec?.paused) return
  const { name, namespace } = object.metadata
  throw new RemedyError(
    'paused',
    `The rollout of Deployment ${name} is paused: somebody holds it on purpose, and a change would not reach its pods.`,
    `Resume it first: ${sh`kubectl rollout resume deployment/${name ?? ''} -n ${namespace ?? ''}`}.`,
  )
}

/** The patch with the version that it was made for: a concurrent change is never overwritten. */
export function withVersion(patch: Patch, { metadata }: KubeObject): Pick<Patch, 'type' | 'body'> {
  const { resourceVersion } = metadata as { resourceVersion?: string }
  const body = patch.body as Json
  if (isList(body))
    return {
      type: patch.type,
      body: [
        { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion ?? '' },
        ...body,
      ],
    }
  const own = isObject(body) && isObject(body['metadata']) ? body['metadata'] : {}
  return {
    type: patch.type,
    body: { ...(body as object), metadata: { ...own, resourceVersion: resourceVersion ?? '' } },
  }
}

const replaceStep = async (api: ClusterApi, before: KubeObject, patch: Patch): Promise<Step> => {
  const result = applyPatch(asNew(before), patch)
  if (result.kind === 'misfit')
    throw new RemedyError(
      'rejected',
      `The plan does not fit ${before.kind} ${before.metadata.name}: ${result.why}.`,
      'Choose another plan with --plan.',
    )
  const trial = {
    ...result.object,
    metadata: { ...result.object.metadata, name: `${before.metadata.name?.slice(0, 50)}-dry-run` },
  }
  const { warnings } = await createObject(api, trial, { isDryRun: true })
  return { op: 'replace', before, after: result.object, warnings }
}

/** Set by the API server, and refused or ignored in an object that is created. */
const SERVER_METADATA = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'managedFields',
  'selfLink',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generateName',
]
/** The Job controller adds them to its pods, and refuses a template that has them already for another Job. */
const JOB_LABELS = [
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'job-name',
]

/** An object as it was before the server filled it in, so that it can be made again. */
export function asNew(object: KubeObject): KubeObject {
  const { status: _, ...rest } = object
  const metadata = without(object.metadata as unknown as Fields, SERVER_METADATA)
  const made = { ...rest, metadata: { ...metadata, ...withoutJobLabels(metadata) } } as KubeObject
  if (object.kind === 'Job') return newJob(made)
  return object.kind === 'Pod' ? newPod(made) : made
}

type Fields = Readonly<Record<string, unknown>>

const without = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !names.includes(key)))

const withoutJobLabels = (metadata: Fields): Fields =>
  metadata['labels'] ? { labels: without(metadata['labels'] as Fields, JOB_LABELS) } : {}

const newJob = (job: KubeObject): KubeObject => {
  const spec = without(job['spec'] as Fields, ['selector', 'manualSelector'])
  const template = spec['template'] as { metadata?: Fields } | undefined
  const metadata = template?.metadata ?? {}
  return {
    ...job,
    spec: {
      ...spec,
      template: { ...template, metadata: { ...metadata, ...withoutJobLabels(metadata) } },
    },
  }
}

/** The projected volume of the ServiceAccount's token, which admission adds to every pod (KEP-1205). */
const TOKEN = /^kube-api-access-/

/** Without the node, and without the token volume that admission adds again. */
const newPod = (pod: KubeObject): KubeObject => {
  const spec = without(pod['spec'] as Fields, ['nodeName', 'priority', 'preemptionPolicy'])
  const withoutToken = (container: Fields): Fields => ({
    ...container,
    volumeMounts: ((container['volumeMounts'] ?? []) as readonly { name: string }[]).filter(
      ({ name }) => !TOKEN.test(name),
    ),
  })
  const lists = ['containers', 'initContainers'].flatMap((list) => {
    const containers = spec[list] as readonly Fields[] | undefined
    return containers ? [[list, containers.map(withoutToken)]] : []
  })
  const volumes = ((spec['volumes'] ?? []) as readonly { name: string }[]).filter(
    ({ name }) => !TOKEN.test(name),
  )
  return { ...pod, spec: { ...spec, ...Object.fromEntries(lists), volumes } }
}

/** The object that a step makes or changes. */
export function stepRef(step: Step): ObjectRef {
  return refOf(step.op === 'create' ? step.object : step.before)
}
