import type { KubeObject } from '@unloop/engine/evidence'
import type { ObjectChange } from '@unloop/sources'

const KINDS: ReadonlySet<string> = new Set(['Pod', 'Node', 'Service', 'EndpointSlice'])

/** The objects that targets are found by, as the watch tells of them; they are shared with it, and not copied. */
export class ClusterObjects {
  readonly #byKind = new Map<string, Map<string, KubeObject>>()
  /** Raised with each change. */
  version = 0

  change({ kind, object }: ObjectChange): void {
    if (!KINDS.has(object.kind)) return
    this.version++
    const objects = this.#byKind.get(object.kind) ?? new Map<string, KubeObject>()
    this.#byKind.set(object.kind, objects)
    const key = keyOf(object.metadata.namespace, object.metadata.name)
    if (kind === 'deleted') objects.delete(key)
    else objects.set(key, object)
  }

  all(kind: string): Iterable<KubeObject> {
    return this.#byKind.get(kind)?.values() ?? []
  }

  find(kind: string, namespace: string | undefined, name: string): KubeObject | null {
    return this.#byKind.get(kind)?.get(keyOf(namespace, name)) ?? null
  }
}

const keyOf = (namespace: string | undefined, name: string | undefined): string =>
  `${namespace ?? ''}/${name ?? ''}`
