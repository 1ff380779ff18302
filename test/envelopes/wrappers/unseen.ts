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

/** Forms that no reader knows by name: they are told by their structure. */
export const UNSEEN: readonly Wrapper[] = [
  byLine('New Relic, JSON lines', (r, log) =>
    JSON.stringify({
      cluster_name: 'main',
      container_name: log.container,
      message: r.text,
      namespace_name: log.namespace,
      pod_name: log.pod,
      timestamp: millisOf(r),
    }),
  ),
  {
    name: 'Graylog, GELF list',
    wrap: (log) =>
      JSON.stringify({
        messages: log.records.map((r) => ({
          message: {
            _id: hexOf(r.at, 32),
            gl2_source_input: hexOf('in', 24),
            timestamp: milliIso(r),
            source: 'worker-1',
            kubernetes_pod_name: log.pod,
            kubernetes_namespace_name: log.namespace,
            kubernetes_container_name: log.container,
            message: r.text,
          },
          index: 'graylog_3',
        })),
      }),
  },
  {
    name: 'OpenTelemetry, JSON',
    source: 'https://opentelemetry.io/docs/specs/otlp/',
    wrap: (log) =>
      JSON.stringify({
        resourceLogs: [
          {
            resource: {
              attributes: [
                { key: 'k8s.namespace.name', value: { stringValue: log.namespace } },
                { key: 'k8s.pod.name', value: { stringValue: log.pod } },
                { key: 'k8s.container.name', value: { stringValue: log.container } },
              ],
            },
            scopeLogs: [
              {
                scope: {},
                logRecords: log.records.map((r) => ({
                  timeUnixNano: nanosOf(r),
                  severityText: 'ERROR',
                  body: { stringValue: r.text },
                })),
              },
            ],
          },
        ],
      }),
  },
  {
    name: 'Sumo Logic, CSV',
    wrap: (log) =>
      `"_messagetime","_sourcename","pod","container","_raw"\n${log.records
        .map(
          (r) =>
            `"${millisOf(r)}","${log.namespace}.${log.pod}.${log.container}","${log.pod}","${log.container}","${r.text.replaceAll('"', '""')}"\n`,
        )
        .join('')}`,
  },
  byLine(
    'papertrail',
    (r, log) =>
      `${wordsOfTime(r).month} ${wordsOfTime(r).day} ${r.at.slice(11, 19)} worker-1 ${log.namespace}/${log.pod}/${log.container}: ${r.text}`,
  ),
  byLine(
    'Heroku-like',
    (r, log) => `${r.at.slice(0, 26)}+00:00 app[${log.container}.1]: ${r.text}`,
  ),
  byLine('pod and bar', (r, log) => `${r.at.slice(11, 19)} ${log.pod} | ${r.text}`),
  byLine(
    'pod in braces, padded',
    (r, log) => `{${log.pod}}   ${log.container.padEnd(20)} ${r.text}`,
  ),
  byLine(
    'slashes and arrow',
    (r, log) => `${log.namespace}/${log.pod}/${log.container} -> ${r.text}`,
  ),
  byLine('time, stream, text', (r) => `${milliIso(r)} [stderr] ${r.text}`),
  byLine(
    'logfmt records',
    (r, log) =>
      `ts=${r.at} namespace=${log.namespace} pod=${log.pod} container=${log.container} stream=stderr log=${JSON.stringify(r.text)}`,
  ),
  {
    name: 'TSV with odd heads',
    wrap: (log) =>
      `event_time\tnode\tpod_name\tlog_line\n${log.records.map((r) => `${r.at}\tworker-1\t${log.pod}\t${r.text.replaceAll('\t', ' ')}\n`).join('')}`,
  },
  {
    name: 'semicolons, newest first',
    wrap: (log) =>
      `"Date";"Level";"Pod";"Message"\n${log.records
        .toReversed()
        .map(
          (r) =>
            `"${milliIso(r)}";"error";"${log.pod}";${csvCell(r.text).startsWith('"') ? csvCell(r.text) : `"${r.text}"`}\n`,
        )
        .join('')}`,
  },
  {
    name: 'rows below a key',
    wrap: (log) =>
      JSON.stringify(
        {
          query: 'fetch logs',
          result: {
            records: log.records.map((r) => ({
              timestamp: r.at,
              content: r.text,
              'k8s.pod.name': log.pod,
              'k8s.namespace.name': log.namespace,
              'k8s.container.name': log.container,
              loglevel: 'ERROR',
            })),
          },
        },
        null,
        2,
      ),
  },
]
