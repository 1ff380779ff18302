import { count, symbol, text, timeMs, type Table } from './table.ts'

/** Each run of a container, from its start to its end; `exit_code` is -1 while it runs. */
export const runs: Table = {
  name: 'runs',
  columns: [
    symbol('cluster'),
    symbol('namespace'),
    symbol('pod'),
    symbol('pod_uid'),
    symbol('container'),
    count('run', 'Int32'),
    text('container_id'),
    symbol('workload_kind'),
    symbol('workload'),
    symbol('node'),
    symbol('image'),
    symbol('image_id'),
    timeMs('started'),
    timeMs('finished'),
    count('exit_code', 'Int32'),
    count('signal', 'Int32'),
    symbol('reason'),
    text('message', 'ZSTD(3)'),
    text('configuration'),
    timeMs('seen'),
    timeMs('updated'),
  ],
  orderBy: ['cluster', 'namespace', 'pod', 'pod_uid', 'container', 'run', 'container_id'],
  time: 'seen',
  newestBy: 'updated',
  retained: 'runs',
  shardBy: ['cluster', 'namespace', 'pod'],
  indexes: [],
  isEvictable: false,
}

/** Objects as they were at each change. `object` is JSON; of Secrets it has keys and hashes, never values. */
export const objects: Table = {
  name: 'objects',
  columns: [
    timeMs('ts'),
    symbol('cluster'),
    symbol('kind'),
    symbol('namespace'),
    symbol('name'),
    symbol('uid'),
    text('resource_version'),
    symbol('change'),
    text('hash'),
    text('object', 'ZSTD(6)'),
  ],
  orderBy: ['cluster', 'kind', 'namespace', 'name', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'objects',
  shardBy: ['cluster', 'kind', 'namespace', 'name'],
  indexes: [],
  isEvictable: true,
}

/** Incidents, one row an id. */
export const incidents: Table = {
  name: 'incidents',
  columns: [
    symbol('id'),
    symbol('cluster'),
    symbol('namespace'),
    symbol('workload_kind'),
    symbol('workload'),
    symbol('container'),
    symbol('cause'),
    symbol('branch'),
    symbol('state'),
    text('title'),
    { name: 'confidence', type: 'Float64' },
    count('crashes', 'UInt32'),
    timeMs('opened'),
    timeMs('changed'),
    timeMs('resolved'),
    timeMs('updated'),
  ],
  orderBy: ['cluster', 'id'],
  time: 'opened',
  newestBy: 'updated',
  retained: 'incidents',
  shardBy: ['cluster', 'id'],
  indexes: [],
  isEvictable: false,
}

/** The reports of incidents: one each time that the diagnosis changed. */
export const reports: Table = {
  name: 'reports',
  columns: [
    symbol('incident'),
    symbol('cluster'),
    timeMs('ts'),
    symbol('cause'),
    text('report', 'ZSTD(6)'),
  ],
  orderBy: ['cluster', 'incident', 'ts'],
  time: 'ts',
  newestBy: null,
  retained: 'reports',
  shardBy: ['cluster', 'incident'],
  indexes: [],
  isEvictable: true,
}
