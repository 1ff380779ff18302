import type { KubeObject, LogRequest, Pod, Snapshot, SnapshotObject } from '@unloop/engine/evidence'
import { Api } from './api.ts'
import { Connection } from './connection.ts'
import { Gaps } from './gaps.ts'
import { loadKubeconfig, selectContext } from './kubeconfig.ts'
import { LOG_LIMITS, shareOut } from './log-fetch.ts'
import { readPodLogs, type LogReader, type PodLogs } from './logs.ts'
import { readObjects } from './objects.ts'
import type { ClusterLimits, ClusterOptions } from './options.ts'
import { objectPath, PODS, RESOURCES, type Resource } from './resources.ts'
import { readScope, type Scope } from './scope.ts'
import { readSecretKeys } from './secret-keys.ts'
import { assertTargets } from './targets.ts'
import { SYSTEM_TIMING, type Timing } from './timing.ts'
import { failingNamespaces } from './failing-pods.ts'
import { readUsage } from './usage.ts'
import { askedLists, type Lists } from './lists.ts'
import { ClusterWatcher } from './cluster-watcher.ts'

/** As the command line uses them: a person is waiting, and the API server has other clients. */
export const CLUSTER_LIMITS: ClusterLimits = {
  concurrency: 8,
  requestTimeoutMs: 30_000,
  totalTimeoutMs: 300_000,
  logs: LOG_LIMITS,
}

const BY_KIND: ReadonlyMap<string, Resource> = new Map(
  [PODS, ...RESOURCES].map((resource) => [resource.kind, resource]),
)

/** Where an object came from: its path in the API. */
const originOf = (object: KubeObject): string => {
  const resource = BY_KIND.get(object.kind)
  const { namespace, name = '' } = object.metadata
  return resource === undefined ? `${object.kind}/${name}` : objectPath(resource, namespace, name)
}

const keyOf = (object: KubeObject): string =>
  `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''}`

/** Metadata alone says nothing of the rest; a Secret whose keys are noted is whole as far as anybody may know it. */
const isPartial = (object: KubeObject): boolean =>
  BY_KIND.get(object.kind)?.metadataOnly === true && object['data'] === undefined

const snapshotObject = (object: KubeObject): SnapshotObject => ({
  object,
  origin: { source: originOf(object) },
  ...(isPartial(object) ? { partial: true } : {}),
})

/** One object a name, the last one read, in a stable order. */
const distinct = (objects: readonly KubeObject[]): readonly KubeObject[] => {
  const byKey = new Map<string, KubeObject>()
  for (const object of objects) byKey.set(keyOf(object), object)
  return [...byKey.values()]
}

const byPod = (requests: readonly LogRequest[]): ReadonlyMap<string, readonly LogRequest[]> =>
  Map.groupBy(requests, ({ namespace, pod }) => `Pod ${namespace}/${pod}`)

/** Reads one cluster, again and again where it is watched. */
export class ClusterReader {
  readonly context: string
  readonly #options: ClusterOptions
  readonly #limits: ClusterLimits
  readonly #connection: Connection
  readonly #timing: Timing
  readonly #watcher: ClusterWatcher | null

