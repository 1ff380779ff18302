import { labelsOf, seriesLabels, type Labels } from '@unloop/ingest'
import { relabel } from './relabel.ts'
import type { Target } from './target.ts'

/**
 * The labels of a series of a target: its own, those of the target, changed by `metric_relabel_configs`; null where those
 * drop it. Throws where the text is no series.
 */
export function seriesOfTarget(series: string, { job, labels }: Target): Labels | null {
  const pairs = seriesLabels(series)
  if (pairs === null) throw new Error(`${JSON.stringify(series.slice(0, 100))} is no series`)
  const own = new Map(pairs)
  for (const [name, value] of labels) {
    const exposed = own.get(name) ?? ''
    if (job.honor_labels && own.has(name)) continue
    if (exposed !== '') own.set(freeName(name, own, labels), exposed)
    own.set(name, value)
  }
  if (!relabel(own, job.metric_relabel_configs)) return null
  return (own.get('__name__') ?? '') === '' ? null : labelsOf(own)
}

/** `exported_pod`: where a target's label has the name already. */
function freeName(
  name: string,
  own: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): string {
  let free = `exported_${name}`
  while (own.has(free) || labels.has(free)) free = `exported_${free}`
  return free
}
