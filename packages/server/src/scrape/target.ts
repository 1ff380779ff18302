import { createHash } from 'node:crypto'
import { parseDuration } from '@unloop/promql'
import type { MetaLabels } from './discovery/meta.ts'
import { relabel } from './relabel.ts'
import type { ScrapeJob } from './scrape-config.ts'

/** One address that is read again and again. */
export interface Target {
  readonly job: ScrapeJob
  readonly url: string
  /** What stands on each of its series. */
  readonly labels: ReadonlyMap<string, string>
  readonly intervalMs: number
  readonly timeoutMs: number
  /** The same for the same address and labels. */
  readonly key: string
  /** Where the cluster's API is asked instead of the address: the path there. */
  readonly apiPath?: string
}

const DEFAULTS = ['__address__', '__scheme__', '__metrics_path__']

/** A target from its labels as they were found; null where a rule drops it, a problem in words where it is none. */
export function targetOf(found: MetaLabels, job: ScrapeJob): Target | string | null {
  const labels = new Map<string, string>([
    ['job', job.job_name],
    ['__scheme__', job.scheme],
    ['__metrics_path__', job.metrics_path],
    ['__scrape_interval__', `${job.scrape_interval}ms`],
    ['__scrape_timeout__', `${job.scrape_timeout}ms`],
  ])
  for (const [name, values] of Object.entries(job.params))
    if (values[0] !== undefined) labels.set(`__param_${name}`, values[0])
  for (const [name, value] of Object.entries(found)) if (value !== '') labels.set(name, value)
  if (!relabel(labels, job.relabel_configs)) return null
  const [address = '', scheme = '', path = ''] = DEFAULTS.map((name) => labels.get(name))
  if (address === '') return 'the target has no address'
  const text = `${scheme}://${address}${path.startsWith('/') ? path : `/${path}`}`
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return `${JSON.stringify(text.slice(0, 200))} is no address`
  const times = timesOf(labels)
  if (typeof times === 'string') return times
  const url = withParameters(new URL(text), labels, job)
  if (!labels.has('instance')) labels.set('instance', address)
  for (const name of [...labels.keys()]) if (name.startsWith('__')) labels.delete(name)
  return { job, url, labels, ...times, key: keyOf(job.job_name, url, labels) }
}

/** The identity of a target. */
export function keyOf(job: string, url: string, labels: ReadonlyMap<string, string>): string {
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([job, url, sorted]))
    .digest('base64url')
    .slice(0, 16)
}

function timesOf(labels: ReadonlyMap<string, string>) {
  try {
    const intervalMs = Math.max(1_000, parseDuration(labels.get('__scrape_interval__') ?? ''))
    const timeoutMs = Math.min(intervalMs, parseDuration(labels.get('__scrape_timeout__') ?? ''))
    return { intervalMs, timeoutMs }
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
}

function withParameters(url: URL, labels: ReadonlyMap<string, string>, job: ScrapeJob): string {
  for (const [name, values] of Object.entries(job.params))
    for (const value of values.slice(1)) url.searchParams.append(name, value)
  for (const [name, value] of labels)
    if (name.startsWith('__param_')) url.searchParams.append(name.slice('__param_'.length), value)
  return url.href
}
