import type {
  KubeObject,
  LogStream,
  Sample,
  Snapshot,
  SnapshotObject,
} from '@unloop/engine/evidence'
import { problemSentence, type Problem } from '../problem.ts'

const MAX_PROBLEMS = 50

/**
 * Gathers what readers find into one snapshot: drops duplicates (the newest `resourceVersion` stays), counts what was
 * skipped, and turns problems into sentences.
 */
export class SnapshotBuilder {
  readonly #source: Snapshot['source']
  readonly #objects = new Map<string, SnapshotObject>()
  readonly #logs: LogStream[] = []
  readonly #samples: Sample[] = []
  readonly #gaps = new Set<string>()
  readonly #skipped = new Map<string, number>()
  #problems = 0
  /** One list for as long as nothing is added: who has seen its objects need not look again. */
  #built: readonly SnapshotObject[] | null = null

  constructor(source: Snapshot['source']) {
    this.#source = source
  }

  addObject(found: SnapshotObject): void {
    const key = keyOf(found)
    const known = this.#objects.get(key)
    if (known !== undefined && !supersedes(found, known)) return
    this.#objects.set(key, found)
    this.#built = null
  }

  addLog(stream: LogStream): void {
    this.#logs.push(stream)
  }

  addSamples(samples: readonly Sample[]): void {
    for (const sample of samples) this.#samples.push(sample)
  }

  addGap(sentence: string): void {
    this.#gaps.add(sentence)
  }

  addProblem(found: Problem): void {
    this.#problems++
    if (this.#problems <= MAX_PROBLEMS) this.#gaps.add(problemSentence(found))
  }

  /** Counts a file that was left out; `why` is a short noun phrase such as `no evidence`. */
  skip(why: string, count = 1): void {
    this.#skipped.set(why, (this.#skipped.get(why) ?? 0) + count)
  }

  hasKind(kind: string): boolean {
    for (const { object } of this.#objects.values()) if (object.kind === kind) return true
    return false
  }

  /** Objects of one kind, in the order of reading. */
  objectsOfKind(kind: string): readonly KubeObject[] {
    const found: KubeObject[] = []
    for (const { object } of this.#objects.values()) if (object.kind === kind) found.push(object)
    return found
  }

  /** True where an object of this kind and name is known, in that namespace or, where `namespace` is null, in any. */
  knows(kind: string, namespace: string | null, name: string): boolean {
    for (const { object } of this.#objects.values()) {
      if (object.kind !== kind || object.metadata.name !== name) continue
      if (namespace === null || object.metadata.namespace === namespace) return true
    }
    return false
  }

  build(): Snapshot {
    return {
      source: this.#source,
      objects: (this.#built ??= [...this.#objects.values()]),
      logs: [...this.#logs],
      samples: [...this.#samples],
      gaps: [...this.#gaps, ...this.#counts()],
    }
  }

  #counts(): string[] {
    const sentences: string[] = []
    const more = this.#problems - MAX_PROBLEMS
    if (more > 0) sentences.push(`${more} more places could not be read.`)
    if (this.#skipped.size === 0) return sentences
    const parts = [...this.#skipped].map(([why, count]) => `${count} ${why}`)
    const total = [...this.#skipped.values()].reduce((sum, count) => sum + count, 0)
    const files = total === 1 ? '1 file was' : `${total} files were`
    return [...sentences, `${files} skipped: ${parts.join(', ')}.`]
  }
}

/** Partial objects of a paste may lack a name; they are told apart by their place. */
function keyOf({ object, origin }: SnapshotObject): string {
  const { uid, namespace, name } = object.metadata
  if (name === undefined) return `${object.kind}@${origin.source}:${origin.line ?? 0}`
  if (uid !== undefined && object.kind === 'Event') return uid
  return `${foreignGroup(object.apiVersion)}${object.kind}|${namespace ?? ''}|${name}`
}

/** Kubernetes' own groups serve one object under several versions; a custom resource may share a kind's name with them. */
function foreignGroup(apiVersion: unknown): string {
  const group = typeof apiVersion === 'string' ? (apiVersion.split('/', 1)[0] ?? '') : ''
  return group.includes('.') && !group.endsWith('.k8s.io') ? `${group}/` : ''
}

function supersedes(next: SnapshotObject, known: SnapshotObject): boolean {
  if (next.partial !== known.partial) return next.partial !== true
  return versionOf(next.object) >= versionOf(known.object)
}

function versionOf(object: KubeObject): number {
  const version = (object.metadata as { readonly resourceVersion?: unknown }).resourceVersion
  const number = typeof version === 'string' ? Number(version) : NaN
  return Number.isFinite(number) ? number : 0
}
