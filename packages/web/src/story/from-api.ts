import type { Incident } from '@unloop/engine/report'
import type {
  EventRow,
  IncidentRow,
  IncidentView,
  ObjectRow,
  RunRow,
  TraceRow,
} from '../api/answers.ts'
import { failedCalls } from './calls.ts'
import { millis } from './millis.ts'
import type { Relative, Run, Story, StoryEvent, Version } from './story.ts'

/** Answers of the server that a story is put together from. */
export interface ApiParts {
  readonly view: IncidentView
  readonly others: readonly IncidentRow[]
  readonly events: readonly EventRow[]
  readonly objects: readonly ObjectRow[]
  readonly traces: readonly TraceRow[]
  readonly nowMs: number
}

/** The server's answers as a story; null where no report of the incident is kept. */
export function storyFromApi(parts: ApiParts): Story | null {
  const { view, others, events, objects, nowMs } = parts
  const { report } = view
  if (report === null) return null
  return {
    incident: report,
    tracked: view.incident,
    relatives: relativesOf(report, others),
    runs: view.runs.map(runOf).toSorted(byStart),
    events: eventsOf(report, events),
    calls: failedCalls(parts.traces),
    versions: objects
      .map(versionOf)
      .filter((version) => version !== null)
      .toSorted(byTime),
    nowMs,
  }
}

/** By their start, then by their number: the kubelet's times have whole seconds. */
export function byStart(a: Run, b: Run): number {
  return (a.startedMs ?? 0) - (b.startedMs ?? 0) || a.run - b.run
}
const byTime = (a: { readonly ms: number }, b: { readonly ms: number }): number => a.ms - b.ms

/** The root and the victims that are still kept. */
function relativesOf(
  { victimOf, victims }: Incident,
  others: readonly IncidentRow[],
): readonly Relative[] {
  const relative = (id: string, role: Relative['role']): readonly Relative[] => {
    const row = others.find((other) => other.id === id)
    if (row === undefined) return []
    const { title, namespace, workload, workload_kind: kind } = row
    return [{ id, role, title, namespace, workload, kind }]
  }
  return [
    ...(victimOf === null ? [] : relative(victimOf, 'root')),
    ...victims.flatMap((id) => relative(id, 'victim')),
  ]
}

/** A row of the store as a run: its numbers for "none" become null. */
export function runOf(row: RunRow): Run {
  const isRunning = row.exit_code < 0
  return {
    key: `${row.pod}/${row.container}/${row.run}`,
    pod: row.pod,
    container: row.container,
    run: row.run,
    startedMs: millis(row.started),
    finishedMs: isRunning ? null : millis(row.finished),
    exitCode: isRunning ? null : row.exit_code,
    signal: row.signal === 0 ? null : row.signal,
    reason: row.reason,
    message: row.message,
    image: row.image,
    imageId: row.image_id,
    node: row.node,
  }
}

/** Events about the incident's pods, its workload, and what lies between them by name. */
function eventsOf({ pods, workload }: Incident, rows: readonly EventRow[]): StoryEvent[] {
  const isOurs = ({ name }: EventRow): boolean =>
    pods.includes(name) || name === workload.name || name.startsWith(`${workload.name}-`)
  return rows
    .filter(isOurs)
    .flatMap(({ ts, kind, name, type, reason, message, count }) => {
      const ms = millis(ts)
      return ms === null ? [] : [{ ms, kind, name, type, reason, message, count }]
    })
    .toSorted(byTime)
}

/** A row of the store as a version; null where it has no time or no object. */
export function versionOf(row: ObjectRow): Version | null {
  const ms = millis(row.ts)
  if (ms === null || row.object === '') return null
  try {
    const object = JSON.parse(row.object) as Version['object']
    const { kind, namespace, name, change } = row
    return { ms, kind, namespace, name, change, object }
  } catch {
    return null
  }
}
