import type { Evidence, Incident } from '@unloop/engine/report'
import { cleanLine } from '../ansi/segments.ts'
import type { LeveledLine } from './line.ts'

/** Where a piece of evidence stands in the log: its index, for the newest line that says it. */
export function indexOfEvidence(evidence: Evidence, lines: readonly LeveledLine[]): number | null {
  if (evidence.kind !== 'log') return null
  const wanted = headOf(evidence.excerpt)
  if (wanted === '') return null
  const second = evidence.at === undefined ? null : Math.floor(Date.parse(evidence.at) / 1_000)
  let best: number | null = null
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index]!
    if (!startsWith(line.raw, wanted)) continue
    if (second === null || Math.floor(line.ms / 1_000) === second) return index
    best ??= index
  }
  return best
}

/** Every line that the first cause rests on, in all runs that printed it. */
export function decisiveLines(
  incident: Incident,
  lines: readonly LeveledLine[],
): ReadonlySet<number> {
  const heads = (incident.causes[0]?.evidence ?? [])
    .filter(({ kind }) => kind === 'log')
    .slice(0, 4)
    .map(({ excerpt }) => headOf(excerpt))
    .filter((head) => head.length > 8)
  if (heads.length === 0) return new Set()
  const found = new Set<number>()
  for (const [index, { raw }] of lines.entries())
    if (heads.some((head) => startsWith(raw, head))) found.add(index)
  return found
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
