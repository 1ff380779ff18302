import { createHash } from 'node:crypto'
import { REVISION_ANNOTATION, type KubeObject } from '@unloop/engine/evidence'
import type { ObjectChange } from '@unloop/sources'
import type { Store, Value } from '@unloop/store'

/** Kinds whose changes may be what made a program fail. Pods are in the table of runs. */
const KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'ReplicaSet',
  'ControllerRevision',
  'ConfigMap',
  'Secret',
  'Service',
  'Node',
])
/** Annotations that change by themselves: leader elections, heartbeats of controllers. */
const RESTLESS = new Set([
  'control-plane.alpha.kubernetes.io/leader',
  REVISION_ANNOTATION,
  'volumes.kubernetes.io/controller-managed-attach-detach',
])
/** Objects that hold a workload's templates of before, which no one else kept when the watch began. */
const REVISIONS: ReadonlySet<string> = new Set(['ReplicaSet', 'ControllerRevision'])
/** What is longer is cut: etcd itself takes 1.5 MiB at most. */
const MAX_OBJECT = 1 << 20

type Fields = Readonly<Record<string, unknown>>
type Row = Readonly<Record<string, Value>>

/** Objects as they were: a row each time that something which somebody set has changed. */
export class ObjectRevisions {
  readonly #cluster: string
  /** The hash of the last revision, by object. */
  readonly #known = new Map<string, string>()

  constructor(cluster: string) {
    this.#cluster = cluster
  }

  /** Learns what an earlier process stored last. */
  async restore(store: Pick<Store, 'rows'>): Promise<void> {
    const rows = await store.rows<{ key: string; hash: string; change: string }>(
      `SELECT concat(kind, '/', namespace, '/', name) AS key, argMax(hash, ts) AS hash, argMax(change, ts) AS change
       FROM unloop.objects WHERE cluster = {cluster:String} GROUP BY kind, namespace, name`,
      { params: { cluster: this.#cluster } },
    )
    for (const { key, hash, change } of rows) if (change !== 'deleted') this.#known.set(key, hash)
  }

  /** The row of a change; null for one that says nothing new. */
  rowOf({ kind, object }: ObjectChange, nowMs: number): Row | null {
    if (!KINDS.has(object.kind)) return null
    const key = keyOf(object)
    const text = JSON.stringify(REVISIONS.has(object.kind) ? revisionOf(object) : partOf(object))
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 32)
    const before = this.#known.get(key)
    if (kind === 'deleted') {
      if (!this.#known.delete(key)) return null
    } else {
      if (before === hash) return null
      this.#known.set(key, hash)
    }
    const change = kind === 'deleted' ? 'deleted' : before === undefined ? 'seen' : 'modified'
    const { namespace = '', name = '', uid = '', resourceVersion = '' } = object.metadata
    return {
      ts: nowMs,
      cluster: this.#cluster,
      kind: object.kind,
      namespace,
      name,
      uid,
      resource_version: resourceVersion,
      change,
      hash,
      object: text.slice(0, MAX_OBJECT),
    }
  }
}

function keyOf({ kind, metadata: { namespace = '', name = '' } }: KubeObject): string {
  return `${kind}/${namespace}/${name}`
}

/**
 * What somebody set: no status, no bookkeeping. Of a Secret there are no values, so that its version stands for them; of
 * a node the states of its conditions count, and not when they were reported.
 */
function partOf(object: KubeObject): Fields {
  const { status, metadata, ...rest } = object as KubeObject & { readonly status?: Fields }
  const { namespace, name, labels, annotations, resourceVersion } = metadata
  const kept = Object.entries(annotations ?? {}).filter(([key]) => !RESTLESS.has(key))
  return sorted({
    ...rest,
    metadata: {
      ...(namespace === undefined ? {} : { namespace }),
      name,
      labels: labels ?? {},
      annotations: Object.fromEntries(kept),
      ...(object.kind === 'Secret' ? { resourceVersion } : {}),
    },
    ...(object.kind === 'Node' ? { conditions: conditionsOf(status) } : {}),
  }) as Fields
}

/** Whose it is, which one it is, and its template: how many pods it has changes by itself. */
function revisionOf(object: KubeObject): Fields {
  const { kind, metadata } = object
  const { namespace, name, annotations, ownerReferences } = metadata
  const { spec, data, revision } = object as KubeObject & Fields
  const number = annotations?.[REVISION_ANNOTATION]
  return sorted({
    kind,
    metadata: {
      ...(namespace === undefined ? {} : { namespace }),
      name,
      annotations: number === undefined ? {} : { [REVISION_ANNOTATION]: number },
      ownerReferences: (ownerReferences ?? []).map((owner) => ({
        kind: owner.kind,
        name: owner.name,
      })),
    },
    ...(spec === undefined ? {} : { spec: { template: (spec as Fields)['template'] } }),
    ...(data === undefined ? {} : { data }),
    ...(revision === undefined ? {} : { revision }),
  }) as Fields
}

function conditionsOf(status: Fields | undefined): Fields {
  const conditions = Array.isArray(status?.['conditions']) ? (status['conditions'] as Fields[]) : []
  return Object.fromEntries(conditions.map(({ type, status: state }) => [String(type), state]))
}

/** With keys in their order, so that equal objects have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
