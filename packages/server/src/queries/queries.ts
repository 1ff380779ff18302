import type { Store } from '@unloop/store'
import { placeConditions, type Span, type Where } from './place.ts'
import { adviceOn, type Advice } from './usage-advice.ts'
import { usageOf, type Usage, type UsageQuery } from './usage.ts'

/** Lines of logs in their order, a page at a time. */
export interface LogQuery extends Where, Span {
  readonly run?: number | undefined
  readonly search?: string | undefined
  readonly limit: number
  readonly order: 'newest' | 'oldest'
  readonly cursor?: string | undefined
  /** False: `total` is the page's own, and the lines before and after it are not counted. */
  readonly isCounted?: boolean
}

/** A line of a log; `ts` is RFC 3339 with nanoseconds, in UTC. */
export interface LogRow {
  readonly ts: string
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly run: number
  readonly stream: string
  readonly severity: number
  readonly body: string
  readonly trace_id: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Incidents of a place, or the one of an id. */
export interface IncidentQuery extends Where {
  readonly state?: string | undefined
  readonly id?: string | undefined
  readonly limit: number
}

/** A place in an ordered list: a time, and how many rows of that time were given already. */
interface Cursor {
  readonly ts: string
  readonly skip: number
}

const DB = 'unloop'
/** Times as text: a number of JSON does not hold nanoseconds. */
const LOG_COLUMNS =
  'toString(ts) AS time, cluster, namespace, pod, container, run, stream, severity, body, trace_id, attributes'

/** The questions of the API, as SQL. */
export class Queries {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Log lines of a time, in an order that a cursor goes on in. */
  async logs(query: LogQuery): Promise<{ records: LogRow[]; total: number; next: string | null }> {
    const cursor = query.cursor === undefined ? null : readCursor(query.cursor)
    const page = pageOf(query, cursor)
    // Counted before the page is read: lines that arrive between the two are shown and not counted, never the reverse.
    const [counted, end] = await Promise.all([
      query.isCounted === false ? 0 : this.#count(page),
      this.#endOf(query, page),
    ])
    const found = await this.#store.rows<LogRow & { time: string }>(
      `SELECT ${LOG_COLUMNS} FROM ${DB}.logs WHERE ${page.where}${end === null ? '' : page.until}
       ORDER BY ts ${page.direction}, cluster, namespace, pod, container, body
       LIMIT {limit:UInt32} OFFSET {skip:UInt32}`,
      { params: { ...page.params, last: end ?? '' } },
    )
    const records = found.slice(0, query.limit)
    const next = found.length > query.limit ? nextCursor(records, cursor) : null
    return {
      records: records.map(({ time, ...row }) => ({ ...row, ts: iso(time) })),
      total: Math.max(counted, records.length),
      next,
    }
  }

