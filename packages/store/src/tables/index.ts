import { incidents, objects, reports, runs } from './cluster.ts'
import { alerting, dropped, meta } from './own.ts'
import type { Table } from './table.ts'
import { events, histograms, logs, metadata, samples, series, spans } from './telemetry.ts'

/** Every table of the store: all DDL is made from this. */
export const TABLES = {
  logs,
  events,
  spans,
  series,
  samples,
  histograms,
  metadata,
  runs,
  objects,
  incidents,
  reports,
  alerting,
  dropped,
  meta,
} as const satisfies Record<string, Table>

export type TableName = keyof typeof TABLES
