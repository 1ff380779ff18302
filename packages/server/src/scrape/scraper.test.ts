import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KubeObject } from '@unloop/engine/evidence'
import { Ingest } from '@unloop/ingest'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../testing/running-server.ts'
import { Scraper } from './scraper.ts'

const folder = mkdtempSync(join(tmpdir(), 'unloop scrape '))
const file = join(folder, 'prometheus.yml')
let exporter: Server
let address: string
let page = ''
let status = 200
let seen: Record<string, unknown> = {}
let running: RunningServer

beforeAll(async () => {
  exporter = createServer((request, response) => {
    seen = { url: request.url, ...request.headers }
    response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4' }).end(page)
  })
  await new Promise<void>((done) => exporter.listen(0, '127.0.0.1', done))
  address = `127.0.0.1:${(exporter.address() as AddressInfo).port}`
  writeFileSync(file, config('1s'))
  running = await startServer({ scrape: { file, isBuiltIn: false, isInside: false } })
}, 180_000)

afterAll(async () => {
  await running.close()
  exporter.close()
  exporter.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
})

const open: Scraper[] = []
afterEach(async () => {
  for (const scraper of open.splice(0)) await scraper.stop()
  status = 200
})

const config = (interval: string, more = ''): string => `
global: { scrape_interval: ${interval}, evaluation_interval: 1m }
rule_files: [rules.yml]
scrape_configs:
  - job_name: app
    scrape_timeout: 1s
    params: { match: [a, b] }
    basic_auth: { username: me, password: swordfish }
    static_configs:
      - targets: ['${address}']
        labels: { env: test }
    metric_relabel_configs:
      - { source_labels: [__name__], regex: go_.*, action: drop }
${more}`

const query = async (text: string) => {
  const answer = await fetch(`${running.url}/api/v1/query?query=${encodeURIComponent(text)}`)
  const { data } = (await answer.json()) as {
    data: { result: { metric: Record<string, string>; value: [number, string] }[] }
  }
  return data.result.map(({ metric, value }) => ({ ...metric, value: value[1] }))
}