  async #count(page: LogPage): Promise<number> {
    const sql = `SELECT count() AS n FROM ${DB}.logs WHERE ${page.all}`
    const [counted] = await this.#store.rows<{ n: string }>(sql, page)
    return Number(counted?.n ?? 0)
  }

  /**
   * The time of a page's last line; null where that saves nothing. Times alone are read for it: texts and attributes are
   * most of the bytes, and of those only the page's are read then.
   */
  async #endOf({ search = '' }: LogQuery, { where, direction, params }: LogPage) {
    if (search !== '') return null
    const [end] = await this.#store.rows<{ last: string; n: string }>(
      `SELECT toString(${direction === 'DESC' ? 'min' : 'max'}(ts)) AS last, count() AS n FROM
         (SELECT ts FROM ${DB}.logs WHERE ${where} ORDER BY ts ${direction} LIMIT {limit:UInt32} OFFSET {skip:UInt32})`,
      { params },
    )
    return end === undefined || end.n === '0' ? null : end.last
  }

  events(query: Where & Span & { readonly limit: number }): Promise<Record<string, unknown>[]> {
    const { where, params } = conditions({ ...query, pod: undefined, container: undefined })
    const named = query.pod === undefined ? '' : ' AND name = {pod:String}'
    return this.#timed(
      `SELECT toString(ts) AS ts, cluster, namespace, kind, name, container, type, reason, message, count, component, node
       FROM ${DB}.events WHERE ${where}${named} ORDER BY ts DESC LIMIT {limit:UInt32}`,
      { ...params, pod: query.pod ?? '', limit: query.limit },
    )
  }

  runs(
    query: Where & { readonly pods?: readonly string[]; readonly limit: number },
  ): Promise<Record<string, unknown>[]> {
    const { where, params } = placeConditions(query)
    const among = query.pods === undefined ? '' : ' AND pod IN {pods:Array(String)}'
    return this.#timed(
      `SELECT cluster, namespace, pod, pod_uid, container, run, container_id, workload_kind, workload, node, image, image_id,
         ${time('started')}, ${time('finished')}, exit_code, signal, reason, message
       FROM ${DB}.runs FINAL WHERE ${where}${among} ORDER BY started DESC, run DESC LIMIT {limit:UInt32}`,
      { ...params, limit: query.limit, ...(query.pods === undefined ? {} : { pods: query.pods }) },
    )
  }

  traces(
    query: Where & Span & { readonly service?: string | undefined; readonly limit: number },
  ): Promise<Record<string, unknown>[]> {
    const { where, params } = conditions(query)
    const service = query.service === undefined ? '' : ' AND service = {service:String}'
    return this.#timed(
      `SELECT trace_id, toString(min(ts)) AS began, max(duration) AS duration_ns, count() AS spans, countIf(status = 2) AS errors,
         argMin(name, ts) AS name, argMin(service, ts) AS service
       FROM ${DB}.spans WHERE ${where}${service} GROUP BY trace_id ORDER BY began DESC LIMIT {limit:UInt32}`,
      { ...params, service: query.service ?? '', limit: query.limit },
    )
  }

  trace(id: string, span: Span): Promise<Record<string, unknown>[]> {
    const { where, params } = conditions(span)
    return this.#timed(
      `SELECT toString(ts) AS ts, duration AS duration_ns, trace_id, span_id, parent_id, name, service, kind, status,
         status_message, namespace, pod, container, attributes, resource, events, links
       FROM ${DB}.spans WHERE trace_id = {id:String} AND ${where} ORDER BY ts LIMIT 10000`,
      { ...params, id },
    )
  }

  changes(
    query: Where &
      Span & {
        readonly kind?: string | undefined
        readonly name?: string | undefined
        readonly limit: number
      },
  ): Promise<Record<string, unknown>[]> {
    const { where, params } = conditions({ ...query, pod: undefined, container: undefined })
    const kind = query.kind === undefined ? '' : ' AND kind = {kind:String}'
    const name = query.name === undefined ? '' : ' AND name = {name:String}'
    return this.#timed(
      `SELECT toString(ts) AS ts, cluster, kind, namespace, name, uid, resource_version, change, hash, object
       FROM ${DB}.objects WHERE ${where}${kind}${name} ORDER BY ts DESC LIMIT {limit:UInt32}`,
      { ...params, kind: query.kind ?? '', name: query.name ?? '', limit: query.limit },
    )
  }

  objects(query: {
    readonly cluster?: string | undefined
    readonly namespace?: string | undefined
    /** One, or several with commas between them. */
    readonly kind: string
    readonly name?: string | undefined
    readonly limit: number
  }): Promise<Record<string, unknown>[]> {
    const { where, params } = placeConditions({
      cluster: query.cluster,
      namespace: query.namespace,
    })
    const named = query.name === undefined ? '' : ' AND name = {name:String}'
    return this.#timed(
      `SELECT toString(max(at)) AS ts, cluster, kind, namespace, name, uid, argMax(change, at) AS change,
         argMax(object, at) AS object
       FROM (SELECT ts AS at, * EXCEPT (ts) FROM ${DB}.objects WHERE ${where} AND kind IN {kinds:Array(String)}${named})
       GROUP BY cluster, kind, namespace, name, uid HAVING argMax(change, at) != 'deleted'
       ORDER BY namespace, name LIMIT {limit:UInt32}`,
      { ...params, kinds: query.kind.split(','), name: query.name ?? '', limit: query.limit },
    )
  }

  /** The newest report of each incident that {@link Queries.incidents} gives for this, as JSON. */
  newestReports(
    query: IncidentQuery,
  ): Promise<{ readonly incident: string; readonly report: string }[]> {
    const { where, params } = incidentConditions(query)
    return this.#store.rows(
      `SELECT incident, argMax(report, ts) AS report FROM ${DB}.reports
       WHERE incident IN (
         SELECT id FROM ${DB}.incidents FINAL WHERE ${where} ORDER BY changed DESC LIMIT {limit:UInt32}
       ) GROUP BY incident`,
      { params },
    )
  }

  /** What containers used, with values for their manifests. */
  async usage(query: UsageQuery): Promise<(Usage & { readonly advice: Advice | null })[]> {
    const found = await usageOf(this.#store, query)
    return found.map((usage) => ({ ...usage, advice: adviceOn(usage) }))
  }

  incidents(query: IncidentQuery): Promise<Record<string, unknown>[]> {
    const { where, params } = incidentConditions(query)
    return this.#timed(
      `SELECT id, cluster, namespace, workload_kind, workload, container, cause, branch, state, title, confidence, crashes,
         ${time('opened')}, ${time('changed')}, ${time('resolved')}
       FROM ${DB}.incidents FINAL WHERE ${where} ORDER BY changed DESC LIMIT {limit:UInt32}`,
      params,
    )
  }

  /** When the diagnosis of an incident changed, and to what; newest first. */
  timeline(id: string): Promise<Record<string, unknown>[]> {
    return this.#timed(
      `SELECT toString(ts) AS ts, cause FROM ${DB}.reports
       WHERE incident = {id:String} ORDER BY ts DESC LIMIT 100`,
      { id },
    )
  }

  /** The newest diagnosis of an incident, as JSON; null where there is none. */
  async report(id: string): Promise<string | null> {
    const [newest] = await this.#store.rows<{ report: string }>(
      `SELECT report FROM ${DB}.reports WHERE incident = {id:String} ORDER BY ts DESC LIMIT 1`,
      { params: { id } },
    )
    return newest?.report ?? null
  }

  async #timed(
    sql: string,
    params: Record<string, string | number | readonly string[]>,
  ): Promise<Record<string, unknown>[]> {
    const rows = await this.#store.rows<Record<string, unknown>>(sql, { params })
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          TIMES.has(key) ? isoOrNull(String(value)) : value,
        ]),
      ),
    )
  }
}

