import { alertsAnswer, rulesAnswer, RulesRequestError } from '@unloop/alerting/rules'
import { Hono, type Context } from 'hono'
import type { Alerting } from './alerting.ts'

/** The APIs of Prometheus' rules and of Alertmanager, answered for what alerts here. */
export interface AlertingRoutesOptions {
  /** Null before it has started. */
  readonly alerting: () => Alerting | null
  /** Why a request may not do what it wants; null if it may. Reading was allowed before. */
  readonly denied: (role: 'write' | 'ingest', context: Context) => Promise<string | null>
}

/** Prometheus' answers about rules and alerts, and Alertmanager's API under `/alertmanager`. */
export function alertingRoutes(options: AlertingRoutesOptions): Hono {
  const app = new Hono()
  app.get('/api/v1/rules', (context) =>
    prometheusAnswer(context, () =>
      rulesAnswer(options.alerting()?.rules.groups ?? [], new URL(context.req.url).searchParams),
    ),
  )
  app.get('/api/v1/alerts', (context) =>
    prometheusAnswer(context, () => alertsAnswer(options.alerting()?.rules.groups ?? [])),
  )
  app.all('/alertmanager/*', async (context) => {
    const missing = await missingRight(context, options)
    if (missing !== null) return context.json({ error: missing }, 401)
    return answerAlertmanager(context, options)
  })
  return app
}

function prometheusAnswer(context: Context, data: () => object): Response {
  try {
    return context.json({ status: 'success', data: data() })
  } catch (error) {
    if (!(error instanceof RulesRequestError)) throw error
    return context.json({ status: 'error', errorType: 'bad_data', error: error.message }, 400)
  }
}

/** Alerts are sent as telemetry is; silences and reloading change something. */
async function missingRight(
  context: Context,
  { denied }: AlertingRoutesOptions,
): Promise<string | null> {
  const { method, path } = context.req
  if (method === 'GET' || method === 'HEAD') return null
  const role = path === '/alertmanager/api/v2/alerts' ? 'ingest' : 'write'
  return denied(role, context)
}

async function answerAlertmanager(
  context: Context,
  { alerting }: AlertingRoutesOptions,
): Promise<Response> {
  const api = alerting()?.api ?? null
  if (api !== null) return api(context.req.raw)
  const error = 'It does not notify: no --alertmanager-config was given, or another process does.'
  return context.json({ error }, 503)
}
