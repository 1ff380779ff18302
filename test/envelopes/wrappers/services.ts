import type { LogRecord, RecordedLog } from '../log.ts'
import {
  byLine,
  csvCell,
  hexOf,
  milliIso,
  millisOf,
  nanosOf,
  wordsOfTime,
  type Wrapper,
} from './wrapper.ts'

type Each = (record: LogRecord, log: RecordedLog, index: number) => unknown

const listOf = (
  name: string,
  each: Each,
  { indent = 2, newestFirst = false }: { indent?: number; newestFirst?: boolean } = {},
): Wrapper => ({
  name,
  wrap: (log) => {
    const all = log.records.map((record, index) => each(record, log, index))
    return `${JSON.stringify(newestFirst ? all.toReversed() : all, null, indent)}\n`
  },
})

const ndjson = (name: string, each: Each): Wrapper =>
  byLine(name, (record, log, index) => JSON.stringify(each(record, log, index)))

const csv = (
  name: string,
  head: readonly string[],
  row: (record: LogRecord, log: RecordedLog) => readonly string[],
): Wrapper => ({
  name,
  wrap: (log) =>
    [head, ...log.records.map((record) => row(record, log))]
      .map((cells) => `${cells.map(csvCell).join(',')}\n`)
      .join(''),
})

const gcloudEntry: Each = (record, log, index) => ({
  insertId: hexOf(`${log.name}${index}`, 16),
  labels: {
    'compute.googleapis.com/resource_name': 'gke-main-pool-1-0f3c',
    'k8s-pod/app': log.container,
  },
  logName: 'projects/acme-prod/logs/stderr',
  receiveTimestamp: record.at,
  resource: {
    labels: {
      cluster_name: 'main',
      container_name: log.container,
      location: 'europe-west3',
      namespace_name: log.namespace,
      pod_name: log.pod,
      project_id: 'acme-prod',
    },
    type: 'k8s_container',
  },
  severity: 'ERROR',
  ...(record.text.startsWith('{') ? payloadOf(record.text) : { textPayload: record.text }),
  timestamp: record.at,
})

function payloadOf(text: string): object {
  try {
    return { jsonPayload: JSON.parse(text) as unknown }
  } catch {
    return { textPayload: text }
  }
}

const lokiLabels = ({ namespace, pod, container }: RecordedLog): Record<string, string> => ({
  cluster: 'main',
  container,
  job: `${namespace}/${container}`,
  namespace,
  pod,
  stream: 'stderr',
})

const gcloudYaml = (record: LogRecord, log: RecordedLog): string =>
  [
    '---',
    `insertId: ${hexOf(record.at, 12)}`,
    'labels:',
    `  k8s-pod/app: ${log.container}`,
    'logName: projects/acme-prod/logs/stderr',
    'resource:',
    '  labels:',
    `    container_name: ${log.container}`,
    `    namespace_name: ${log.namespace}`,
    `    pod_name: ${log.pod}`,
    '  type: k8s_container',
    'severity: ERROR',
    `textPayload: ${JSON.stringify(record.text)}`,
    `timestamp: '${record.at}'`,
    '',
  ].join('\n')

