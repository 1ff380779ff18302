import { isFields, type Fields } from '@unloop/lint'
import { ClusterApi } from '@unloop/sources'
import { needsOf, PLURALS, type Needed, type Surroundings } from './references.ts'

/** The same for one cluster. Throws a `SourceError` where none is configured. */
export function lookUpIn(cluster: { readonly kubeconfig?: string; readonly context?: string }) {
  const api = new ClusterApi({ ...cluster, requestTimeoutMs: LOOK_UP_MS })
  return (object: Fields, namespace: string) => lookUp(api, object, namespace)
}

/** A slow API server is no reason to hold up what it is asked for. */
const LOOK_UP_MS = 2_000

/** Reads, and only reads, what an object refers to. What could not be read leaves its kind unanswered. */
export async function lookUp(
  api: Pick<ClusterApi, 'send'>,
  object: Fields,
  namespace: string,
): Promise<Surroundings> {
  const needed = needsOf(object)
  const answers = await Promise.all(needed.map((each) => read(api, each, namespace)))
  const unread = new Set(needed.filter((_, index) => answers[index] === 'unread').map(kindOf))
  const kinds = Object.keys(PLURALS).filter((kind) => !unread.has(kind))
  return { found: answers.filter(isFields), kinds }
}

const kindOf = ({ kind }: Needed): string => kind

async function read(
  api: Pick<ClusterApi, 'send'>,
  { kind, name }: Needed,
  namespace: string,
): Promise<Fields | 'absent' | 'unread'> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${PLURALS[kind]}/${encodeURIComponent(name)}`
  try {
    const { status, body } = await api.send({ method: 'GET', path })
    if (status === 404) return 'absent'
    return status === 200 && isFields(body) ? { ...body, kind, apiVersion: 'v1' } : 'unread'
  } catch {
    return 'unread'
  }
}
