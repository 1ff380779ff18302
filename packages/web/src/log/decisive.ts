import type { Evidence, Incident } from '@unloop/engine/report'
import { cleanLine } from '../ansi/segments.ts'
import type { Fold } from './fold.ts'
import type { LeveledLine } from './line.ts'

/** The newest line that says a piece of evidence, and the newest that says it in the second that it is of. */
interface Found {
  readonly any: number
  readonly exact: number
}

/** Where each piece of evidence stands in the log, as far as it was found. */
export type EvidencePlaces = ReadonlyMap<Evidence, Found>

/** Where a piece of evidence stands in the log; null where it does not. */
export function indexOfEvidence(evidence: Evidence, places: EvidencePlaces): number | null {
  const { any, exact } = places.get(evidence) ?? NOWHERE
  return exact >= 0 ? exact : any >= 0 ? any : null
}

// For evidence that no line says.
const NOWHERE: Found = { any: -1, exact: -1 }

/** Looks for all pieces of evidence in one pass; of several lines that fit, the newest counts. */
export function evidenceFold(all: readonly Evidence[]): Fold<LeveledLine, EvidencePlaces> {
  const wanted = all
    .filter(({ kind }) => kind === 'log')
    .map((evidence) => ({ evidence, head: headOf(evidence.excerpt), second: secondOf(evidence) }))
    .filter(({ head }) => head !== '')
  return {
    start: new Map(),
    add: (before, lines, from) => {
      let places: Map<Evidence, Found> | null = null
      for (let index = from; index < lines.length; index++)
        for (const { evidence, head, second } of wanted) {
          if (!startsWith(lines[index]!.raw, head)) continue
          const isExact = second === null || Math.floor(lines[index]!.ms / 1_000) === second
          places ??= new Map(before)
          const { exact } = places.get(evidence) ?? NOWHERE
          places.set(evidence, { any: index, exact: isExact ? index : exact })
        }
      return places ?? before
    },
  }
}

/** The second that evidence is of, since 1970; null where it has no time. */
const secondOf = ({ at }: Evidence): number | null =>
  at === undefined ? null : Math.floor(Date.parse(at) / 1_000)

/** Every line that the first cause rests on, in all runs that printed it. */
export function decisiveFold(incident: Incident): Fold<LeveledLine, ReadonlySet<number>> {
  const heads = (incident.causes[0]?.evidence ?? [])
    .filter(({ kind }) => kind === 'log')
    .slice(0, 4)
    .map(({ excerpt }) => headOf(excerpt))
    .filter((head) => head.length > 8)
  return {
    start: new Set(),
    add: (before, lines, from) => {
      const found: number[] = []
      for (let index = from; index < lines.length; index++)
        if (heads.some((head) => startsWith(lines[index]!.raw, head))) found.push(index)
      return found.length === 0 ? before : new Set([...before, ...found])
    },
  }
}

/** Of a line as it is shown. Most are told by their letters alone, before any of them is cleaned. */
function startsWith(raw: string, head: string): boolean {
  if (!raw.includes(head) && !raw.includes('\u001B')) return false
  return cleanLine(raw).trim().startsWith(head)
}

/** The first line of an excerpt, without what was cut or masked: what a log line can be found by. */
function headOf(excerpt: string): string {
  const [first = ''] = excerpt.split('\n')
  const [whole = ''] = first.split(/…|\*\*\*/)
  return whole.trim().slice(0, 160)
}
