import { createHash } from 'node:crypto'
import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { maskObject } from '@unloop/sources'
import { BlockWriter, type Block, type Store } from '@unloop/store'

/** What says how a workload is set up and how it does; the rest is left to collectors that send it. */
const KINDS = new Set([
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ControllerRevision',
  'Job',
  'CronJob',
  'ConfigMap',
  'Secret',
  'Service',
  'Node',
])

interface Known {
  readonly hash: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

interface StoredObject extends Known {
  readonly key: string
}

/** Snapshots → rows of objects that are new, changed or gone since the last one. Secrets in them are masked. */
export class ObjectRecorder {
  readonly #cluster: string
  #known = new Map<string, Known>()

  constructor(cluster: string) {
    this.#cluster = cluster
  }

  /** Learns the newest version of each object from what an earlier process stored. */
  async restore(store: Pick<Store, 'rows'>): Promise<void> {
    const rows = await store.rows<StoredObject & { change: string }>(
      `SELECT uid AS key, argMax(hash, ts) AS hash, any(kind) AS kind, any(namespace) AS namespace, any(name) AS name,
         argMax(change, ts) AS change
       FROM unloop.objects WHERE cluster = {cluster:String} GROUP BY uid`,
      { params: { cluster: this.#cluster } },
    )
    for (const { key, change, ...known } of rows)
      if (change !== 'deleted') this.#known.set(key, known)
  }

  record({ objects, gaps }: Snapshot, nowMs: number): Block | null {
    const writer = new BlockWriter('objects')
    const seen = new Map<string, Known>()
    for (const { object } of objects) {
      if (!KINDS.has(object.kind)) continue
      const { metadata, kind } = object
      const key = metadata.uid ?? `${kind}/${metadata.namespace}/${metadata.name}`
      const kept = JSON.stringify(tidied(object))
      const hash = createHash('sha256').update(kept).digest('hex').slice(0, 32)
      const before = this.#known.get(key)
      const place = { kind, namespace: metadata.namespace ?? '', name: metadata.name ?? '' }
      seen.set(key, { hash, ...place })
      if (before?.hash === hash) continue
      const change = before === undefined ? 'seen' : 'modified'
      writer.addRow({ ...this.#row({ key, hash, ...place }, change, nowMs), object: kept })
    }
    // What could not be read is not gone.
    if (gaps.length === 0)
      for (const [key, known] of this.#known)
        if (!seen.has(key))
          writer.addRow({ ...this.#row({ key, ...known }, 'deleted', nowMs), object: '' })
    this.#known = gaps.length === 0 ? seen : new Map([...this.#known, ...seen])
    return writer.finish()
  }

  forget(): void {
    this.#known.clear()
  }

  #row({ key, hash, kind, namespace, name }: StoredObject, change: string, nowMs: number) {
    return {
      ts: nowMs,
      cluster: this.#cluster,
      kind,
      namespace,
      name,
      uid: key,
      resource_version: '',
      change,
      hash,
    }
  }
}

/** Without what changes by itself: who wrote a field, versions, heartbeats, the images that a node holds. */
function tidied(object: KubeObject): KubeObject {
  const { managedFields: _managed, ...metadata } = object.metadata
  const { resourceVersion: _version, ...kept } = metadata as Record<string, unknown>
  const masked = maskObject({ ...object, metadata: kept })
  return object.kind === 'Node' ? withoutHeartbeats(masked) : masked
}

function withoutHeartbeats(node: KubeObject): KubeObject {
  const status = (node['status'] ?? {}) as Record<string, unknown>
  const conditions = Array.isArray(status['conditions'])
    ? (status['conditions'] as Record<string, unknown>[])
    : []
  return {
    ...node,
    status: {
      ...status,
      images: undefined,
      conditions: conditions.map(({ lastHeartbeatTime: _beat, ...condition }) => condition),
    },
  }
}
