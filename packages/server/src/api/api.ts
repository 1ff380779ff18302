import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi'
import { isStoreError } from '@unloop/store'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Diagnoser } from '../diagnosis/diagnoser.ts'
import { fixRoutes, type FixRoutesOptions } from './fix-routes.ts'
import { DiagnosisError } from '../diagnosis/lane.ts'
import { incidentsWithReports, withReport } from '../incidents/with-reports.ts'
import type { Span } from '../queries/place.ts'
import type { Queries } from '../queries/queries.ts'
import {
  BASE,
  changesQuery,
  eventsQuery,
  incidentAnswer,
  incidentId,
  incidentsAnswer,
  incidentsQuery,
  json,
  logsAnswer,
  logsQuery,
  objectsQuery,
  problem,
  readTime,
  reportAnswer,
  rows,
  runsQuery,
  statusAnswer,
  traceId,
  traceQuery,
  tracesQuery,
  usageAnswer,
  usageQuery,
} from './schemas.ts'

export interface ApiOptions {
  readonly queries: Queries
  readonly diagnoser: Diagnoser
  readonly status: () => Promise<z.infer<typeof statusAnswer>>
  readonly version: string
  readonly now: () => number
  readonly fixes: FixRoutesOptions
}

const DAY_MS = 86_400_000
/** Of an incident's view. */
const MAX_PODS = 50
const MAX_RUNS = 500

const problems = {
  400: json(problem, 'What was asked for is not understood'),
  503: json(problem, 'The store cannot answer now'),
}

/** unloop's own API, with the OpenAPI document that is made of what validates it. */
export function unloopApi({
  queries,
  diagnoser,
  status,
  version,
  now,
  fixes,
}: ApiOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return undefined
      const [issue] = result.error.issues
      return context.json(
        { error: `${issue?.path.join('.') ?? 'The request'}: ${issue?.message}` },
        400,
      )
    },
  })
  app.onError((error, context) => answerError(error, context))
  const span = (query: Ends): Span => spanOf(query, now(), 1)

  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/status`,
      summary: 'How the server is',
      responses: { 200: json(statusAnswer, 'Its state'), ...problems },
    }),
    async (context) => context.json(await status(), 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/logs`,
      summary: 'Log lines',
      request: { query: logsQuery },
      responses: { 200: json(logsAnswer, 'A page of lines'), ...problems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      return context.json(await queries.logs({ ...query, ...span(query) }), 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/events`,
      summary: 'Kubernetes events',
      request: { query: eventsQuery },
      responses: { 200: json(rows('Events'), 'Newest first'), ...problems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      return context.json({ records: await queries.events({ ...query, ...span(query) }) }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/runs`,
      summary: 'Runs of containers, with how they ended',
      request: { query: runsQuery },
      responses: { 200: json(rows('Runs'), 'Newest first'), ...problems },
    }),
    async (context) =>
      context.json({ records: await queries.runs(context.req.valid('query')) }, 200),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/traces`,
      summary: 'Traces',
      request: { query: tracesQuery },
      responses: { 200: json(rows('Traces'), 'Newest first'), ...problems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      return context.json({ records: await queries.traces({ ...query, ...span(query) }) }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/traces/{id}`,
      summary: 'The spans of a trace',
      request: { params: traceId, query: traceQuery },
      responses: { 200: json(rows('Spans'), 'By time'), ...problems },
    }),
    async (context) => {
      const { id } = context.req.valid('param')
      const records = await queries.trace(id.toLowerCase(), span(context.req.valid('query')))
      return context.json({ records }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/changes`,
      summary: 'Objects as they were at each change',
      request: { query: changesQuery },
      responses: { 200: json(rows('Changes'), 'Newest first'), ...problems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      return context.json({ records: await queries.changes({ ...query, ...span(query) }) }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/objects`,
      summary: 'Objects as they are now',
      request: { query: objectsQuery },
      responses: { 200: json(rows('Objects'), 'By namespace and name'), ...problems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      return context.json({ records: await queries.objects(query) }, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/usage`,
      summary: 'What containers used, by workload, and the limits and requests that follow',
      request: { query: usageQuery },
      responses: { 200: json(usageAnswer, 'The largest memory first'), ...problems },
    }),
    async (context) => {
      const query = context.req.valid('query')
      return context.json(
        { records: await queries.usage({ ...query, ...spanOf(query, now(), USAGE_DAYS) }) },
        200,
      )
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/incidents`,
      summary: 'Incidents',
      request: { query: incidentsQuery },
      responses: { 200: json(incidentsAnswer, 'Last changed first'), ...problems },
    }),
    async (context) => {
      const incidents = await incidentsWithReports(queries, context.req.valid('query'))
      return context.json({ incidents } as never, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/incidents/{id}`,
      summary: 'One incident: its diagnosis, its timeline, its runs',
      request: { params: incidentId },
      responses: {
        200: json(incidentAnswer, 'The incident'),
        404: json(problem, 'There is none with that id'),
        ...problems,
      },
    }),
    async (context) => {
      const view = await incidentView(queries, context.req.valid('param').id, now())
      if (view === null) return context.json({ error: 'There is no incident with this id.' }, 404)
      return context.json(view as never, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${BASE}/diagnose`,
      summary: 'Diagnoses pasted text: what kubectl prints, logs, YAML; nothing is stored',
      request: {
        body: { content: { 'text/plain': { schema: { type: 'string' } } }, required: true },
      },
      responses: { 200: json(reportAnswer, 'The report'), ...problems },
    }),
    async (context) => {
      const text = await context.req.text()
      const generatedAt = new Date(now()).toISOString()
      return context.json(
        (await diagnoser.diagnose({ kind: 'text', text, generatedAt })) as never,
        200,
      )
    },
  )
  fixRoutes(app, fixes)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'unloop',
      version,
      description: 'Watches a cluster and keeps what Kubernetes forgets.',
    },
  })
  return app
}

