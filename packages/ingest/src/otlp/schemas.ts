import { many, one, type Schema } from '../protobuf/schema.ts'

// Field numbers: opentelemetry-proto 1.x, opentelemetry/proto/{common,resource,logs,trace,metrics}/v1 and collector/*/v1.

const anyValue: Schema = new Map([
  [1, one('stringValue', 'text')],
  [2, one('boolValue', 'bool')],
  [3, one('intValue', 'int64')],
  [4, one('doubleValue', 'double')],
  [5, one('arrayValue', () => arrayValue)],
  [6, one('kvlistValue', () => kvlistValue)],
  [7, one('bytesValue', 'base64')],
])
const arrayValue: Schema = new Map([[1, many('values', () => anyValue)]])
const keyValue: Schema = new Map([
  [1, one('key', 'text')],
  [2, one('value', () => anyValue)],
])
const kvlistValue: Schema = new Map([[1, many('values', () => keyValue)]])
const attributes = many('attributes', () => keyValue)
const resource: Schema = new Map([[1, attributes]])

/** Numbers of opentelemetry-proto 1; what is not listed is skipped. */
const logRecord: Schema = new Map([
  [1, one('timeUnixNano', 'fixed64')],
  [2, one('severityNumber', 'uint')],
  [3, one('severityText', 'text')],
  [5, one('body', () => anyValue)],
  [6, attributes],
  [9, one('traceId', 'hex')],
  [10, one('spanId', 'hex')],
  [11, one('observedTimeUnixNano', 'fixed64')],
  [12, one('eventName', 'text')],
])
const scopeLogs: Schema = new Map([[2, many('logRecords', () => logRecord)]])
const resourceLogs: Schema = new Map([
  [1, one('resource', () => resource)],
  [2, many('scopeLogs', () => scopeLogs)],
])
/** `ExportLogsServiceRequest`. */
export const logsRequest: Schema = new Map([[1, many('resourceLogs', () => resourceLogs)]])

const status: Schema = new Map([
  [2, one('message', 'text')],
  [3, one('code', 'uint')],
])
const spanEvent: Schema = new Map([
  [1, one('timeUnixNano', 'fixed64')],
  [2, one('name', 'text')],
  [3, attributes],
])
const spanLink: Schema = new Map([
  [1, one('traceId', 'hex')],
  [2, one('spanId', 'hex')],
  [4, attributes],
])
const span: Schema = new Map([
  [1, one('traceId', 'hex')],
  [2, one('spanId', 'hex')],
  [4, one('parentSpanId', 'hex')],
  [5, one('name', 'text')],
  [6, one('kind', 'uint')],
  [7, one('startTimeUnixNano', 'fixed64')],
  [8, one('endTimeUnixNano', 'fixed64')],
  [9, attributes],
  [11, many('events', () => spanEvent)],
  [13, many('links', () => spanLink)],
  [15, one('status', () => status)],
])
const scopeSpans: Schema = new Map([[2, many('spans', () => span)]])
const resourceSpans: Schema = new Map([
  [1, one('resource', () => resource)],
  [2, many('scopeSpans', () => scopeSpans)],
])
/** `ExportTraceServiceRequest`. */
export const tracesRequest: Schema = new Map([[1, many('resourceSpans', () => resourceSpans)]])

const numberPoint: Schema = new Map([
  [2, one('startTimeUnixNano', 'fixed64')],
  [3, one('timeUnixNano', 'fixed64')],
  [4, one('asDouble', 'double')],
  [6, one('asInt', 'sfixed64')],
  [7, attributes],
  [8, one('flags', 'uint')],
])
const histogramPoint: Schema = new Map([
  [2, one('startTimeUnixNano', 'fixed64')],
  [3, one('timeUnixNano', 'fixed64')],
  [4, one('count', 'fixed64')],
  [5, one('sum', 'double')],
  [6, many('bucketCounts', 'fixed64')],
  [7, many('explicitBounds', 'double')],
  [9, attributes],
  [10, one('flags', 'uint')],
])
const exponentialBuckets: Schema = new Map([
  [1, one('offset', 'sint')],
  [2, many('bucketCounts', 'uint64')],
])
const exponentialPoint: Schema = new Map([
  [1, attributes],
  [2, one('startTimeUnixNano', 'fixed64')],
  [3, one('timeUnixNano', 'fixed64')],
  [4, one('count', 'fixed64')],
  [5, one('sum', 'double')],
  [6, one('scale', 'sint')],
  [7, one('zeroCount', 'fixed64')],
  [8, one('positive', () => exponentialBuckets)],
  [9, one('negative', () => exponentialBuckets)],
  [10, one('flags', 'uint')],
  [14, one('zeroThreshold', 'double')],
])
const quantile: Schema = new Map([
  [1, one('quantile', 'double')],
  [2, one('value', 'double')],
])
const summaryPoint: Schema = new Map([
  [2, one('startTimeUnixNano', 'fixed64')],
  [3, one('timeUnixNano', 'fixed64')],
  [4, one('count', 'fixed64')],
  [5, one('sum', 'double')],
  [6, many('quantileValues', () => quantile)],
  [7, attributes],
  [8, one('flags', 'uint')],
])
const points = (point: Schema): Schema =>
  new Map([
    [1, many('dataPoints', () => point)],
    [2, one('aggregationTemporality', 'uint')],
    [3, one('isMonotonic', 'bool')],
  ])
const gauge = points(numberPoint)
const sum = points(numberPoint)
const histogram = points(histogramPoint)
const exponentialHistogram = points(exponentialPoint)
const summary = points(summaryPoint)
const metric: Schema = new Map([
  [1, one('name', 'text')],
  [2, one('description', 'text')],
  [3, one('unit', 'text')],
  [5, one('gauge', () => gauge)],
  [7, one('sum', () => sum)],
  [9, one('histogram', () => histogram)],
  [10, one('exponentialHistogram', () => exponentialHistogram)],
  [11, one('summary', () => summary)],
])
const scopeMetrics: Schema = new Map([[2, many('metrics', () => metric)]])
const resourceMetrics: Schema = new Map([
  [1, one('resource', () => resource)],
  [2, many('scopeMetrics', () => scopeMetrics)],
])
/** `ExportMetricsServiceRequest`. */
export const metricsRequest: Schema = new Map([[1, many('resourceMetrics', () => resourceMetrics)]])
