import { Hono, type Context } from 'hono'

/** For `POST /-/reload`, as Prometheus and Alertmanager have it. */
export interface ReloadOptions {
  /** Rejects where a file is wrong. */
  readonly reload: () => Promise<void>
  /** Null where who asks may change something, else why not. */
  readonly denied: (context: Context) => Promise<string | null>
}

/** Prometheus' way to have files read again: POST or PUT to `/-/reload`. */
export function reloadRoute({ reload, denied }: ReloadOptions): Hono {
  const app = new Hono()
  app.on(['POST', 'PUT'], '/-/reload', async (context) => {
    const why = await denied(context)
    if (why !== null) return context.json({ error: why }, 401)
    try {
      await reload()
      return context.body(null, 200)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      return context.text(`failed to reload config: ${words}\n`, 500)
    }
  })
  return app
}