const USAGE_DAYS = 7

/** Times as a question gives them. */
interface Ends {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Both ends of a question; it ends now, and is about so many days, unless it says otherwise. */
function spanOf({ from, to }: Ends, nowMs: number, days: number): Span {
  const toMs = Math.trunc(to === undefined ? nowMs : readTime(to))
  const fromMs = Math.trunc(from === undefined ? toMs - days * DAY_MS : readTime(from))
  return { fromMs, toMs }
}

/** Asked for at once, but for the runs, which are those of the report's pods. */
async function incidentView(queries: Queries, id: string, nowMs: number): Promise<object | null> {
  const [[row], json, timeline] = await Promise.all([
    queries.incidents({ id, limit: 1 }),
    queries.report(id),
    queries.timeline(id),
  ])
  if (row === undefined) return null
  const incident = withReport(row, json)
  const cluster = String(incident['cluster'])
  const report = json === null ? null : (JSON.parse(json) as Record<string, unknown>)
  const pods = Array.isArray(report?.['pods']) ? (report['pods'] as string[]) : []
  const place = {
    cluster,
    namespace: String(incident['namespace']),
    container: String(incident['container']) || undefined,
  }
  const [runs, [usage = null]] = await Promise.all([
    queries.runs({ ...place, pods: pods.slice(0, MAX_PODS), limit: MAX_RUNS }),
    queries.usage({
      ...place,
      ...spanOf({}, nowMs, USAGE_DAYS),
      workload: String(incident['workload']),
      limit: 1,
    }),
  ])
  return { incident, report, timeline, runs, usage }
}

function answerError(error: Error, context: Context): Response {
  // A body that is no JSON, or is not said to be.
  if (error instanceof HTTPException) return context.json({ error: error.message }, error.status)
  if (error instanceof RangeError) return context.json({ error: error.message }, 400)
  if (error instanceof DiagnosisError) return context.json({ error: error.message }, 503)
  if (!isStoreError(error)) return context.json({ error: 'The request could not be handled.' }, 500)
  if (error.code === 'limit')
    return context.json(
      { error: `The question is too large: ask for a shorter time or a place. (${error.message})` },
      400,
    )
  return context.json({ error: error.message }, 503)
}
