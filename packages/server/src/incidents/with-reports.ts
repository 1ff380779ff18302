import type { Incident } from '@unloop/engine/report'
import type { IncidentQuery, Queries } from '../queries/queries.ts'

type Row = Record<string, unknown>

/** Incidents as the table has them, each with the heads of its newest report, or null where that is gone. */
export async function incidentsWithReports(queries: Queries, query: IncidentQuery): Promise<Row[]> {
  const [rows, reports] = await Promise.all([
    queries.incidents(query),
    queries.newestReports(query),
  ])
  const newest = new Map(reports.map(({ incident, report }) => [incident, report]))
  return rows.map((row) => withReport(row, newest.get(String(row['id'])) ?? null))
}

/** An incident as the table has it with the heads of its newest report, which is JSON. */
export function withReport(row: Row, report: string | null): Row {
  return { ...row, newest: report === null ? null : summaryOf(report) }
}

function summaryOf(report: string): Row | null {
  const incident = parsed(report)
  if (incident === null) return null
  const { state } = incident
  return {
    kind: incident.kind,
    pods: incident.pods,
    victim_of: incident.victimOf,
    victims: incident.victims,
    since: incident.since,
    reason: state.reason,
    exit_code: state.exitCode,
    restarts: state.restarts,
    next_restart: state.nextRestartAt,
    change: incident.change?.what ?? null,
    fix: incident.fixes[0]?.title ?? null,
  }
}

function parsed(report: string): Incident | null {
  try {
    return JSON.parse(report) as Incident
  } catch {
    return null
  }
}
