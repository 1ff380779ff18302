import type { Look, Seen } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence } from '../report/report.ts'
import { seenWords } from './wording.ts'

/** Looks at the container of the case. */
export function looksAt({ inventory, trouble, podName }: CaseFile): readonly Look[] {
  return (inventory.snapshot.looks ?? []).filter(
    ({ namespace, pod, container }) =>
      namespace === trouble.namespace && pod === podName && container === trouble.container?.name,
  )
}

export function fromLook(look: Look, seen: Seen): Evidence {
  return {
    kind: 'look',
    source: look.origin.source,
    excerpt: seenWords(look, seen).slice(0, 400),
  }
}

/** Names that the program's own messages gave: what it says is missing, refused or silent. */
export function isSaid(file: CaseFile, fact: string, value: string): boolean {
  return file.messages.some(({ facts, weight }) => weight >= 30 && facts[fact] === value)
}
