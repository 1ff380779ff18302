import { count, symbol, text, timeMs, type Table } from './table.ts'

/** What was dropped before its time, and why: nothing is lost silently. */
export const dropped: Table = {
  name: 'dropped',
  columns: [
    timeMs('ts'),
    symbol('table'),
    text('partition'),
    symbol('reason'),
    { name: 'rows', type: 'UInt64' },
    { name: 'bytes', type: 'UInt64' },
  ],
  orderBy: ['ts', 'table'],
  time: null,
  newestBy: null,
  retained: null,
  shardBy: ['table'],
  indexes: [],
  isEvictable: false,
}

/** What notifying must not forget: the notification log and silences, a row a key. */
export const alerting: Table = {
  name: 'alerting',
  columns: [symbol('name'), text('key'), text('value'), count('gone', 'UInt8'), timeMs('updated')],
  orderBy: ['name', 'key'],
  time: null,
  newestBy: 'updated',
  retained: null,
  shardBy: ['name', 'key'],
  indexes: [],
  isEvictable: false,
}

/** Facts about the store itself; `schema` is its version. */
export const meta: Table = {
  name: 'meta',
  columns: [symbol('key'), text('value'), timeMs('updated')],
  orderBy: ['key'],
  time: null,
  newestBy: 'updated',
  retained: null,
  shardBy: ['key'],
  indexes: [],
  isEvictable: false,
}