const until = async (text: string, isDone: (rows: object[]) => boolean) => {
  for (let turn = 0; turn < 300; turn++) {
    const rows = await query(text)
    if (isDone(rows)) return rows
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${text} did not come to what was waited for.`)
}

it('reads what a Prometheus configuration names, and tells how that went', async () => {
  page = '# TYPE jobs_total counter\njobs_total{job="mail",pod="x"} 7\ngo_threads 9\n'
  const labels = { env: 'test', instance: address, job: 'app' }
  expect(await until('jobs_total', (rows) => rows.length > 0)).toEqual([
    { __name__: 'jobs_total', exported_job: 'mail', pod: 'x', ...labels, value: '7' },
  ])
  expect(await query('up')).toEqual([{ __name__: 'up', ...labels, value: '1' }])
  expect(await query('go_threads')).toEqual([])
  expect(
    await query('scrape_samples_scraped - scrape_samples_post_metric_relabeling'),
  ).toMatchObject([{ value: '1' }])
  expect(seen).toMatchObject({
    url: '/metrics?match=b&match=a',
    authorization: `Basic ${Buffer.from('me:swordfish').toString('base64')}`,
  })
  const { data } = (await (await fetch(`${running.url}/api/v1/targets`)).json()) as {
    data: { activeTargets: object[] }
  }
  expect(data.activeTargets).toMatchObject([{ health: 'up', scrapePool: 'app', labels }])
}, 120_000)

it('ends a series that is gone, and says so where nothing can be read', async () => {
  page = 'jobs_total{job="other"} 1\n'
  await until('jobs_total{exported_job="mail"}', (rows) => rows.length === 0)
  status = 500
  await until('up', ([row]) => (row as { value?: string } | undefined)?.value === '0')
  await until('jobs_total', (rows) => rows.length === 0)
  expect(running.lines.join('\n')).toContain('server returned HTTP status 500')
  status = 200
  page = 'jobs_total 1\n<html>\n'
  await until('up', ([row]) => (row as { value?: string } | undefined)?.value === '0')
}, 120_000)

it('reads its file again when it is told to, and keeps what it has where that is wrong', async () => {
  page = 'a 1\n'
  writeFileSync(file, config('1s', '    metrics_path: /other\n'))
  await running.server.reload()
  await until('a', (rows) => rows.length > 0)
  expect(seen['url']).toContain('/other')
  writeFileSync(file, config('1s', '    metric_path: /other\n'))
  await expect(running.server.reload()).rejects.toThrow(
    `${file}:14: a scrape configuration has no field "metric_path".`,
  )
  const refused = await fetch(`${running.url}/-/reload`, { method: 'POST' })
  expect(refused.status).toBe(401)
}, 120_000)

const object = (value: object): KubeObject => value as KubeObject
const pod = object({
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: 'u1',
    labels: { 'app.kubernetes.io/name': 'web' },
    annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' },
  },
  spec: {
    nodeName: 'node-1',
    containers: [
      { name: 'app', image: 'web:1', ports: [{ containerPort: 80, name: 'http' }] },
      { name: 'side' },
    ],
  },
  status: { podIP: '10.0.0.7', phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
})
const node = object({
  kind: 'Node',
  metadata: { name: 'node-1' },
  status: {
    addresses: [
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'Hostname', address: 'n1' },
    ],
  },
})
const service = object({
  kind: 'Service',
  metadata: {
    name: 'ksm',
    namespace: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'kube-state-metrics' },
  },
  spec: {
    ports: [
      { name: 'telemetry', port: 8081 },
      { name: 'http', port: 8080 },
    ],
  },
})
const slice = object({
  kind: 'EndpointSlice',
  metadata: { name: 'web-abc', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
  addressType: 'IPv4',
  ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  endpoints: [
    {
      addresses: ['10.0.0.7'],
      conditions: { ready: true },
      targetRef: { kind: 'Pod', name: 'web-1' },
    },
  ],
})

async function discovered(
  text: string | null,
  options: { isBuiltIn?: boolean; isInside?: boolean } = {},
) {
  const path = join(folder, 'discovery.yml')
  if (text !== null) writeFileSync(path, text)
  const lines: string[] = []
  const store = { insert: () => Promise.resolve() }
  const scraper = new Scraper({
    ingest: new Ingest({ store, cluster: '', days: 7 }),
    file: text === null ? null : path,
    clusters: [{ cluster: 'lab', way: {} }],
    isBuiltIn: false,
    isInside: false,
    now: Date.now,
    log: (line) => lines.push(line.replace(`${folder}/`, '')),
    ...options,
  })
  open.push(scraper)
  for (const one of [pod, node, service, slice])
    scraper.change('lab', { kind: 'added', object: one, before: null })
  scraper.start()
  const targets = scraper.targets().map(({ target }) => ({
    url: target.apiPath ?? target.url,
    labels: Object.fromEntries(target.labels),
  }))
  return { targets, lines, scraper }
}

it('finds pods by their annotations, as the usual configuration does', async () => {
  const { targets } = await discovered(`
scrape_configs:
  - job_name: pods
    scrape_interval: 1h
    kubernetes_sd_configs: [{ role: pod }]
    relabel_configs:
      - { source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: true }
      - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
        regex: ([^:]+)(?::\\d+)?;(\\d+)
        replacement: $1:$2
        target_label: __address__
      - { regex: __meta_kubernetes_pod_label_(.+), action: labelmap }
      - { source_labels: [__meta_kubernetes_namespace], target_label: namespace }
      - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
`)
  // Both containers come to one target.
  expect(targets).toEqual([
    {
      url: 'http://10.0.0.7:9102/metrics',
      labels: {
        app_kubernetes_io_name: 'web',
        cluster: 'lab',
        instance: '10.0.0.7:9102',
        job: 'pods',
        namespace: 'shop',
        pod: 'web-1',
      },
    },
  ])
})

it('finds nodes, Services and endpoints, and the pods behind those', async () => {
  const role = (name: string, label: string): string => `
  - job_name: ${name}
    kubernetes_sd_configs: [{ role: ${name} }]
    relabel_configs: [{ source_labels: [__meta_kubernetes_${label}], target_label: found }]`
  const { targets } = await discovered(
    `scrape_configs:${role('node', 'node_address_Hostname')}${role('service', 'service_port_name')}${role('endpoints', 'pod_container_name')}`,
  )
  expect(
    targets.map(({ url, labels }) => `${url} ${labels['found']} ${labels['instance']}`),
  ).toEqual([
    'http://10.0.0.1:10250/metrics n1 node-1',
    'http://ksm.monitoring.svc:8081/metrics telemetry ksm.monitoring.svc:8081',
    'http://ksm.monitoring.svc:8080/metrics http ksm.monitoring.svc:8080',
    'http://10.0.0.7/metrics app 10.0.0.7:80',
  ])
})

it('reads kubelets and kube-state-metrics by way of the API server, or directly inside of the cluster', async () => {
  const outside = await discovered(null, { isBuiltIn: true })
  expect(outside.targets.map(({ url, labels }) => `${url} ${labels['job']}`)).toEqual([
    '/api/v1/nodes/node-1/proxy/metrics/cadvisor kubelet',
    '/api/v1/nodes/node-1/proxy/metrics/probes kubelet',
    '/api/v1/namespaces/monitoring/services/ksm:8080/proxy/metrics kube-state-metrics',
  ])
  const inside = await discovered(null, { isBuiltIn: true, isInside: true })
  expect(inside.targets.map(({ url }) => url)).toEqual([
    'https://10.0.0.1:10250/metrics/cadvisor',
    'https://10.0.0.1:10250/metrics/probes',
    'http://ksm.monitoring.svc:8080/metrics',
  ])
})

it('says what of a configuration it does not use, and where one is wrong', async () => {
  const { lines, targets } = await discovered(`
scrape_configs:
  - job_name: a
    consul_sd_configs: [{ server: x }]
    proxy_url: http://proxy
    kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod, label: a=b }] }]
`)
  expect(targets).toEqual([])
  expect(lines).toEqual([
    'discovery.yml:4: consul_sd_configs is not supported: its targets are not scraped.',
    'discovery.yml:5: proxy_url is not supported and has no effect.',
    'discovery.yml:6: selectors is not supported: this discovery is left out.',
  ])
  const wrong = (text: string) =>
    discovered(text).then(
      () => 'no error',
      (error: Error) => error.message.replace(`${folder}/`, ''),
    )
  expect(await wrong('scrape_configs:\n  - job_name: a\n    scrape_interval: soon\n')).toContain(
    'discovery.yml:3: scrape_interval: ',
  )
  expect(await wrong('scrape_configs:\n  - job_name: a\n  - job_name: a\n')).toContain(
    'discovery.yml:3: there are two jobs "a".',
  )
  expect(
    await wrong(
      'scrape_configs:\n  - job_name: a\n    relabel_configs: [{ regex: "(" , target_label: x }]\n',
    ),
  ).toContain('missing closing )')
  expect(await wrong('scrape_configs: [')).toContain('discovery.yml:1')
})
