import { answerApi, type ApiContext, Engine } from '@unloop/promql'
import type { Store } from '@unloop/store'
import { Hono, type Context } from 'hono'
import { maskedBody } from './masked-body.ts'
import { StoreQuerier } from './store-querier.ts'

export interface PrometheusApiOptions {
  readonly store: Pick<Store, 'query' | 'rows'>
  readonly version: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Samples that a query may hold: 16 bytes each, in a server that has a few hundred megabytes. */
const MAX_SAMPLES = 5_000_000
const TIMEOUT_MS = 30_000
/** What Grafana may ask for goes by the version of Prometheus whose API this is. */
const PROMETHEUS = '3.15.0'
const BASE = '/api/v1/'
const FORM = 'application/x-www-form-urlencoded'

/** Prometheus' API of queries, by GET and by forms, over the samples of the store. */
export function prometheusApi({ store, version, now }: PrometheusApiOptions): Hono {
  const app = new Hono()
  const querier = new StoreQuerier({ store, maxSamples: MAX_SAMPLES })
  const context: ApiContext = {
    engine: new Engine({ maxSamples: MAX_SAMPLES, timeout: TIMEOUT_MS }),
    querier,
    labels: querier,
    now,
    buildInfo: {
      version: PROMETHEUS,
      revision: `unloop ${version}`,
      branch: '',
      buildUser: '',
      buildDate: '',
      goVersion: '',
    },
  }
  app.on(['GET', 'POST'], `${BASE}*`, async (asked, next) => {
    const path = pathOf(asked)
    const metadata = path === 'metadata' ? await querier.metadata() : new Map<string, never>()
    const answered = await answerApi({ ...context, metadata: () => metadata }, path, {
      params: await parametersOf(asked),
      signal: asked.req.raw.signal,
    })
    if (answered === undefined) return next()
    return asked.body(maskedBody(answered.body), answered.status as 200, {
      'content-type': 'application/json',
    })
  })
  return app
}

/** As it was sent: the name of a label may hold what a path cannot. */
function pathOf(asked: Context): string {
  return new URL(asked.req.url).pathname.slice(BASE.length)
}

/** The fields of a form come before those of the address, as in Go. */
async function parametersOf(asked: Context): Promise<URLSearchParams> {
  const address = new URL(asked.req.url).searchParams
  const type = asked.req.header('content-type') ?? ''
  if (asked.req.method !== 'POST' || !type.startsWith(FORM)) return address
  return new URLSearchParams([...new URLSearchParams(await asked.req.text()), ...address])
}