/** Exports of services that keep logs. */
export const SERVICES: readonly Wrapper[] = [
  listOf('gcloud logging read --format=json', gcloudEntry),
  listOf('gcloud logging read --format=json, newest first', gcloudEntry, { newestFirst: true }),
  ndjson('gcloud, one entry a line', gcloudEntry),
  {
    name: 'gcloud logging read',
    wrap: (log) => log.records.map((r) => gcloudYaml(r, log)).join(''),
  },
  {
    name: 'gcloud logging read --format=table',
    wrap: ({ records }) =>
      `TIMESTAMP                       TEXT_PAYLOAD\n${records.map(({ at, text }) => `${at}  ${text}\n`).join('')}`,
  },
  {
    name: 'Loki query_range',
    wrap: (log) =>
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: lokiLabels(log),
              values: log.records.map((r) => [nanosOf(r), r.text]).toReversed(),
            },
          ],
          stats: { summary: { totalLinesProcessed: log.records.length } },
        },
      }),
  },
  ndjson('logcli -o jsonl', (r, log) => ({
    labels: lokiLabels(log),
    line: r.text,
    timestamp: r.at,
  })),
  byLine(
    'logcli',
    (r, log) =>
      `${milliIso(r)} {${Object.entries(lokiLabels(log))
        .map(([k, v]) => `${k}="${v}"`)
        .join(', ')}} ${r.text}`,
  ),
  listOf('Grafana, JSON', (r, log) => ({
    line: r.text,
    timestamp: nanosOf(r),
    date: milliIso(r),
    fields: lokiLabels(log),
  })),
  csv('Grafana, CSV', ['Time', 'Line', 'tsNs', 'labels', 'id'], (r, log) => [
    milliIso(r),
    r.text,
    nanosOf(r),
    JSON.stringify(lokiLabels(log)),
    hexOf(r.at, 20),
  ]),
  {
    name: 'Grafana, text',
    wrap: (log) =>
      `Total lines: ${log.records.length}\nCommon labels: ${JSON.stringify(lokiLabels(log))}\n\n\n` +
      log.records.map((r) => `${nanosOf(r)}\t${milliIso(r)}\t${r.text}\n`).join(''),
  },
  {
    name: 'CloudWatch get-log-events',
    wrap: ({ records }) =>
      JSON.stringify(
        {
          events: records.map((r) => ({
            timestamp: millisOf(r),
            message: r.text,
            ingestionTime: millisOf(r) + 840,
          })),
          nextForwardToken: 'f/3787',
        },
        null,
        4,
      ),
  },
  {
    name: 'CloudWatch filter-log-events, Container Insights',
    wrap: (log) =>
      JSON.stringify(
        {
          events: log.records.map((r) => ({
            logStreamName: `ip-10-0-1-21-application.var.log.containers.${log.pod}_${log.namespace}_${log.container}-${hexOf(log.pod, 64)}.log`,
            timestamp: millisOf(r),
            message: JSON.stringify({
              time: r.at,
              stream: 'stderr',
              _p: 'F',
              log: r.text,
              kubernetes: {
                pod_name: log.pod,
                namespace_name: log.namespace,
                container_name: log.container,
                host: 'ip-10-0-1-21',
              },
            }),
            eventId: hexOf(r.at, 32),
          })),
        },
        null,
        4,
      ),
  },
  csv('CloudWatch, CSV', ['timestamp', 'message'], (r) => [String(millisOf(r)), r.text]),
  {
    name: 'CloudWatch Logs Insights',
    wrap: ({ records }) =>
      JSON.stringify({
        results: records.toReversed().map((r) => [
          { field: '@timestamp', value: `${r.at.slice(0, 10)} ${r.at.slice(11, 23)}` },
          { field: '@message', value: r.text },
          { field: '@ptr', value: hexOf(r.at, 40) },
        ]),
        status: 'Complete',
      }),
  },
  byLine(
    'aws logs tail',
    (r, log) =>
      `${r.at.slice(0, 26)}+00:00 kubernetes/${log.namespace}/${log.pod}/${log.container} ${r.text}`,
  ),
  ndjson('Fluent Bit', (r, log) => ({
    date: millisOf(r) / 1000,
    time: r.at,
    stream: 'stderr',
    _p: 'F',
    log: r.text,
    kubernetes: {
      pod_name: log.pod,
      namespace_name: log.namespace,
      pod_id: hexOf(log.pod, 32),
      labels: { app: log.container },
      host: 'worker-1',
      container_name: log.container,
      docker_id: hexOf(log.pod, 64),
      container_image: 'registry.example/app:1',
    },
  })),
  byLine(
    'Fluentd',
    (r, log) =>
      `${r.at.slice(0, 19).replace('T', ' ')}.000000000 +0000 kubernetes.var.log.containers.${log.pod}_${log.namespace}_${log.container}-${hexOf(log.pod, 64)}.log: ${JSON.stringify({ log: `${r.text}\n`, stream: 'stderr', docker: { container_id: hexOf(log.pod, 64) }, kubernetes: { container_name: log.container, namespace_name: log.namespace, pod_name: log.pod } })}`,
  ),
  ndjson('Vector', (r, log) => ({
    file: `/var/log/pods/${log.namespace}_${log.pod}_${hexOf(log.pod, 8)}-0000-0000-0000-000000000000/${log.container}/0.log`,
    kubernetes: {
      container_name: log.container,
      pod_name: log.pod,
      pod_namespace: log.namespace,
      pod_labels: { app: log.container },
    },
    message: r.text,
    source_type: 'kubernetes_logs',
    stream: 'stderr',
    timestamp: r.at,
  })),
  {
    name: 'Elasticsearch hits',
    wrap: (log) =>
      JSON.stringify(
        {
          took: 4,
          timed_out: false,
          hits: {
            total: { value: log.records.length, relation: 'eq' },
            hits: log.records.toReversed().map((r) => ({
              _index: 'filebeat-8',
              _id: hexOf(r.at, 20),
              _score: null,
              _source: {
                '@timestamp': milliIso(r),
                message: r.text,
                stream: 'stderr',
                kubernetes: {
                  pod: { name: log.pod, uid: hexOf(log.pod, 32) },
                  namespace: log.namespace,
                  container: { name: log.container },
                  node: { name: 'worker-1' },
                },
                log: { file: { path: `/var/log/containers/${log.pod}.log` }, offset: 1021 },
                agent: { type: 'filebeat', version: '8.15.0' },
              },
              sort: [millisOf(r)],
            })),
          },
        },
        null,
        2,
      ),
  },
  csv(
    'Kibana, CSV',
    [
      '@timestamp',
      'kubernetes.namespace',
      'kubernetes.pod.name',
      'kubernetes.container.name',
      'message',
    ],
    (r, log) => {
      const { month, day, year, clock } = wordsOfTime(r)
      return [`${month} ${day}, ${year} @ ${clock}`, log.namespace, log.pod, log.container, r.text]
    },
  ),
  {
    name: 'Datadog, JSON',
    wrap: (log) =>
      JSON.stringify(
        {
          data: log.records.toReversed().map((r) => ({
            id: hexOf(r.at, 24),
            type: 'log',
            attributes: {
              timestamp: milliIso(r),
              status: 'error',
              service: log.container,
              host: 'worker-1',
              message: r.text,
              tags: [
                `pod_name:${log.pod}`,
                `kube_namespace:${log.namespace}`,
                `kube_container_name:${log.container}`,
                'env:prod',
              ],
            },
          })),
        },
        null,
        2,
      ),
  },
  csv('Datadog, CSV', ['Date', 'Host', 'Service', 'pod_name', 'Message'], (r, log) => [
    milliIso(r),
    'worker-1',
    log.container,
    log.pod,
    r.text,
  ]),
  {
    name: 'Azure Monitor, tables',
    wrap: (log) =>
      JSON.stringify({
        tables: [
          {
            name: 'PrimaryResult',
            columns: [
              'TimeGenerated',
              'PodNamespace',
              'PodName',
              'ContainerName',
              'LogMessage',
              'LogSource',
            ].map((name) => ({ name, type: 'string' })),
            rows: log.records.map((r) => [
              r.at,
              log.namespace,
              log.pod,
              log.container,
              r.text,
              'stderr',
            ]),
          },
        ],
      }),
  },
  csv(
    'Azure Log Analytics, CSV',
    ['TimeGenerated [UTC]', 'PodNamespace', 'PodName', 'ContainerName', 'LogSource', 'LogMessage'],
    (r, log) => {
      const { year, day, hour12, half } = wordsOfTime(r)
      const date = `${Number(r.at.slice(5, 7))}/${day}/${year}, ${hour12}${r.at.slice(19, 23)} ${half}`
      return [date, log.namespace, log.pod, log.container, 'stderr', r.text]
    },
  ),
  ndjson('Splunk, JSON', (r, log) => ({
    preview: false,
    offset: 0,
    result: {
      _raw: r.text,
      _time: milliIso(r),
      source: `/var/log/containers/${log.pod}_${log.namespace}_${log.container}-${hexOf(log.pod, 64)}.log`,
      sourcetype: `kube:container:${log.container}`,
    },
  })),
  csv(
    'Splunk, CSV',
    ['_raw', '_time', 'host', 'source', 'sourcetype', 'pod', 'namespace', 'container_name'],
    (r, log) => [
      r.text,
      milliIso(r),
      'worker-1',
      `/var/log/containers/${log.pod}.log`,
      'kube:container',
      log.pod,
      log.namespace,
      log.container,
    ],
  ),
]
