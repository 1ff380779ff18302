import type { Sample, SnapshotObject } from '@unloop/engine/evidence'
import { Readings } from '../envelopes/reading.ts'
import type { Line } from '../lines/line.ts'
import { setPath, type Cite, type Tree } from './tree.ts'

/** Whose log a block is, as far as a command or heading says. */
export interface LogTarget {
  readonly namespace: string | null
  readonly pod: string | null
  readonly container: string | null
  /** `deploy/web` and the like: some pod of it. */
  readonly workload: string | null
  readonly run: 'current' | 'previous' | 'unknown'
}

/** Lines that seem to be a program's output; whose they are may be said further down. */
export interface LogDraft {
  target: LogTarget | null
  readonly source: string
  readonly lines: Line[]
  /** True for text that is more likely a remark than output. */
  readonly doubtful: boolean
  /** True for what a client printed that somebody ran. */
  readonly isOfClient?: boolean
}

/** A row of `kubectl get events` or of the Events of a description. Messages go on over several lines. */
export interface EventDraft {
  readonly source: string
  readonly line: Line
  readonly type: string | null
  readonly reason: string
  message: string
  /** Lines that went on with the message. */
  readonly more: Line[]
  readonly count: number | null
  /** Seconds before "now", or milliseconds since 1970. */
  readonly last: { readonly age: number } | { readonly at: number } | null
  readonly first: { readonly age: number } | { readonly at: number } | null
  readonly component: string | null
  readonly host: string | null
  readonly fieldPath: string | null
  readonly involved: { kind: string; name: string; namespace: string | null } | null
}

/** One container of an object in the making; paths in `cites` begin with `spec.` or `status.`. */
export class ContainerDraft {
  name: string
  readonly init: boolean
  readonly spec: Tree = {}
  readonly status: Tree = {}
  readonly cites = new Map<string, Cite>()

  constructor(name: string, init: boolean) {
    this.name = name
    this.init = init
  }

  set(part: 'spec' | 'status', path: string, at: { value: unknown; line: Line }): void {
    setPath(part === 'spec' ? this.spec : this.status, path, at.value)
    this.cites.set(`${part}.${path}`, { line: at.line.number, text: at.line.raw })
  }
}

/** What a `kubectl get pods` row says of a pod. */
export interface PodRow {
  readonly line: Line
  readonly ready: number
  readonly containers: number
  readonly status: string
  readonly restarts: number | null
  readonly restartedAgo: number | null
  readonly age: number | null
}

/** An object in the making. Nameless ones are fragments, which join the pod that they belong to. */
export class ObjectDraft {
  readonly kind: string
  name: string | null
  namespace: string | null
  readonly source: string
  readonly line: Line
  readonly containers: ContainerDraft[] = []
  readonly rows: PodRow[] = []
  /** `metadata`, `spec` and `status` apart from containers. */
  readonly tree: Tree = {}
  readonly cites = new Map<string, Cite>()

  constructor(
    kind: string,
    at: { source: string; line: Line; name?: string; namespace?: string | null },
  ) {
    this.kind = kind
    this.source = at.source
    this.line = at.line
    this.name = at.name ?? null
    this.namespace = at.namespace ?? null
  }

  set(path: string, value: unknown, line: Line): void {
    setPath(this.tree, path, value)
    this.cites.set(path, { line: line.number, text: line.raw })
  }

  container(name: string, init: boolean): ContainerDraft {
    const known = this.containers.find((c) => c.name === name && c.init === init)
    if (known !== undefined) return known
    const made = new ContainerDraft(name, init)
    this.containers.push(made)
    return made
  }
}

/** A list of all namespaces. */
export const ANY_NAMESPACE = '*'

/** Everything that was found in the texts so far. */
export class TextDraft {
  drafts: ObjectDraft[] = []
  readonly #named = new Map<string, ObjectDraft[]>()
  readonly objects: SnapshotObject[] = []
  readonly events: EventDraft[] = []
  readonly logs: LogDraft[] = []
  readonly samples: Sample[] = []
  readonly gaps: string[] = []
  readonly readings = new Readings()
  /** Namespaces whose pods were listed as a whole; null where a list does not say which one it is of. */
  readonly lists: (string | null)[] = []
  /** Whether a person speaks around the output, or asked for it with a command. */
  told = false

  /** The named object, made where it is not known yet. A namespace that is not told matches any. */
  object(
    kind: string,
    at: { source: string; line: Line; name: string; namespace: string | null },
  ): ObjectDraft {
    const known = this.named(kind, at.name).find(
      ({ namespace }) => namespace === at.namespace || namespace === null || at.namespace === null,
    )
    if (known !== undefined) {
      known.namespace ??= at.namespace
      return known
    }
    const made = new ObjectDraft(kind, at)
    this.drafts.push(made)
    const key = `${kind}/${at.name}`
    this.#named.set(key, [...this.named(kind, at.name), made])
    return made
  }

  /** Drafts of this kind and name, in any namespace. */
  named(kind: string, name: string): readonly ObjectDraft[] {
    return this.#named.get(`${kind}/${name}`) ?? []
  }

  fragment(source: string, line: Line): ObjectDraft {
    const made = new ObjectDraft('Pod', { source, line })
    this.drafts.push(made)
    return made
  }
}
