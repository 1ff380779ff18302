import { BlockWriter, type Block, type Store } from '@unloop/store'
import type { Incident } from '@unloop/engine/report'
import { identityOf } from './identity.ts'
import type { IncidentChange, Tracked } from './tracker.ts'

/** Rows of incidents that changed, and the report of each whose cause or state did. */
export function incidentBlocks(
  changes: readonly IncidentChange[],
  cluster: string,
  nowMs: number,
): Block[] {
  const incidents = new BlockWriter('incidents')
  const reports = new BlockWriter('reports')
  for (const { tracked } of changes) {
    const { incident } = tracked
    const best = incident.causes[0]
    incidents.addRow({
      id: tracked.id,
      ...identityOf(cluster, incident),
      state: tracked.state,
      title: best?.title ?? '',
      confidence: best?.confidence ?? 0,
      crashes: tracked.crashes,
      opened: tracked.openedMs,
      changed: tracked.changedMs,
      resolved: tracked.resolvedMs,
      updated: nowMs,
    })
    reports.addRow({
      incident: tracked.id,
      cluster,
      ts: nowMs,
      cause: best?.id ?? 'unknown',
      report: JSON.stringify(incident),
    })
  }
  return [incidents.finish(), reports.finish()].filter((block) => block !== null)
}

/** What an earlier process knew of incidents that were open. */
export async function storedIncidents(
  store: Pick<Store, 'rows'>,
  cluster: string,
): Promise<Tracked[]> {
  const rows = await store.rows<{
    id: string
    crashes: number
    opened: string
    changed: string
    report: string
  }>(
    `SELECT i.id AS id, i.crashes AS crashes, toString(toUnixTimestamp64Milli(i.opened)) AS opened,
       toString(toUnixTimestamp64Milli(i.changed)) AS changed, r.report AS report
     FROM (SELECT * FROM unloop.incidents FINAL WHERE state = 'open' AND cluster = {cluster:String}) AS i
     INNER JOIN (
       SELECT incident, argMax(report, ts) AS report FROM unloop.reports WHERE cluster = {cluster:String} GROUP BY incident
     ) AS r ON r.incident = i.id`,
    { params: { cluster } },
  )
  return rows.flatMap(({ id, crashes, opened, changed, report }) => {
    const incident = parse(report)
    if (incident === null) return []
    const times = { openedMs: Number(opened), changedMs: Number(changed), resolvedMs: 0 }
    return [{ id, incident, state: 'open' as const, crashes, ...times }]
  })
}

function parse(report: string): Incident | null {
  try {
    return JSON.parse(report) as Incident
  } catch {
    return null
  }
}
