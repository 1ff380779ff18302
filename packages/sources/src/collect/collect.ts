import type { KubeObject, LogStream, Sample, Snapshot } from '@unloop/engine/evidence'
import { mask, maskValue } from '@unloop/engine/masking'
import { readCluster } from '../cluster/read-cluster.ts'
import type { ClusterOptions } from '../cluster/options.ts'
import { logFilePath } from '../cluster/log-fetch.ts'
import { COLLECT_META, type CollectMeta } from '../files/collect-meta.ts'
import { maskObject } from './mask-object.ts'
import { writeArchive, type ArchiveFile, type WrittenArchive } from './write-archive.ts'

export interface CollectOptions {
  /** The .tar.gz to write. */
  readonly output: string
  /** Version of unloop, for whoever reads the archive. */
  readonly version: string
}

const safe = (name: string): string => name.replace(/[^\w.-]/g, '_')

const objectFile = (object: KubeObject): string =>
  `objects/${safe(object.metadata.namespace ?? '_cluster')}/${safe(object.kind.toLowerCase())}.json`

const objectFiles = function* (snapshot: Snapshot): Generator<ArchiveFile> {
  const byFile = Map.groupBy(snapshot.objects, ({ object }) => objectFile(object))
  for (const [path, found] of [...byFile].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const items = found.map(({ object }) => maskObject(object))
    yield {
      path,
      content: `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 1)}\n`,
    }
  }
}

const logFiles = function* (logs: readonly LogStream[]): Generator<ArchiveFile> {
  for (const log of logs) {
    const { namespace, pod, container, run } = log
    if (namespace === null || pod === null || container === null) continue
    const at = { namespace: safe(namespace), pod: safe(pod), container: safe(container) }
    yield {
      path: logFilePath(at, run === 'previous' ? 'previous' : 'current'),
      content: mask(log.text),
    }
  }
}

/** Prometheus' text format, which the reader of dumps takes. */
const sampleLine = ({ name, labels, value, at }: Sample): string => {
  const pairs = Object.entries(maskValue(labels)).map(
    ([key, text]) => `${key}=${JSON.stringify(text)}`,
  )
  return `${name}{${pairs.join(',')}} ${value}${at === null ? '' : ` ${at}`}`
}

const metaOf = (snapshot: Snapshot, version: string): CollectMeta => ({
  schema: 'unloop/collect@1',
  version,
  cluster: snapshot.source.name,
  capturedAt: snapshot.source.capturedAt,
  gaps: maskValue(snapshot.gaps),
})

const filesOf = function* (snapshot: Snapshot, options: CollectOptions): Generator<ArchiveFile> {
  yield {
    path: COLLECT_META,
    content: `${JSON.stringify(metaOf(snapshot, options.version), null, 1)}\n`,
  }
  yield* objectFiles(snapshot)
  if (snapshot.samples.length > 0)
    yield {
      path: 'metrics/usage.prom',
      content: `${snapshot.samples.map(sampleLine).join('\n')}\n`,
    }
  yield* logFiles(snapshot.logs)
}

/** Writes what a diagnosis needs of a snapshot into an archive that can be handed on: secrets are masked. */
export function writeCollected(
  snapshot: Snapshot,
  options: CollectOptions,
): Promise<WrittenArchive> {
  const at = new Date(snapshot.source.capturedAt ?? 0)
  return writeArchive(options.output, filesOf(snapshot, options), at)
}

/** Reads a cluster and writes it into an archive. */
export async function collectCluster(
  cluster: ClusterOptions,
  options: CollectOptions,
): Promise<WrittenArchive & { readonly snapshot: Snapshot }> {
  const snapshot = await readCluster(cluster)
  return { ...(await writeCollected(snapshot, options)), snapshot }
}
