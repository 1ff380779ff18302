import type { KubeObject } from '@unloop/engine/evidence'
import { isOtherHeader, isPodHeader, podTableRow } from '../text/pod-table.ts'

/** Younger ages are printed with their seconds (apimachinery's duration.HumanDuration): the others say too little. */
const EXACT_SECONDS = 600

/**
 * When a table of `kubectl get pods` was printed: the age of a young pod, or the time since its last restart, counted from
 * what the objects of the same dump say of it. A quiet cluster has no other sign of how late it is.
 */
export function tableTime(text: string, pods: readonly KubeObject[]): number | null {
  let inside = false
  let newest: number | null = null
  for (const line of text.split('\n')) {
    if (isPodHeader(line)) inside = true
    else if (line.trim() === '' || isOtherHeader(line)) inside = false
    else if (inside) {
      const row = podTableRow(line)
      const found = row
        ? pods.filter((pod) => pod.metadata.name === row.name && fits(pod, row.namespace))
        : []
      const [pod] = found
      if (!row || !pod || found.length > 1) continue
      for (const at of [
        sum(pod.metadata.creationTimestamp, row.age),
        sum(lastEnd(pod), row.restartedAgo),
      ])
        if (at !== null && (newest === null || at > newest)) newest = at
    }
  }
  return newest
}

const fits = ({ metadata }: KubeObject, namespace: string | null): boolean =>
  namespace === null || metadata.namespace === namespace

const sum = (from: string | null | undefined, age: number | null): number | null => {
  const start = from ? Date.parse(from) : NaN
  return Number.isNaN(start) || age === null || age >= EXACT_SECONDS ? null : start + age * 1000
}

interface Ended {
  readonly lastState?: { readonly terminated?: { readonly finishedAt?: string } }
}

/** When the newest run ended, of all containers: what the table's `(2m34s ago)` counts from. */
const lastEnd = (pod: KubeObject): string | undefined => {
  const status = pod['status'] as { containerStatuses?: readonly Ended[] } | undefined
  return (status?.containerStatuses ?? [])
    .flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? [])
    .sort()
    .at(-1)
}
