import { sh, type Command } from '../commands/sh.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Container, KubeObject } from '../evidence/kube.ts'
import type { Ask, Fix, FixPlace, Patch } from '../report/report.ts'
import { inNamespace, patchCommand, verifyRollout } from './commands.ts'

type Fields = Readonly<Record<string, unknown>>

/** Where the pod template stands in each kind that has one. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}

/** A strategic-merge patch of any object. */
export function objectPatch(target: Patch['target'], body: unknown): Patch {
  return {
    target: { kind: target.kind, namespace: target.namespace, name: target.name },
    type: 'strategic',
    body,
  }
}

/** Fields of the pod spec in the topmost owner's template. Null where the owner is not one of Kubernetes' own kinds. */
export function podPatch(file: CaseFile, fields: Fields): Patch | null {
  const { workload, namespace } = file.failing
  const path = TEMPLATES[workload.kind]
  if (!path || !workload.name) return null
  const body = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), fields)
  return objectPatch(
    { kind: workload.kind, namespace, name: workload.name },
    workload.kind === 'Job' ? asNewJob(fields) : body,
  )
}

/** A Job is made anew: what the Job controller generated for the old one must go. */
const asNewJob = (fields: Fields): unknown => ({
  spec: {
    selector: null,
    template: {
      metadata: {
        labels: { 'controller-uid': null, 'batch.kubernetes.io/controller-uid': null },
      },
      spec: fields,
    },
  },
})

/** Fields of the failing container, in the list that it stands in. */
export function containerPatch(file: CaseFile, fields: Fields): Patch | null {
  const name = file.failing.container?.name
  if (!name) return null
  return podPatch(file, { [containerList(file)]: [{ name, ...fields }] })
}

/** Fields of another container of the same pod. */
export function namedContainerPatch(file: CaseFile, name: string, fields: Fields): Patch | null {
  const isInit = file.podSpec?.initContainers?.some((container) => container.name === name)
  return podPatch(file, { [isInit ? 'initContainers' : 'containers']: [{ name, ...fields }] })
}

/** A volume that the pod does not have yet, and where it is mounted. */
export interface NewMount {
  readonly name: string
  /** What it is made of, as the volume states it: `{ emptyDir: {} }`. */
  readonly source: Fields
  readonly mountPath: string
  readonly readOnly?: true
}

/** New volumes, mounted into the failing container; `fields` of it change with them. */
export function mountPatch(
  file: CaseFile,
  mounts: readonly NewMount[],
  fields: Fields = {},
): Patch | null {
  const name = file.failing.container?.name
  if (!name) return null
  const volumes = mounts.map((mount) => ({ name: mount.name, ...mount.source }))
  const volumeMounts = mounts.map((mount) => ({
    name: mount.name,
    mountPath: mount.mountPath,
    ...(mount.readOnly ? { readOnly: true } : {}),
  }))
  return podPatch(file, { volumes, [containerList(file)]: [{ name, ...fields, volumeMounts }] })
}

/** An init container that runs before the failing one does, and what of the failing container and of the pod changes with it. */
export function preparedPatch(
  file: CaseFile,
  init: Fields & { readonly name: string },
  { pod, container }: { readonly pod: Fields; readonly container: Fields },
): Patch | null {
  const name = file.failing.container?.name
  if (!name) return null
  const own = { name, ...container }
  if (containerList(file) === 'containers')
    return podPatch(file, { ...pod, initContainers: [init], containers: [own] })
  const others = (file.podSpec?.initContainers ?? []).map((each) => ({ name: each.name }))
  return podPatch(file, {
    ...pod,
    // What is new goes to the end of a list, and init containers start in its order.
    '$setElementOrder/initContainers': [{ name: init.name }, ...others],
    initContainers: [init, own],
  })
}

/** Fields of every container of the pod, init containers too; those that `change` gives null for stay as they are. */
export function everyContainerPatch(
  file: CaseFile,
  change: (container: Container) => Fields | null,
): Patch | null {
  const lists = (['containers', 'initContainers'] as const).flatMap((list) => {
    const changed = (file.podSpec?.[list] ?? []).flatMap((container) => {
      const fields = change(container)
      return fields === null ? [] : [{ name: container.name, ...fields }]
    })
    return changed.length > 0 ? [[list, changed] as const] : []
  })
  return podPatch(file, Object.fromEntries(lists))
}

const containerList = (file: CaseFile): string =>
  file.failing.specField.startsWith('spec.initContainers') ||
  file.failing.container?.role === 'init'
    ? 'initContainers'
    : 'containers'

/** A fix that changes one object. */
export interface PatchFixOptions {
  readonly id: string
  readonly title: string
  readonly patch: Patch | null
  readonly where?: FixPlace
  readonly risk?: Fix['risk']
  /** Commands that show what the patch needs to know, before it. */
  readonly before?: readonly Command[]
  readonly verify?: string
  readonly create?: readonly KubeObject[]
  readonly asks?: readonly Ask[]
  readonly also?: readonly Patch[]
  readonly temporary?: true
}

/** A fix that is a patch, with the command that applies it; where an operator owns the workload, its resource is edited. */
export function patchFix(file: CaseFile, options: PatchFixOptions): Fix {
  const { id, title, patch, where = 'manifest', risk = 'low', before = [], verify } = options
  const { create, asks, also, temporary } = options
  const { kind, name } = file.failing.workload
  const at = inNamespace(file.failing.namespace)
  const command = patch ? patchCommand(patch) : sh`kubectl edit ${kind.toLowerCase()} ${name} ${at}`
  return {
    id,
    title,
    where,
    risk,
    commands: [...before, ...(also ?? []).map(patchCommand), command],
    patch,
    ...(also ? { also } : {}),
    ...(temporary ? { temporary } : {}),
    ...(create ? { create } : {}),
    ...(asks ? { asks } : {}),
    verify: verify ?? verifyRollout(file),
  }
}
