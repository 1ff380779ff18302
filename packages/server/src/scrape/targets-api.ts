import { Hono } from 'hono'
import type { ScrapedTarget } from './scraper.ts'

/** What Prometheus answers under `/api/v1/targets`, for Grafana and for people who look for missing samples. */
export function targetsApi(targets: () => readonly ScrapedTarget[]): Hono {
  const app = new Hono()
  app.get('/api/v1/targets', (context) =>
    context.json({
      status: 'success',
      data: {
        activeTargets: targets().map(({ target, state }) => ({
          discoveredLabels: {},
          labels: Object.fromEntries(target.labels),
          scrapePool: target.job.job_name,
          scrapeUrl: target.apiPath ?? target.url,
          globalUrl: target.apiPath ?? target.url,
          lastError: state.error,
          lastScrape: new Date(state.lastMs).toISOString(),
          lastScrapeDuration: state.durationMs / 1_000,
          health: state.health,
          scrapeInterval: `${target.intervalMs / 1_000}s`,
          scrapeTimeout: `${target.timeoutMs / 1_000}s`,
        })),
        droppedTargets: [],
        droppedTargetCounts: {},
      },
    }),
  )
  return app
}