  constructor(options: ClusterOptions) {
    this.#options = options
    this.#timing = options.timing ?? SYSTEM_TIMING
    this.#limits = { ...CLUSTER_LIMITS, ...options.limits }
    const config = loadKubeconfig(options)
    this.#connection = new Connection(selectContext(config, options.context, options), {
      ...(options.env ? { env: options.env } : {}),
      ...(options.timing ? { now: options.timing.now } : {}),
      // A watch holds its connection: what is asked beside is bounded by lanes.
      sockets: options.watch === undefined ? this.#limits.concurrency : Infinity,
    })
    this.context = this.#connection.context
    this.#watcher =
      options.watch === undefined
        ? null
        : new ClusterWatcher({
            connection: this.#connection,
            api: () => this.#api(),
            timing: this.#timing,
            limits: this.#limits.logs,
            listener: options.watch,
            ...(options.signal ? { signal: options.signal } : {}),
          })
  }

  /** Reads objects first, then the logs that are wanted: those of the options unless others are said for this reading. */
  async read(logsWanted = this.#options.logsWanted): Promise<Snapshot> {
    const { onProgress, targets = [], namespaces = [] } = this.#options
    const api = this.#api()
    const gaps = new Gaps()
    const lists = this.#watcher?.lists ?? askedLists(api)
    onProgress?.({ phase: 'connect', server: api.server })
    const scope = await readScope({
      api,
      lists,
      gaps,
      namespaces:
        targets.length > 0 && namespaces.length === 0 ? [this.#connection.namespace] : namespaces,
      labelSelector: this.#options.labelSelector,
      ownNamespace: this.#connection.namespace,
    })
    await this.#watcher?.cover(scope.namespaces)
    const objects = await this.#objects({ api, lists, gaps }, scope)
    for (const gap of this.#watcher?.lists.gaps() ?? []) gaps.add(gap)
    this.#options.signal?.throwIfAborted()
    assertTargets(
      targets,
      objects,
      `the namespace ${scope.namespaces?.join(', ') ?? ''} of ${this.context}`,
    )
    const samples = await readUsage(lists, failingNamespaces(objects))
    const snapshot = this.#snapshot(api, { objects, gaps })
    const reader = {
      api,
      gaps,
      limits: this.#limits.logs,
      timing: this.#timing,
      ...(this.#watcher === null ? {} : { kept: this.#watcher.kept }),
    }
    const logs = await this.#logs(reader, snapshot, logsWanted?.(snapshot) ?? [])
    const moved = logs.flatMap(({ pod }) => (pod === null ? [] : [pod]))
    const after =
      moved.length === 0
        ? { ...snapshot, gaps: gaps.sentences() }
        : this.#snapshot(api, { objects: distinct([...objects, ...moved]), gaps })
    return {
      ...after,
      logs: logs.flatMap(({ streams }) => streams),
      samples,
    }
  }

  /** Closes connections. Can be called twice. */
  close(): void {
    this.#watcher?.close()
    this.#connection.close()
  }

  #api(): Api {
    const timing = this.#timing
    return new Api({
      connection: this.#connection,
      timing,
      concurrency: this.#limits.concurrency,
      requestTimeoutMs: this.#limits.requestTimeoutMs,
      deadline: timing.now() + this.#limits.totalTimeoutMs,
      ...(this.#options.signal ? { signal: this.#options.signal } : {}),
    })
  }

  async #objects(
    { api, lists, gaps }: { readonly api: Api; readonly lists: Lists; readonly gaps: Gaps },
    scope: Scope,
  ): Promise<readonly KubeObject[]> {
    const onDone = (done: number, total: number): void =>
      this.#options.onProgress?.({ phase: 'objects', done, total })
    const others = await readObjects({ lists, gaps, onDone }, scope)
    const keys = this.#options.secretKeys === true ? await readSecretKeys(api, scope.pods) : []
    return distinct([...scope.pods, ...others, ...keys])
  }

  async #logs(
    reader: LogReader,
    { objects }: Snapshot,
    requests: readonly LogRequest[],
  ): Promise<readonly PodLogs[]> {
    const { onProgress } = this.#options
    const wanted = [...byPod(requests)]
    const runs = requests.reduce((sum, request) => sum + request.runs.length, 0)
    const sharing = { ...reader, limits: shareOut(reader.limits, runs) }
    const pods = new Map(
      objects.flatMap(({ object }) =>
        object.kind === 'Pod' ? [[keyOf(object), object as Pod] as const] : [],
      ),
    )
    let done = 0
    return Promise.all(
      wanted.map(async ([key, ofPod]) => {
        const logs = await this.#podLogs(sharing, ofPod, pods.get(key))
        onProgress?.({ phase: 'logs', done: ++done, total: wanted.length })
        return logs
      }),
    )
  }

  /** A log that can't be had is a gap, not the end of a diagnosis. */
  async #podLogs(
    reader: LogReader,
    requests: readonly LogRequest[],
    pod: Pod | undefined,
  ): Promise<PodLogs> {
    try {
      return await readPodLogs(reader, requests, pod)
    } catch (error) {
      this.#options.signal?.throwIfAborted()
      const first = requests[0]
      const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
      if (first !== undefined) reader.gaps.log(`${first.namespace}/${first.pod}`, why)
      return { streams: [], pod: null }
    }
  }

  #snapshot(
    api: Api,
    read: { readonly objects: readonly KubeObject[]; readonly gaps: Gaps },
  ): Snapshot {
    const serverDate = api.serverDate ?? this.#watcher?.serverDate() ?? null
    return {
      source: {
        kind: 'cluster',
        name: this.context,
        capturedAt:
          serverDate === null ? null : new Date(serverDate).toISOString().replace('.000Z', 'Z'),
      },
      objects: read.objects.map(snapshotObject),
      logs: [],
      samples: [],
      gaps: read.gaps.sentences(),
    }
  }
}

/** Reads a cluster once. Rejects with a `SourceError` where nothing can be read; what is missing stands in `gaps`. */
export async function readCluster(options: ClusterOptions): Promise<Snapshot> {
  const reader = new ClusterReader(options)
  try {
    return await reader.read()
  } finally {
    reader.close()
  }
}
