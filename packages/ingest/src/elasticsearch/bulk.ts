import { PLACE_NAMES, placeOf } from '../place.ts'
import { Rejections, type Intake } from '../intake.ts'
import type { Scope } from '../scope.ts'
import { severityOf } from '../severity.ts'
import { objectOf, type Fields } from '../fields/values.ts'
import type { LogSink } from '../sinks/log-sink.ts'
import { outside } from '../time-window.ts'

/** What became of one action of a bulk request, in its order. */
export interface BulkItem {
  readonly action: string
  /** As an HTTP status: 201 for a document that was taken, 400 for one that was not, 404 for a deletion. */
  readonly status: number
  readonly reason: string
}

/** One item for each action, in the order of the request: clients find what failed by its place. */
export interface BulkIntake extends Intake {
  readonly items: readonly BulkItem[]
}

/** Names under which shippers put a record's time, those of the Elastic Common Schema first. */
const TIMES = ['@timestamp', 'timestamp', 'time', 'ts', 'date']
/** Where the text of a record stands: Beats, Fluent Bit, journald and VictoriaLogs name it differently. */
const BODIES = ['message', 'log', 'msg', 'MESSAGE', '_msg']
/** Names under which shippers put the level. */
const LEVELS = ['level', 'severity', 'log.level', 'lvl']
/** Objects nested deeper are kept as JSON. */
const MAX_DEPTH = 6

/** The newline-delimited actions and documents of Elasticsearch's `_bulk`; each document is a log line. */
export function takeBulk(body: string, sink: LogSink, scope: Scope): BulkIntake {
  const rejections = new Rejections()
  const items: BulkItem[] = []
  const lines = body.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.trim()
    if (line === '') continue
    const action = Object.keys(parse(line) ?? {})[0] ?? ''
    if (action === 'delete') {
      items.push({ action, status: 404, reason: 'nothing is deleted here' })
      continue
    }
    if (action !== 'index' && action !== 'create') {
      const reason = `line ${at + 1} is no action index or create`
      rejections.add(reason)
      items.push({ action: 'index', status: 400, reason })
      continue
    }
    const reason = addDocument(lines[++at] ?? '', sink, scope)
    if (reason !== null) rejections.add(`line ${at + 1}: ${reason}`)
    items.push({ action, status: reason === null ? 201 : 400, reason: reason ?? '' })
  }
  const accepted = sink.rows
  const block = sink.finish()
  const { count: rejected, reason } = rejections
  return { blocks: block === null ? [] : [block], accepted, rejected, reason, items }
}

/** Null where the document was taken, else why not. */
function addDocument(text: string, sink: LogSink, scope: Scope): string | null {
  const document = parse(text)
  if (document === null) return 'no JSON object'
  const fields = new Map<string, string>()
  flatten(document, '', { fields, depth: 0 })
  const take = (names: readonly string[]): string => {
    for (const name of names) {
      const value = fields.get(name)
      if (value === undefined) continue
      fields.delete(name)
      return value
    }
    return ''
  }
  const ms = timeOf(take(TIMES), scope.nowMs)
  const late = outside(scope.window, ms)
  if (late !== null) return late
  const bodyText = take(BODIES)
  const level = take(LEVELS)
  const [traceId, spanId] = [take(['trace_id', 'trace.id']), take(['span_id', 'span.id'])]
  const pairs = [...fields]
  sink.from(
    placeOf(pairs, scope.cluster),
    [],
  )({
    ns: BigInt(Math.round(ms * 1_000)) * 1_000n,
    severity: severityOf(level),
    body: bodyText === '' ? text.trim() : bodyText,
    traceId,
    spanId,
    attributes: bodyText === '' ? [] : pairs.filter(([key]) => !PLACE_NAMES.has(key)),
  })
  return null
}

/** Null for what is no JSON object. */
function parse(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : null
  } catch {
    return null
  }
}

/** Nested objects become names with dots, as Elasticsearch itself reads them. */
function flatten(
  value: Fields,
  prefix: string,
  { fields, depth }: { readonly fields: Map<string, string>; readonly depth: number },
): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < MAX_DEPTH)
      flatten(objectOf(inner), name, { fields, depth: depth + 1 })
    else if (inner !== null)
      fields.set(name, typeof inner === 'string' ? inner : JSON.stringify(inner))
  }
}

/** Milliseconds of an ISO time, or of seconds or milliseconds as a number; now where there is none. */
function timeOf(text: string, nowMs: number): number {
  if (text === '') return nowMs
  const number = Number(text)
  if (!Number.isNaN(number)) return number < 1e11 ? number * 1_000 : number
  const parsed = Date.parse(text)
  return Number.isNaN(parsed) ? nowMs : parsed
}
