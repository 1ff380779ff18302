import { ClusterApi, Lanes, type ClusterOptions, type ObjectChange } from '@unloop/sources'
import type { Ingest } from '@unloop/ingest'
import { builtInTargets } from './built-in.ts'
import { ClusterObjects } from './discovery/cluster-objects.ts'
import { kubernetesTargets } from './discovery/kubernetes.ts'
import type { MetaLabels } from './discovery/meta.ts'
import { ACCEPT, fetchMetrics, type MetricsBody } from './fetch-metrics.ts'
import { loadScrape, type LoadedScrape } from './load-scrape.ts'
import type { ScrapeJob } from './scrape-config.ts'
import { ScrapeLoop, type TargetState } from './scrape-loop.ts'
import { targetOf, type Target } from './target.ts'

export interface ScraperOptions {
  readonly ingest: Pick<Ingest, 'samples'>
  /** A Prometheus configuration, whose `scrape_configs` are used. */
  readonly file: string | null
  readonly clusters: readonly {
    readonly cluster: string
    readonly way: Pick<ClusterOptions, 'kubeconfig' | 'context'>
  }[]
  /** Kubelets and kube-state-metrics of the clusters are read. */
  readonly isBuiltIn: boolean
  readonly isInside: boolean
  readonly now: () => number
  readonly log: (line: string) => void
}

interface Cluster {
  readonly objects: ClusterObjects
  readonly way: Pick<ClusterOptions, 'kubeconfig' | 'context'>
  api: ClusterApi | null
}

/** A target with how it is. */
export interface ScrapedTarget {
  readonly target: Target
  readonly state: TargetState
}

const AT_ONCE = 16
const MAX_BODY = 64 << 20
const SYNC_MS = 5_000
const MAX_TARGETS = 20_000

/** Reads metrics from wherever they are exposed: finds the targets, and keeps a loop for each. */
export class Scraper {
  readonly #options: ScraperOptions
  readonly #clusters = new Map<string, Cluster>()
  readonly #loops = new Map<string, { readonly loop: ScrapeLoop; readonly cluster: string }>()
  readonly #lanes = new Lanes(AT_ONCE)
  #loaded: LoadedScrape = { jobs: [], notes: [] }
  #timer: NodeJS.Timeout | null = null
  #synced = -1
  #problems = new Set<string>()

  constructor(options: ScraperOptions) {
    this.#options = options
    for (const { cluster, way } of options.clusters)
      this.#clusters.set(cluster, { objects: new ClusterObjects(), way, api: null })
  }

  /** Throws a `ScrapeFileError` where the file is wrong. */
  start(): void {
    this.#load()
    this.#timer = setInterval(() => void this.#sync(), SYNC_MS)
    void this.#sync()
  }

  /** Takes the file as it is now; throws where it is wrong, and goes on with what it was. */
  async reload(): Promise<void> {
    this.#load()
    this.#synced = -1
    await this.#sync()
  }

  /** Takes what happened in a cluster that is watched. */
  change(cluster: string, change: ObjectChange): void {
    this.#clusters.get(cluster)?.objects.change(change)
  }

