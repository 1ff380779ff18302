import type { IncidentRow } from '../api/answers.ts'
import type { IncidentsSearch } from '../routes/search.ts'
import { millis } from '../story/millis.ts'
import { trendOf } from '../story/trend.ts'

/** One line of the list: a root or an incident by itself, or one that follows from the line above. */
export interface ListRow {
  readonly incident: IncidentRow
  readonly isVictim: boolean
}

/** What is asked for, victims folded under their root, in the order asked for. */
export function listRows(
  all: readonly IncidentRow[],
  search: IncidentsSearch,
  nowMs: number,
): ListRow[] {
  const words = (search.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const shown = all.filter((row) => isAsked(row, search, nowMs) && words.every(has(row)))
  const ids = new Set(shown.map(({ id }) => id))
  const isUnderRoot = ({ newest }: IncidentRow): boolean =>
    newest?.victim_of != null && ids.has(newest.victim_of)
  const victims = Map.groupBy(shown.filter(isUnderRoot), ({ newest }) => newest!.victim_of!)
  return shown
    .filter((row) => !isUnderRoot(row))
    .toSorted(orderOf(search.sort ?? 'urgency', victims))
    .flatMap((incident) => withVictims(incident, victims, new Set()))
}

/** An incident and what follows from it, depth first; `seen` ends circles. */
function withVictims(
  incident: IncidentRow,
  victims: ReadonlyMap<string, readonly IncidentRow[]>,
  seen: Set<string>,
): ListRow[] {
  const isVictim = seen.size > 0
  seen.add(incident.id)
  const own = (victims.get(incident.id) ?? []).filter(({ id }) => !seen.has(id))
  return [{ incident, isVictim }, ...own.flatMap((victim) => withVictims(victim, victims, seen))]
}

/** Whether a row has the state and the branch that are asked for. */
function isAsked(
  row: IncidentRow,
  { state = 'open', branch }: IncidentsSearch,
  nowMs: number,
): boolean {
  if (branch !== undefined && row.branch !== branch) return false
  if (state === 'all') return true
  if (state === 'open') return row.state === 'open'
  return trendOf(row, nowMs) === state
}

/** What a row is found and ordered by. */
interface Derived {
  readonly text: string
  readonly sinceMs: number
}

/** Worked out once for each row, and not with each key. */
const known = new WeakMap<IncidentRow, Derived>()

function derivedOf(row: IncidentRow): Derived {
  const before = known.get(row)
  if (before !== undefined) return before
  const { title, namespace, workload, workload_kind, container, cause, cluster, newest } = row
  const pods = newest?.pods.join(' ') ?? ''
  const derived = {
    text: `${title} ${namespace}/${workload} ${workload_kind} ${container} ${cause} ${cluster} ${pods}`.toLowerCase(),
    sinceMs: millis(newest?.since) ?? millis(row.opened) ?? 0,
  }
  known.set(row, derived)
  return derived
}

/** Whether a row contains a word in anything that it is called by. */
function has(row: IncidentRow): (word: string) => boolean {
  const { text } = derivedOf(row)
  return (word) => text.includes(word)
}

type Order = (a: IncidentRow, b: IncidentRow) => number

/** An order of rows, in which equal ones stand by their id, so that nothing jumps. */
function orderOf(
  sort: NonNullable<IncidentsSearch['sort']>,
  victims: ReadonlyMap<string, readonly IncidentRow[]>,
): Order {
  const byId: Order = (a, b) => (a.id < b.id ? -1 : 1)
  const since = (row: IncidentRow): number => derivedOf(row).sinceMs
  const orders: Readonly<Record<typeof sort, Order>> = {
    // Those that pull others down first, then what crashed last most often; each by what does not jump.
    urgency: (a, b) =>
      Number(b.state === 'open') - Number(a.state === 'open') ||
      (victims.get(b.id)?.length ?? 0) - (victims.get(a.id)?.length ?? 0) ||
      since(b) - since(a),
    newest: (a, b) => since(b) - since(a),
    restarts: (a, b) => b.crashes - a.crashes,
    confidence: (a, b) => b.confidence - a.confidence,
  }
  return (a, b) => orders[sort](a, b) || byId(a, b)
}
