import type { TraceRow } from '../api/answers.ts'
import { millis } from './millis.ts'
import type { Run } from './story.ts'

/** A trace of a pod in which something failed. */
export interface FailedCall {
  readonly traceId: string
  /** When the trace began, in milliseconds since 1970. */
  readonly ms: number
  readonly tookMs: number
  readonly service: string
  readonly name: string
  /** Spans of the pod that failed, of all that it has in this trace. */
  readonly failed: number
  readonly spans: number
}

/** Those in which a span failed, each trace once, oldest first. */
export function failedCalls(rows: readonly TraceRow[]): FailedCall[] {
  const calls = rows.flatMap((row): FailedCall[] => {
    const ms = millis(row.began)
    const failed = Number(row.errors)
    if (ms === null || failed === 0) return []
    const { trace_id: traceId, service, name } = row
    const [tookMs, spans] = [Number(row.duration_ns) / 1e6, Number(row.spans)]
    return [{ traceId, ms, tookMs, service, name, failed, spans }]
  })
  return [...new Map(calls.map((call) => [call.traceId, call])).values()].toSorted(
    (a, b) => a.ms - b.ms,
  )
}

/** A failed call with the end of a run that followed it. */
export interface CallBeforeEnd {
  readonly call: FailedCall
  /** Null where no run ended after it. */
  readonly run: Run | null
}

/** The newest calls, each with the first end of a run that came after it; those before an end first, newest first. */
export function callsBeforeEnds(
  calls: readonly FailedCall[],
  runs: readonly Run[],
  most: number,
): CallBeforeEnd[] {
  const ends = runs
    .filter(({ finishedMs }) => finishedMs !== null)
    .toSorted((a, b) => a.finishedMs! - b.finishedMs!)
  // Ends have whole seconds: one in the second of a call may have followed it.
  const told = calls.map((call) => ({
    call,
    run: ends.find(({ finishedMs }) => finishedMs! + 999 >= call.ms) ?? null,
  }))
  return told
    .toSorted((a, b) => Number(b.run !== null) - Number(a.run !== null) || b.call.ms - a.call.ms)
    .slice(0, most)
}
