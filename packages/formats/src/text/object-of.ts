import type { KubeObject, SnapshotObject } from '@unloop/engine/evidence'
import type { ContainerDraft, ObjectDraft } from './draft.ts'
import type { Cite, Tree } from './tree.ts'

const API_VERSIONS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
}

/** The object that the lines of a draft add up to; none for descriptions of things that are no evidence. */
export function objectOf(draft: ObjectDraft): readonly SnapshotObject[] {
  if (draft.kind === 'Unknown' || draft.kind === 'Custom') return []
  const fields: Record<string, Cite> = Object.fromEntries(draft.cites)
  const { spec, status } =
    draft.kind === 'Pod' ? podParts(draft, fields) : workloadParts(draft, fields)
  const metadata = {
    ...(draft.tree['metadata'] as Tree | undefined),
    ...(draft.name === null ? {} : { name: draft.name }),
    ...(draft.namespace === null ? {} : { namespace: draft.namespace }),
  }
  const object: KubeObject = {
    apiVersion: API_VERSIONS[draft.kind] ?? 'v1',
    kind: draft.kind,
    metadata,
    ...(Object.keys(spec).length === 0 ? {} : { spec }),
    ...(Object.keys(status).length === 0 ? {} : { status }),
  }
  return [
    { object, origin: { source: draft.source, line: draft.line.number }, partial: true, fields },
  ]
}

interface Parts {
  readonly spec: Tree
  readonly status: Tree
}

function podParts(draft: ObjectDraft, fields: Record<string, Cite>): Parts {
  const spec: Tree = { ...(draft.tree['spec'] as Tree | undefined) }
  const status: Tree = { ...(draft.tree['status'] as Tree | undefined) }
  for (const init of [true, false]) {
    const containers = draft.containers.filter((container) => container.init === init)
    if (containers.length === 0) continue
    const specs = init ? 'initContainers' : 'containers'
    const statuses = init ? 'initContainerStatuses' : 'containerStatuses'
    const specified = containers.filter((c) => c.name !== '' || Object.keys(c.spec).length > 0)
    if (specified.length > 0) spec[specs] = specified.map((c) => ({ name: c.name, ...c.spec }))
    const known = containers.filter((c) => Object.keys(c.status).length > 0)
    if (known.length > 0) status[statuses] = known.map((c) => ({ name: c.name, ...c.status }))
    for (const c of containers) {
      citeContainer(c, fields, {
        spec: `spec.${specs}[${specified.indexOf(c)}]`,
        status: `status.${statuses}[${known.indexOf(c)}]`,
      })
    }
  }
  return { spec, status }
}

function workloadParts(draft: ObjectDraft, fields: Record<string, Cite>): Parts {
  const spec: Tree = { ...(draft.tree['spec'] as Tree | undefined) }
  const status: Tree = { ...(draft.tree['status'] as Tree | undefined) }
  if (draft.containers.length === 0) return { spec, status }
  const template: Tree = {}
  for (const init of [true, false]) {
    const containers = draft.containers.filter((container) => container.init === init)
    if (containers.length === 0) continue
    const list = init ? 'initContainers' : 'containers'
    template[list] = containers.map((c) => ({ name: c.name, ...c.spec }))
    containers.forEach((c, index) => {
      citeContainer(c, fields, { spec: `spec.template.spec.${list}[${index}]`, status: '' })
    })
  }
  return { spec: { ...spec, template: { spec: template } }, status }
}

function citeContainer(
  container: ContainerDraft,
  fields: Record<string, Cite>,
  prefix: { readonly spec: string; readonly status: string },
): void {
  for (const [path, cite] of container.cites) {
    const [part = '', ...rest] = path.split('.')
    const base = part === 'spec' ? prefix.spec : prefix.status
    if (base !== '') fields[`${base}.${rest.join('.')}`] = cite
  }
}

/**
 * Puts objects that were pasted as YAML or JSON beside those gathered from tables and descriptions. Where both are one pod,
 * the written one stays, with the status of the other if it has none.
 */
export function joinWritten(
  gathered: readonly SnapshotObject[],
  written: readonly SnapshotObject[],
): readonly SnapshotObject[] {
  const rest = [...gathered]
  const joined = written.map((one) => {
    const index = rest.findIndex((other) => isSame(one.object, other.object))
    if (index === -1) return one
    const [other] = rest.splice(index, 1)
    return other === undefined || one.object['status'] !== undefined ? one : withStatus(one, other)
  })
  return [...rest, ...joined]
}

function isSame(a: KubeObject, b: KubeObject): boolean {
  if (a.kind !== b.kind || a.metadata.name === undefined) return false
  const { namespace } = a.metadata
  const sameNamespace = namespace === b.metadata.namespace || !namespace || !b.metadata.namespace
  return a.metadata.name === b.metadata.name && sameNamespace
}

function withStatus(written: SnapshotObject, seen: SnapshotObject): SnapshotObject {
  const status = Object.entries(seen.fields ?? {}).filter(([path]) => path.startsWith('status.'))
  return {
    ...written,
    object: { ...written.object, status: seen.object['status'] },
    fields: { ...written.fields, ...Object.fromEntries(status) },
  }
}
