import type { ObjectMeta } from '@unloop/engine/evidence'
import { missingKey, type LiveFacts, type Missing } from '@unloop/lint'
import { ClusterApi, secretKeys, type ApiAnswer } from '@unloop/sources'
import { UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'

export interface Live {
  readonly facts: LiveFacts
  /** `1.34`; null where the server does not say. */
  readonly version: string | null
  readonly notes: readonly string[]
}

interface LiveOptions {
  readonly context: readonly string[]
  readonly kubeconfig: string | undefined
}

/** Metadata alone: of Secrets not even the API server's answer holds a value. */
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
const DISCOVERY = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** Objects asked for one by one, at the most: a cluster is not to be searched through. */
const MOST_OBJECTS = 500

/** Asks the cluster for what the files leave open: only reads, and only what is missing. */
export async function readLive(
  missing: readonly Missing[],
  { context, kubeconfig }: LiveOptions,
  io: Io,
): Promise<Live> {
  if (context.length > 1)
    throw new UsageError({
      code: 'options-exclude-each-other',
      message:
        'Manifests are checked against one cluster at a time, but several contexts are named.',
      next: 'Run it once for each --context.',
    })
  const api = new ClusterApi({
    env: io.env,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context[0] === undefined ? {} : { context: context[0] }),
  })
  try {
    return await new LiveReader(api).read(missing)
  } finally {
    api.close()
  }
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map(fieldsOf) : []

class LiveReader {
  readonly #api: ClusterApi
  readonly #present: Fields[] = []
  readonly #absent = new Set<string>()
  readonly #notes = new Set<string>()

  constructor(api: ClusterApi) {
    this.#api = api
  }

  async read(missing: readonly Missing[]): Promise<Live> {
    // The first answer tells whether there is a cluster at all.
    const version = versionOf(await this.#get('/version'))
    const unique = [...new Map(missing.map((each) => [missingKey(each), each])).values()]
    for (const each of unique.slice(0, MOST_OBJECTS)) await this.#look(each)
    if (unique.length > MOST_OBJECTS)
      this.#notes.add(
        `Only ${MOST_OBJECTS} of ${unique.length} objects that are not among the files were looked for in the cluster.`,
      )
    const facts = {
      present: this.#present,
      absent: this.#absent,
      architectures: await this.#architectures(),
      kinds: await this.#kinds(),
    }
    return { facts, version, notes: [...this.#notes] }
  }

  #get(path: string, accept?: string): Promise<ApiAnswer> {
    return this.#api.send({ method: 'GET', path, ...(accept === undefined ? {} : { accept }) })
  }

  async #look(missing: Missing): Promise<void> {
    const { kind, name } = missing
    const namespace = missing.namespace === '' ? this.#api.namespace : missing.namespace
    const path = this.#api.pathOf(kind, namespace, name)
    if (path === null) return
    // Ports of a Service are looked at; of everything else it matters only that it is there, and which keys it has.
    const { status, body } = await this.#get(path, kind === 'Service' ? undefined : METADATA)
    if (status === 404) this.#absent.add(missingKey(missing))
    else if (status === 200) this.#present.push(objectOf(kind, namespace, fieldsOf(body)))
    else
      this.#notes.add(
        `The cluster does not let you read ${kind} objects in namespace ${namespace} (status ${status}): what depends on them stays open.`,
      )
  }

  async #architectures(): Promise<readonly string[] | null> {
    const { status, body } = await this.#get('/api/v1/nodes', METADATA_LIST)
    if (status !== 200) {
      this.#notes.add(
        `The nodes could not be read (status ${status}): their architectures stay open.`,
      )
      return null
    }
    const said = listOf(fieldsOf(body)['items']).map(
      ({ metadata }) => fieldsOf(fieldsOf(metadata)['labels'])['kubernetes.io/arch'],
    )
    return [...new Set(said.filter((each) => typeof each === 'string'))].sort()
  }

  /** Aggregated discovery (KEP-3352): two requests for all groups; older servers answer otherwise. */
  async #kinds(): Promise<ReadonlySet<string> | null> {
    const kinds = new Set<string>()
    for (const path of ['/api', '/apis']) {
      const { status, body } = await this.#get(path, DISCOVERY)
      const groups = listOf(fieldsOf(body)['items'])
      if (status !== 200 || groups.length === 0) {
        this.#notes.add('The kinds that the cluster serves could not be read.')
        return null
      }
      for (const { metadata, versions } of groups) {
        const group = textOf(fieldsOf(metadata)['name'])
        for (const { version, resources } of listOf(versions))
          for (const { responseKind } of listOf(resources))
            kinds.add(
              `${group === '' ? '' : `${group}/`}${textOf(version)}/${textOf(fieldsOf(responseKind)['kind'])}`,
            )
      }
    }
    return kinds
  }
}

/** `v1.34.4-gke.100` is 1.34. */
const versionOf = ({ body }: ApiAnswer): string | null =>
  /^v?(1\.\d+)/.exec(textOf(fieldsOf(body)['gitVersion']))?.[1] ?? null

/** With the keys that it has, each without a value. */
function objectOf(kind: string, namespace: string, body: Fields): Fields {
  const metadata = { ...fieldsOf(body['metadata']), namespace }
  if (kind !== 'Secret' && kind !== 'ConfigMap') return { ...body, kind, metadata }
  const keys = secretKeys(metadata as ObjectMeta) ?? []
  const { name } = metadata as { readonly name?: unknown }
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace },
    data: Object.fromEntries(keys.map((key) => [key, null])),
  }
}