/** The conditions of a page of log lines. */
interface LogPage {
  /** Of all pages. */
  readonly all: string
  /** From the cursor on. */
  readonly where: string
  /** Up to the page's last line. */
  readonly until: string
  readonly direction: 'ASC' | 'DESC'
  readonly params: Record<string, string | number>
}

function pageOf(query: LogQuery, cursor: Cursor | null): LogPage {
  const { where, params } = conditions(query)
  const isNewest = query.order === 'newest'
  const time = (name: string): string => `toDateTime64({${name}:String}, 9, 'UTC')`
  return {
    all: where,
    where: cursor === null ? where : `${where} AND ts ${isNewest ? '<=' : '>='} ${time('ts')}`,
    until: ` AND ts ${isNewest ? '>=' : '<='} ${time('last')}`,
    direction: isNewest ? 'DESC' : 'ASC',
    params: {
      ...params,
      limit: query.limit + 1,
      skip: cursor?.skip ?? 0,
      ts: cursor?.ts ?? '',
    },
  }
}

function incidentConditions({ cluster, namespace, state, id, limit }: IncidentQuery): {
  where: string
  params: Record<string, string | number>
} {
  const place = placeConditions({ cluster, namespace })
  const ofState = state === undefined ? '' : ' AND state = {state:String}'
  const ofId = id === undefined ? '' : ' AND id = {id:String}'
  return {
    where: `${place.where}${ofState}${ofId}`,
    params: { ...place.params, state: state ?? '', id: id ?? '', limit },
  }
}

const TIMES = new Set(['ts', 'began', 'started', 'finished', 'opened', 'changed', 'resolved'])

const time = (column: string): string => `toString(${column}) AS ${column}`

function conditions(
  query: Where & Span & { run?: number | undefined; search?: string | undefined },
): {
  where: string
  params: Record<string, string | number>
} {
  const place = placeConditions(query)
  const params: Record<string, string | number> = {
    ...place.params,
    from: query.fromMs,
    to: query.toMs,
  }
  const parts = [
    place.where,
    'ts >= fromUnixTimestamp64Milli({from:Int64})',
    'ts <= fromUnixTimestamp64Milli({to:Int64})',
  ]
  if (query.run !== undefined) {
    params['run'] = query.run
    parts.push('run = {run:Int32}')
  }
  if (query.search !== undefined && query.search !== '') {
    params['search'] = query.search
    parts.push('positionCaseInsensitiveUTF8(body, {search:String}) > 0')
  }
  return { where: parts.join(' AND '), params }
}

/** ClickHouse's `2026-11-30 08:00:00.123456789` in UTC as RFC 3339. */
function iso(time: string): string {
  return `${time.replace(' ', 'T')}Z`
}

// A time that is not set is 1970.
function isoOrNull(time: string): string | null {
  return time.startsWith('1970-01-01 00:00:00') ? null : iso(time)
}

/** Several lines may have one time: how many of them the page ended with goes along. */
function nextCursor(records: readonly { readonly time: string }[], last: Cursor | null): string {
  const ts = records.at(-1)!.time
  let skip = 0
  for (let at = records.length - 1; at >= 0 && records[at]!.time === ts; at--) skip++
  if (skip === records.length && last !== null && last.ts === ts) skip += last.skip
  return writeCursor({ ts, skip })
}

/** The time of a page's last row, and how many rows of that very time were given already. */
export function writeCursor({ ts, skip }: Cursor): string {
  return `${ts.replace(' ', 'T')}Z~${skip}`
}

/** A cursor that this server made; throws a RangeError for any other text. */
export function readCursor(text: string): Cursor {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{9})Z~(\d{1,9})$/.exec(text)
  if (found === null) throw new RangeError('This is no cursor that an answer gave.')
  return { ts: `${found[1]!} ${found[2]!}`, skip: Number(found[3]) }
}
