import type { Inspection, Observation } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence } from '../report/report.ts'
import { observationText } from './wording.ts'

/** Inspections of the container of the case. */
export function inspectionsOf({ inventory, failing, podName }: CaseFile): readonly Inspection[] {
  return (inventory.snapshot.inspections ?? []).filter(
    ({ namespace, pod, container }) =>
      namespace === failing.namespace && pod === podName && container === failing.container?.name,
  )
}

export function observationEvidence(inspection: Inspection, observation: Observation): Evidence {
  return {
    kind: 'look',
    source: inspection.origin.source,
    excerpt: observationText(inspection, observation).slice(0, 400),
  }
}

/** Names that the program's own messages gave: what it says is missing, refused or silent. */
export function isSaid(file: CaseFile, fact: string, value: string): boolean {
  return file.messages.some(({ facts, weight }) => weight >= 30 && facts[fact] === value)
}
