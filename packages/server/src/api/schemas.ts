import { z } from '@hono/zod-openapi'

// Every schema both validates and is what the OpenAPI document says.

/** What all paths of unloop's own API begin with. */
export const BASE = '/api/unloop/v1'

/** An answer of this schema, as the OpenAPI document has it. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

const name = (what: string) => z.string().min(1).max(253).optional().openapi({ description: what })

/** A time: RFC 3339, or seconds since 1970. */
const time = (what: string) =>
  z
    .string()
    .max(40)
    .refine((value) => Number.isFinite(readTime(value)), 'is no time such as 2026-11-30T08:00:00Z')
    .optional()
    .openapi({
      description: `${what}: RFC 3339, or seconds since 1970`,
      example: '2026-11-30T08:00:00Z',
    })

const limit = (most: number, usual: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .default(usual)
    .openapi({ description: `${usual} unless given, ${most} at most` })

const place = {
  cluster: name('Of this cluster only'),
  namespace: name('Of this namespace only'),
  pod: name('Of this pod only'),
  container: name('Of this container only'),
}

const span = {
  from: time('From then on; 24 hours before `to` unless given'),
  to: time('Until then; now unless given'),
}

/** `run` is the restart count of a container: 0 for its first run, -1 for lines whose run is not known. */
export const logsQuery = z.object({
  ...place,
  ...span,
  run: z.coerce
    .number()
    .int()
    .min(-1)
    .max(2_147_483_647)
    .optional()
    .openapi({ description: 'Of the run with this restart count' }),
  search: z
    .string()
    .max(500)
    .optional()
    .openapi({ description: 'Lines that contain this, in any case' }),
  order: z.enum(['newest', 'oldest']).default('newest'),
  limit: limit(5_000, 200),
  cursor: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: 'The `next` of the answer before' }),
})

/** The newest `limit` events, newest first: there is no cursor for more. */
export const eventsQuery = z.object({ ...place, ...span, limit: limit(5_000, 200) })
export const runsQuery = z.object({ ...place, limit: limit(5_000, 200) })
export const tracesQuery = z.object({
  ...place,
  ...span,
  service: name('Of this service only'),
  limit: limit(1_000, 100),
})
export const traceQuery = z.object(span)
export const changesQuery = z.object({
  cluster: place.cluster,
  namespace: place.namespace,
  ...span,
  kind: name('Of this kind only'),
  name: name('Of objects with this name only'),
  limit: limit(1_000, 100),
})
export const objectsQuery = z.object({
  cluster: place.cluster,
  namespace: place.namespace,
  kind: z
    .string()
    .min(1)
    .max(1_000)
    .openapi({ description: 'Of this kind, such as Pod; of several with commas between them' }),
  name: name('The object with this name only'),
  limit: limit(5_000, 500),
})
export const incidentsQuery = z.object({
  cluster: place.cluster,
  namespace: place.namespace,
  state: z.enum(['open', 'resolved']).optional(),
  limit: limit(5_000, 100),
})
export const usageQuery = z.object({
  cluster: place.cluster,
  namespace: place.namespace,
  container: place.container,
  workload: name('Of the workload with this name only'),
  from: time('From then on; seven days before `to` unless given'),
  to: span.to,
  limit: limit(5_000, 500),
})
export const tailQuery = z.object({ ...place, search: logsQuery.shape.search })

/** As `id` of an incident in a list has it. */
export const incidentId = z.object({ id: z.string().min(1).max(300) })
/** As W3C Trace Context writes it; upper case is taken too. */
export const traceId = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/i, 'is no trace id of 32 hexadecimal digits'),
})

const stamp = z.string().openapi({ format: 'date-time' })
const nullableStamp = stamp.nullable()
const texts = z.record(z.string(), z.string())

export const logRecord = z
  .object({
    ts: stamp,
    cluster: z.string(),
    namespace: z.string(),
    pod: z.string(),
    container: z.string(),
    run: z
      .number()
      .int()
      .openapi({ description: 'The restart count, or -1 where it is not known' }),
    stream: z.string(),
    severity: z
      .number()
      .int()
      .openapi({ description: "OpenTelemetry's number; 0 where it is not known" }),
    body: z.string(),
    trace_id: z.string(),
    attributes: texts,
  })
  .openapi('LogRecord')

