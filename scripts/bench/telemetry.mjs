// Requests for `npm run bench:server`: log lines of the corpus with fresh ids, and samples as kube-state-metrics and cAdvisor have them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import protobuf from 'protobufjs'
import { compress } from 'snappyjs'

const LINES_EACH = 1_000
const SAMPLES_EACH = 2_000
const PODS = 20
const SERIES = 10_000

const { root: types } = protobuf.parse(`
syntax = "proto3";
message AnyValue { string string_value = 1; }
message KeyValue { string key = 1; AnyValue value = 2; }
message Resource { repeated KeyValue attributes = 1; }
message LogRecord { fixed64 time_unix_nano = 1; int32 severity_number = 2; AnyValue body = 5; repeated KeyValue attributes = 6; }
message ScopeLogs { repeated LogRecord log_records = 2; }
message ResourceLogs { Resource resource = 1; repeated ScopeLogs scope_logs = 2; }
message LogsRequest { repeated ResourceLogs resource_logs = 1; }
message Label { string name = 1; string value = 2; }
message Sample { double value = 1; int64 timestamp = 2; }
message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; }
message WriteRequest { repeated TimeSeries timeseries = 1; }
`)
const encode = (name, fields) => {
  const type = types.lookupType(name)
  return Buffer.from(type.encode(type.fromObject(fields)).finish())
}

export function logRequests(root, count) {
  return {
    path: '/v1/logs',
    headers: { 'content-type': 'application/x-protobuf' },
    bodies: logBodies(corpusLogs(root), count),
  }
}

export function writeRequests(count) {
  return {
    path: '/api/v1/write',
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' },
    bodies: writeBodies(count),
  }
}

/** One request a pod and turn, as a shipper batches them; a pod prints what one program prints, again and again. */
function* logBodies(logs, count) {
  const start = Date.now() - 3_600_000
  for (let first = 0, request = 0; first < count; first += LINES_EACH, request++) {
    const attributes = Object.entries({
      'k8s.namespace.name': 'shop',
      'k8s.pod.name': `pod-${request % PODS}`,
      'k8s.container.name': 'app',
      'k8s.container.restart_count': String(request % 3),
    }).map(([key, value]) => ({ key, value: { stringValue: value } }))
    const lines = logs[request % PODS]
    const shown = Math.floor(request / PODS) * LINES_EACH
    const logRecords = Array.from(
      { length: Math.min(LINES_EACH, count - first) },
      (_each, index) => ({
        timeUnixNano: String(
          BigInt(start + Math.floor((first + index) / 200)) * 1_000_000n +
            BigInt(Math.floor(Math.random() * 1e6)),
        ),
        severityNumber: 9,
        body: { stringValue: fresh(lines[(shown + index) % lines.length]) },
        attributes: [{ key: 'log.iostream', value: { stringValue: 'stderr' } }],
      }),
    )
    yield encode('LogsRequest', {
      resourceLogs: [{ resource: { attributes }, scopeLogs: [{ logRecords }] }],
    })
  }
}

/** Each turn is a scrape of all series, 15 seconds after the last; half of them stand still, as most series do. */
function* writeBodies(count) {
  const values = new Float64Array(SERIES)
  const labels = Array.from({ length: SERIES }, (_each, series) =>
    Object.entries({
      __name__: `container_metric_${series % 50}_total`,
      container: `app-${series % 7}`,
      instance: `10.0.${series % 20}.${series % 250}:10250`,
      job: 'kubelet',
      namespace: `team-${series % 30}`,
      pod: `web-${Math.floor(series / 50)}-7c9d8b6f5-x2k4p`,
    }).map(([name, value]) => ({ name, value })),
  )
  const turns = Math.ceil(count / SERIES)
  const start = Date.now() - turns * 15_000
  let left = count
  for (let turn = 0; turn < turns; turn++)
    for (let first = 0; first < SERIES && left > 0; first += SAMPLES_EACH) {
      const timeseries = labels
        .slice(first, first + Math.min(SAMPLES_EACH, left))
        .map((set, index) => {
          const series = first + index
          if (series % 4 === 1) values[series] += Math.floor(Math.random() * 20)
          else if (series % 4 === 3) values[series] = Math.round(Math.random() * 1e8) / 1e3
          return {
            labels: set,
            samples: [{ value: values[series], timestamp: start + turn * 15_000 }],
          }
        })
      left -= timeseries.length
      yield Buffer.from(compress(encode('WriteRequest', { timeseries })))
    }
}

/** The longest logs of the corpus, one a pod. */
function corpusLogs(root) {
  const folder = join(root, 'test', 'corpus')
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.log'))
    .toSorted()
    .map((name) => linesOf(readFileSync(join(folder, name), 'utf8')))
    .toSorted((a, b) => b.length - a.length)
    .slice(0, PODS)
}

/** Without the times that the kubelet puts before each. */
function linesOf(text) {
  return text
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\dT\S+Z /, ''))
    .filter((line) => line !== '')
}

/** The line with another number in place of each long one, and of each id; a year stays. */
function fresh(line) {
  return line.replace(/[0-9a-f]{8,}|\d{4,}(?!-\d\d-\d\d)/g, (id) => {
    let made = ''
    while (made.length < id.length)
      made += Math.floor(Math.random() * 0x1_0000_0000).toString(/^\d+$/.test(id) ? 10 : 16)
    return made.slice(0, id.length)
  })
}
