import type { Judged } from './verdict/judge.ts'
import { troublingEvents } from './case/troubling-events.ts'
import type { EventView } from './evidence/events.ts'
import { Inventory } from './evidence/inventory.ts'
import type { Snapshot } from './evidence/snapshot.ts'

/** A longer text is a dump: what nothing in it explains is not found by reading it as one log. */
const LONGEST = 64 * 1024
/** A line that only stands somewhere in a text must say more than one at the end of a log. */
const LEAST_WEIGHT = 50

/**
 * The text itself as one log, for where its parts told nothing: people put the decisive message into a sentence, a title or a
 * quotation. Null where there is no such text.
 */
export function asOneLog(snapshot: Snapshot): Inventory | null {
  const { whole } = snapshot
  if (whole === undefined || whole.length === 0 || whole.length > LONGEST) return null
  const log = {
    namespace: null,
    pod: null,
    container: null,
    run: 'unknown',
    origin: { source: 'text', line: 1 },
    text: withoutShape(whole, pastEvents(snapshot)),
  } as const
  return new Inventory({ ...snapshot, objects: [], logs: [log], told: true })
}

/** Lines of manifests, tables, commands and diffs hold words of all kinds and say nothing of a failure. */
const SHAPED =
  /^\s*(?:[\w./-]+:\s*(?:\S+\s*)?$|(?!(?:Error|Message|Reason|Warning|Fatal|Caused by):)[A-Z][A-Za-z]*(?: [A-Z]\w+){0,2}:\s{2,}\S|- [\w./-]+:(?: .*)?$|#|\$ |[\w.@~-]+[#$%>] |kubectl |helm |oc |docker |[A-Z][A-Z ]{3,}$|--set|apiVersion:|kind:|image:|name:)/

const withoutShape = (text: string, past: ReadonlySet<number>): string =>
  text
    .split('\n')
    .map((line, index) =>
      SHAPED.test(line) || past.has(index + 1) ? '' : line.replace(/^[`>*\s]+|`+\s*$/g, ''),
    )
    .join('\n')

/** The lines of warnings that are over or never were any trouble. */
function pastEvents(snapshot: Snapshot): ReadonlySet<number> {
  const { events } = new Inventory(snapshot)
  const past = new Set<number>()
  const about = ({ kind, namespace, name }: EventView): string => `${kind}/${namespace}/${name}`
  for (const all of Map.groupBy(events, about).values()) {
    const troubling = troublingEvents(all)
    for (const event of all)
      if (event.type === 'Warning' && !troubling.includes(event) && event.origin.line !== undefined)
        past.add(event.origin.line)
  }
  return past
}

/** What the whole text says goes before nothing else: it answers where the answer was `unknown`. */
export function answersInstead(read: Judged | undefined): boolean {
  const lead = read?.candidates[0]?.lead
  if (lead === undefined || lead.cause === 'unknown') return false
  return lead.weight >= LEAST_WEIGHT || lead.rule.startsWith('told/')
}

/** Such an answer is no firmer than what a person tells. */
export function asWords(judged: Judged, read: Judged): Judged {
  return {
    file: judged.file,
    candidates: read.candidates,
    basis: read.basis && { ...read.basis, claim: 'told', reader: 'silent' },
  }
}
