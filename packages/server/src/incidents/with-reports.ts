import type { Incident } from '@unloop/engine/report'
import type { IncidentQuery, Queries } from '../queries/queries.ts'

type Row = Record<string, unknown>

/** Incidents as the table has them, each with the heads of its newest report, or null where that is gone. */
export async function incidentsWithReports(queries: Queries, query: IncidentQuery): Promise<Row[]> {
  const rows = await queries.incidents(query)
  if (rows.length === 0) return []
  const reports = await queries.newestReports(query)
  const newest = new Map(reports.map(({ incident, report }) => [incident, summaryOf(report)]))
  return rows.map((row) => ({ ...row, newest: newest.get(String(row['id'])) ?? null }))
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
