import { mask } from '@unloop/engine/masking'
import { fromMilliseconds, UTC } from '@unloop/gotemplate'
import { type Alert, alert } from '../alerts/alert.ts'
import type { LabelSet } from '../matchers/matcher.ts'

/** As much of an alert as it takes to tell of its end. */
export interface StoredAlert {
  readonly labels: LabelSet
  readonly annotations: LabelSet
  /** Nanoseconds since 1970. */
  readonly startsAt: string
  readonly generatorURL: string
}

/** So long an alert that was told of may take to be reported again after a restart, before it is taken for ended. */
const GRACE_MS = 300_000

/** What of an alert goes to disk: annotations with their secrets masked. */
export function storedAlert({ labels, annotations, startsAt, generatorURL }: Alert): StoredAlert {
  const masked = Object.entries(annotations).map(([name, text]) => [name, mask(text)] as const)
  return {
    labels,
    annotations: Object.fromEntries(masked),
    startsAt: String(startsAt.nanos),
    generatorURL,
  }
}

/** The alert as receivers know it: it fires until it is reported again, or nobody does. */
export function toldAlert(
  stored: StoredAlert,
  { toldMs, nowMs }: { readonly toldMs: number; readonly nowMs: number },
): Alert {
  return alert({
    ...stored,
    startsAt: { nanos: BigInt(stored.startsAt), zone: UTC },
    endsAt: fromMilliseconds(nowMs + GRACE_MS),
    updatedAt: toldMs,
    isTimeout: true,
  })
}