export const logsAnswer = z
  .object({
    records: z.array(logRecord),
    total: z.number().int().openapi({ description: 'How many there are in all, without `limit`' }),
    next: z
      .string()
      .nullable()
      .openapi({ description: 'Give it as `cursor` for what follows; null at the end' }),
  })
  .openapi('Logs')

const incidentSummary = z
  .object({
    kind: z.string(),
    pods: z.array(z.string()),
    victim_of: z.string().nullable(),
    victims: z.array(z.string()),
    since: nullableStamp,
    reason: z.string().nullable(),
    exit_code: z.number().int().nullable(),
    restarts: z.number().int(),
    next_restart: nullableStamp,
    change: z.string().nullable(),
    fix: z.string().nullable().openapi({ description: 'The title of the first fix' }),
  })
  .openapi('IncidentSummary')

export const incident = z
  .object({
    id: z.string(),
    cluster: z.string(),
    namespace: z.string(),
    workload_kind: z.string(),
    workload: z.string(),
    container: z.string(),
    cause: z.string(),
    branch: z.string(),
    state: z.enum(['open', 'resolved']),
    title: z.string(),
    confidence: z.number(),
    crashes: z.number().int(),
    opened: nullableStamp,
    changed: nullableStamp,
    resolved: nullableStamp,
    newest: incidentSummary.nullable().openapi({ description: 'From its newest report' }),
  })
  .openapi('Incident')

const row = z.record(z.string(), z.unknown())
/** A list whose rows are the columns of a table of the store; `title` names it in the OpenAPI document. */
export function rows(title: string) {
  return z.object({ records: z.array(row) }).openapi(title)
}

export const incidentsAnswer = z.object({ incidents: z.array(incident) }).openapi('Incidents')
/** Memory in bytes, CPU in cores. */
export const usage = z
  .object({
    cluster: z.string(),
    namespace: z.string(),
    workload_kind: z.string(),
    workload: z.string(),
    container: z.string(),
    pods: z.number().int(),
    memory: z
      .object({ peak: z.number(), p95: z.number(), samples: z.number().int() })
      .nullable()
      .openapi({ description: 'Working set' }),
    cpu: z
      .object({ peak: z.number(), p95: z.number(), throttled: z.number().nullable() })
      .nullable()
      .openapi({ description: 'Over five minutes each; the share of periods that were throttled' }),
    oom_kills: z.number().int(),
    startup_failures: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'The most failures of the startup probe before a run was up' }),
    advice: z
      .object({
        requests: texts,
        limits: texts,
        startup_failure_threshold: z.number().int().nullable(),
        because: z.array(z.string()),
      })
      .nullable(),
  })
  .openapi('Usage')
export const usageAnswer = z.object({ records: z.array(usage) }).openapi('Usages')

/** One incident with everything that the page draws beside it. */
export const incidentAnswer = z
  .object({
    incident,
    report: row
      .nullable()
      .openapi({ description: 'The newest diagnosis, as an incident of unloop/report@1' }),
    timeline: z.array(z.object({ ts: nullableStamp, cause: z.string() })),
    runs: z.array(row),
    usage: usage
      .nullable()
      .openapi({ description: 'Of its container over seven days; null where nothing is known' }),
  })
  .openapi('IncidentView')
export const statusAnswer = z
  .object({
    version: z.string(),
    banner: z.string().nullable(),
    fixes: z.boolean().openapi({ description: 'Whether plans can be carried out' }),
    store: row,
    ingest: row,
    clusters: z.array(row),
  })
  .openapi('Status')
export const reportAnswer = row.openapi('Report', { description: 'unloop/report@1' })
/** Every status from 400 on: one sentence that says what to do. */
export const problem = z.object({ error: z.string() }).openapi('Problem')

/** Milliseconds since 1970; NaN for what is no time. */
export function readTime(text: string): number {
  if (/^\d{1,11}(\.\d{1,9})?$/.test(text)) return Number(text) * 1_000
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN
}