  targets(): ScrapedTarget[] {
    return [...this.#loops.values()].map(({ loop }) => ({ target: loop.target, state: loop.state }))
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    await Promise.all([...this.#loops.values()].map(({ loop }) => loop.stop(false)))
    for (const { api } of this.#clusters.values()) api?.close()
  }

  #load(): void {
    const { file, log } = this.#options
    if (file === null) return
    this.#loaded = loadScrape(file)
    for (const note of this.#loaded.notes) log(note)
  }

  /** Begins loops for targets that are new, and ends those of targets that are gone. */
  async #sync(): Promise<void> {
    const version = [...this.#clusters.values()].reduce(
      (sum, { objects }) => sum + objects.version,
      0,
    )
    if (version === this.#synced) return
    this.#synced = version
    const wanted = this.#wanted()
    const gone = [...this.#loops].filter(([key]) => !wanted.has(key))
    for (const [key] of gone) this.#loops.delete(key)
    for (const [key, { target, cluster }] of wanted) {
      if (this.#loops.has(key)) continue
      const loop = new ScrapeLoop(target, {
        ingest: this.#options.ingest,
        now: this.#options.now,
        fetch: (one, signal) => this.#fetch(one, cluster, signal),
        onFailure: (one, why) => this.#failed(one, why),
      })
      this.#loops.set(key, { loop, cluster })
      loop.start()
    }
    await Promise.all(gone.map(([, { loop }]) => loop.stop(true)))
  }

  #wanted(): Map<string, { readonly target: Target; readonly cluster: string }> {
    const wanted = new Map<string, { readonly target: Target; readonly cluster: string }>()
    const add = (cluster: string) => (target: Target) => wanted.set(target.key, { target, cluster })
    for (const job of this.#loaded.jobs) {
      this.#made(job.static_configs.flatMap(staticTargets), job).forEach(add(''))
      for (const [cluster, { objects }] of this.#clusters)
        for (const discovery of job.kubernetes_sd_configs) {
          const found = kubernetesTargets(discovery, objects)
          this.#made(
            found.map((labels) => ({ cluster, ...labels })),
            job,
          ).forEach(add(cluster))
        }
    }
    if (this.#options.isBuiltIn)
      for (const [cluster, { objects }] of this.#clusters)
        builtInTargets(objects, { cluster, isInside: this.#options.isInside }).forEach(add(cluster))
    if (wanted.size > MAX_TARGETS) {
      this.#problem(`There are ${wanted.size} targets: ${MAX_TARGETS} of them are scraped.`)
      return new Map([...wanted].slice(0, MAX_TARGETS))
    }
    return wanted
  }

  #made(found: readonly MetaLabels[], job: ScrapeJob): Target[] {
    const targets: Target[] = []
    for (const labels of found) {
      const target = targetOf(labels, job)
      if (typeof target === 'string') this.#problem(`The job ${job.job_name}: ${target}.`)
      else if (target !== null) targets.push(target)
    }
    if (job.target_limit === 0 || targets.length <= job.target_limit) return targets
    this.#problem(
      `The job ${job.job_name} has ${targets.length} targets, and may have ${job.target_limit}: none is scraped.`,
    )
    return []
  }

  #fetch(target: Target, cluster: string, signal: AbortSignal): Promise<MetricsBody> {
    const maxBytes = target.job.body_size_limit ?? MAX_BODY
    const { timeoutMs } = target
    return this.#lanes.run(() =>
      target.apiPath === undefined
        ? fetchMetrics(target.url, { http: target.job, timeoutMs, maxBytes, signal })
        : this.#ask(target.apiPath, cluster),
    )
  }

  async #ask(path: string, name: string): Promise<MetricsBody> {
    const cluster = this.#clusters.get(name)
    if (cluster === undefined) throw new Error('its cluster is not watched')
    cluster.api ??= new ClusterApi({ ...cluster.way, requestTimeoutMs: 10_000 })
    const { status, text } = await cluster.api.send({ method: 'GET', path, accept: ACCEPT })
    if (status === 403) throw new Error(`the API server does not allow it (get ${path})`)
    if (status !== 200) throw new Error(`the API server answered with status ${status}`)
    return { text, isOpenMetrics: false }
  }

  #failed({ job, labels }: Target, why: string): void {
    this.#problem(`The job ${job.job_name} cannot read ${labels.get('instance') ?? ''}: ${why}.`)
  }

  /** Each is told once. */
  #problem(words: string): void {
    if (this.#problems.has(words)) return
    if (this.#problems.size > 1_000) this.#problems = new Set()
    this.#problems.add(words)
    this.#options.log(words)
  }
}

function staticTargets({ targets, labels }: ScrapeJob['static_configs'][number]): MetaLabels[] {
  return targets.map((address) => ({ ...labels, __address__: address }))
}
