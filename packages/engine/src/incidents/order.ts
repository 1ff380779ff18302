import type { Incident } from '../report/report.ts'
import type { Draft } from './group.ts'

const KIND_ORDER: Readonly<Record<Incident['kind'], number>> = {
  root: 0,
  'crash-loop': 1,
  'start-blocked': 1,
  'not-ready': 2,
}

/** Roots before their victims, then by severity, confidence, id. */
export function orderIncidents(drafts: readonly Draft[]): readonly Incident[] {
  const sorted = [...drafts].map(({ incident }) => incident).sort(compare)
  const placed = new Set<string>()
  const result: Incident[] = []
  const place = (incident: Incident): void => {
    if (placed.has(incident.id)) return
    placed.add(incident.id)
    const root = incident.victimOf ? sorted.find(({ id }) => id === incident.victimOf) : undefined
    if (root) place(root)
    result.push(incident)
  }
  for (const incident of sorted) place(incident)
  return result
}

const compare = (a: Incident, b: Incident): number =>
  KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
  b.victims.length - a.victims.length ||
  (b.causes[0]?.confidence ?? 0) - (a.causes[0]?.confidence ?? 0) ||
  (a.id < b.id ? -1 : 1)
