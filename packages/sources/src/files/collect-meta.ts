import type { Snapshot } from '@unloop/engine/evidence'

/** The file that `unloop collect` adds to a dump: when it was captured and what could not be read then. */
export const COLLECT_META = 'unloop-collect.json'

export interface CollectMeta {
  readonly schema: 'unloop/collect@1'
  readonly version: string
  readonly cluster: string
  readonly capturedAt: string | null
  readonly gaps: readonly string[]
}

export function isCollectMeta(path: string): boolean {
  return path === COLLECT_META || path.endsWith(`/${COLLECT_META}`)
}

/** Reads the file; null where it is something else or broken. */
export function parseCollectMeta(content: string): CollectMeta | null {
  try {
    const value = JSON.parse(content) as Partial<CollectMeta> | null
    if (value?.schema !== 'unloop/collect@1') return null
    const gaps = Array.isArray(value.gaps)
      ? value.gaps.filter((gap) => typeof gap === 'string')
      : []
    const at = value.capturedAt
    const capturedAt = typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : null
    return {
      schema: 'unloop/collect@1',
      version: String(value.version ?? ''),
      cluster: String(value.cluster ?? ''),
      capturedAt,
      gaps,
    }
  } catch {
    return null
  }
}

/** The snapshot with what the collector knew. */
export function withCollectMeta(snapshot: Snapshot, meta: CollectMeta | null): Snapshot {
  return meta === null
    ? snapshot
    : {
        ...snapshot,
        source: { ...snapshot.source, capturedAt: meta.capturedAt },
        gaps: [...new Set([...meta.gaps, ...snapshot.gaps])],
      }
}
