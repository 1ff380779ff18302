import { count, map, symbol, text, timeMs, timeNs, type Table } from './table.ts'

const PLACE = [symbol('cluster'), symbol('namespace'), symbol('pod'), symbol('container')]

/** Log lines. `run` is the container's restart count, or -1 where the shipper did not say. */
export const logs: Table = {
  name: 'logs',
  columns: [
    timeNs('ts'),
    ...PLACE,
    count('run', 'Int32'),
    symbol('pod_uid'),
    symbol('node'),
    symbol('service'),
    symbol('stream'),
    count('severity', 'UInt8'),
    text('body', 'ZSTD(3)'),
    text('trace_id'),
    text('span_id'),
    map('attributes'),
    map('resource'),
  ],
  orderBy: ['cluster', 'namespace', 'pod', 'container', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'logs',
  shardBy: ['cluster', 'namespace', 'pod'],
  indexes: [],
  isEvictable: true,
}

/** Kubernetes events, each as it was seen: an event that is updated stands there once for each count. */
export const events: Table = {
  name: 'events',
  columns: [
    timeNs('ts'),
    symbol('cluster'),
    symbol('namespace'),
    symbol('kind'),
    symbol('name'),
    symbol('uid'),
    symbol('container'),
    symbol('type'),
    symbol('reason'),
    text('message', 'ZSTD(3)'),
    count('count', 'UInt32'),
    symbol('component'),
    symbol('node'),
    text('event_uid'),
    map('attributes'),
  ],
  orderBy: ['cluster', 'namespace', 'kind', 'name', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'events',
  shardBy: ['cluster', 'namespace', 'name'],
  indexes: [],
  isEvictable: true,
}

/** Spans of traces. `events` and `links` are JSON. */
export const spans: Table = {
  name: 'spans',
  columns: [
    timeNs('ts'),
    { name: 'duration', type: 'UInt64', codec: 'T64, ZSTD(1)' },
    text('trace_id'),
    text('span_id'),
    text('parent_id'),
    symbol('name'),
    symbol('service'),
    count('kind', 'UInt8'),
    count('status', 'UInt8'),
    text('status_message'),
    ...PLACE,
    map('attributes'),
    map('resource'),
    text('events', 'ZSTD(3)'),
    text('links'),
  ],
  orderBy: ['cluster', 'service', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'traces',
  shardBy: ['trace_id'],
  indexes: ['INDEX by_trace trace_id TYPE bloom_filter(0.01) GRANULARITY 1'],
  isEvictable: true,
}

/** The label sets of samples, written anew each day that a series is alive. */
export const series: Table = {
  name: 'series',
  columns: [
    { name: 'id', type: 'UInt64', codec: 'ZSTD(1)' },
    symbol('name'),
    map('labels'),
    timeMs('day'),
  ],
  orderBy: ['name', 'id', 'day'],
  time: 'day',
  newestBy: 'day',
  retained: 'metrics',
  shardBy: ['id'],
  indexes: [],
  isEvictable: true,
}

export const samples: Table = {
  name: 'samples',
  columns: [
    { name: 'id', type: 'UInt64', codec: 'Delta(8), ZSTD(1)' },
    { name: 'ts', type: "DateTime64(3, 'UTC')", codec: 'DoubleDelta, ZSTD(1)' },
    // A fifth less than by ZSTD(1), Gorilla or FPC, on counters and gauges as kubelets have them.
    { name: 'value', type: 'Float64', codec: 'ZSTD(3)' },
  ],
  orderBy: ['id', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'metrics',
  shardBy: ['id'],
  indexes: [],
  isEvictable: true,
}

/** Native histograms: `value` is JSON with the fields of Prometheus' own `Histogram` message. */
export const histograms: Table = {
  name: 'histograms',
  columns: [
    { name: 'id', type: 'UInt64', codec: 'Delta(8), ZSTD(1)' },
    timeMs('ts'),
    text('value', 'ZSTD(3)'),
  ],
  orderBy: ['id', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'metrics',
  shardBy: ['id'],
  indexes: [],
  isEvictable: true,
}

/** Type, help and unit of a metric. */
export const metadata: Table = {
  name: 'metadata',
  columns: [symbol('name'), symbol('type'), text('help'), symbol('unit'), timeMs('updated')],
  orderBy: ['name'],
  time: null,
  newestBy: 'updated',
  retained: null,
  shardBy: ['name'],
  indexes: [],
  isEvictable: false,
}
