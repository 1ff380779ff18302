import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi'
import { RemedyError } from '@unloop/remedy'
import { isSourceError } from '@unloop/sources'
import type { Context } from 'hono'
import { BASE, incidentId, json, problem } from './schemas.ts'
import { FixRefused, type FixDesk } from '../fixes/fix-desk.ts'
import { errorWords } from '../fixes/fix-run.ts'

/** For the routes by which plans are carried out. */
export interface FixRoutesOptions {
  /** Null where the server may not: it was not told to. */
  readonly desk: () => FixDesk | null
  /** Why who asks may change nothing; null if they may. */
  readonly denied: (context: Context) => Promise<string | null>
}

/** Values that only a person knows: no name and no value is longer than what a Secret may hold. */
const answers = z
  .record(z.string().max(253), z.string().max(1 << 20))
  .default({})
  .openapi({ description: 'What the plan asks for, by its names' })
const plan = z
  .string()
  .min(1)
  .max(200)
  .openapi({ description: 'The id of a fix of the incident', example: 'bad-command/argument' })
const wanted = z.object({ plan, answers }).openapi('WantedPlan')
const wantedNow = z
  .object({
    plan,
    answers,
    replace: z
      .boolean()
      .default(false)
      .openapi({ description: 'Objects may be deleted and made anew' }),
  })
  .openapi('PlanToCarryOut')
const change = z.object({
  op: z.enum(['create', 'patch', 'replace']),
  object: z.string(),
  diff: z.array(z.object({ sign: z.enum([' ', '+', '-']), text: z.string() })),
  warnings: z.array(z.string()),
  owners: z.array(
    z.object({ by: z.string(), what: z.string(), instead: z.string(), reverts: z.boolean() }),
  ),
})
const trialAnswer = z
  .object({
    plan: z.object({ id: z.string(), title: z.string(), risk: z.string(), verify: z.string() }),
    cluster: z.string(),
    changes: z.array(change),
    asks: z.array(z.object({ name: z.string(), what: z.string(), secret: z.boolean() })),
    replaced: z.array(z.string()),
  })
  .openapi('Trial')
const run = z
  .object({
    id: z.string(),
    incident: z.string(),
    plan: z.string(),
    title: z.string(),
    startedAt: z.string().openapi({ format: 'date-time' }),
    state: z.enum([
      'running',
      'undoing',
      'proven',
      'not-proven',
      'interrupted',
      'failed',
      'undone',
    ]),
    progress: z.array(z.object({ at: z.string(), words: z.string() })),
    checks: z.array(
      z.object({ what: z.string(), isMet: z.boolean().nullable(), seen: z.string() }),
    ),
    undone: z.object({ isExact: z.boolean(), words: z.array(z.string()) }).nullable(),
    error: z.string().nullable(),
  })
  .openapi('FixRun')
const runsAnswer = z.object({ fixes: z.array(run) }).openapi('FixRuns')
const runsQuery = z.object({ incident: z.string().max(300).optional() })
const runId = z.object({ id: z.string().min(1).max(100) })

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { 'application/json': { schema } },
  required: true,
})
const refusals = {
  400: json(problem, 'What was asked for is not understood'),
  401: json(problem, 'Who asks may change nothing'),
  403: json(problem, 'The server may change nothing'),
  404: json(problem, 'There is none with that id'),
  409: json(problem, 'The plan does not fit the cluster as it is now, or the cluster refuses it'),
  503: json(problem, 'The cluster or the store cannot answer now'),
}

const unread = { 415: json(problem, 'The body is not said to be JSON') }

/** Trials, runs and their end, for people who may change something. */
export function fixRoutes(app: OpenAPIHono, { desk, denied }: FixRoutesOptions): void {
  const answered = async (
    context: Context,
    answer: (desk: FixDesk) => Promise<Response>,
  ): Promise<Response> => {
    const why = await denied(context)
    if (why !== null) return context.json({ error: why }, 401)
    const found = desk()
    if (found === null)
      return context.json(
        { error: 'The server changes nothing: start it with --allow-fixes.' },
        403,
      )
    try {
      return await answer(found)
    } catch (error) {
      return refusal(context, error)
    }
  }
  app.openapi(
    createRoute({
      method: 'post',
      path: `${BASE}/incidents/{id}/trial`,
      summary: 'What a plan would change, as the API server takes it on trial; nothing is changed',
      request: { params: incidentId, body: body(wanted) },
      responses: { 200: json(trialAnswer, 'What it would do'), ...refusals, ...unread },
    }),
    (async (context: Context) => {
      const { id } = context.req.valid('param' as never) as { id: string }
      const asked = context.req.valid('json' as never) as z.infer<typeof wanted>
      return answered(context, async (found) =>
        context.json(await found.trial({ incident: id, ...asked }), 200),
      )
    }) as never,
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${BASE}/incidents/{id}/fix`,
      summary: 'Carries out a plan, proves it, and puts it back where it did not help',
      request: { params: incidentId, body: body(wantedNow) },
      responses: { 202: json(run, 'It has begun'), ...refusals, ...unread },
    }),
    (async (context: Context) => {
      const { id } = context.req.valid('param' as never) as { id: string }
      const { replace, ...asked } = context.req.valid('json' as never) as z.infer<typeof wantedNow>
      return answered(context, async (found) =>
        context.json(await found.begin({ incident: id, ...asked }, replace), 202),
      )
    }) as never,
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: `${BASE}/fixes`,
      summary: 'Plans that were carried out by this process, newest first',
      request: { query: runsQuery },
      responses: { 200: json(runsAnswer, 'The runs'), 400: refusals[400] },
    }),
    (context) => {
      const { incident } = context.req.valid('query')
      return context.json({ fixes: desk()?.runs(incident) ?? [] } as never, 200)
    },
  )
  app.openapi(
    createRoute({
      method: 'post',
      path: `${BASE}/fixes/{id}/undo`,
      summary: 'Stops a plan that is being carried out, and puts back what was changed',
      request: { params: runId },
      responses: { 202: json(run, 'It is being put back'), ...refusals },
    }),
    (async (context: Context) => {
      const { id } = context.req.valid('param' as never) as { id: string }
      return answered(context, async (found) => context.json(await found.takeBack(id), 202))
    }) as never,
  )
}

function refusal(context: Context, error: unknown): Response {
  if (error instanceof FixRefused) return context.json({ error: error.message }, error.status)
  if (error instanceof RemedyError) return context.json({ error: errorWords(error) }, 409)
  if (isSourceError(error)) return context.json({ error: error.message }, 503)
  throw error
}
