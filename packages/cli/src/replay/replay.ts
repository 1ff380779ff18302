import type { KubeObject, Snapshot, SnapshotObject } from '@unloop/engine/evidence'
import type { Recorded } from '@unloop/server'
import { backoffAfter, loopsOf, podAfter, type Loop, type RunTimes } from './loops.ts'
import { shiftTimes } from './shift-times.ts'

/** How fast the recorded cluster goes on. */
export interface ReplayOptions {
  /** Between two looks at the recorded cluster. */
  readonly intervalMs: number
  readonly signal: AbortSignal
  readonly now: () => number
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
}

/** So many earlier crashes of each loop are told, as far as the recording counts them. */
const EARLIER = 6

/**
 * A recorded cluster played in time: as if it had been captured now, the crashes before it with the recorded log of each,
 * and then each loop's next crash when its back-off is over, with the last recorded run once more.
 */
export async function* replay(
  recording: Snapshot,
  options: ReplayOptions,
): AsyncGenerator<Recorded> {
  const { now, pause, signal, intervalMs } = options
  const capturedMs = Date.parse(recording.source.capturedAt ?? '')
  const snapshot = shiftTimes(recording, now() - capturedMs)
  const loops = loopsOf(snapshot)
  for (let back = EARLIER; back > 0; back--)
    yield { kind: 'past', snapshot: pastSnapshot(snapshot, loops, back) }
  yield { kind: 'snapshot', snapshot }
  const runs = new Map(loops.map((loop) => [loop.key, lastRun(loop)]))
  while (!signal.aborted) {
    await pause(intervalMs, signal)
    for (const loop of loops) advance(loop, runs, now())
    yield { kind: 'snapshot', snapshot: snapshotAfter(snapshot, loops, { runs, nowMs: now() }) }
  }
}

/** The run that the recording shows as the last. */
const lastRun = ({ restarts, startedMs, finishedMs }: Loop): RunTimes => ({
  run: restarts,
  startedMs,
  finishedMs,
})

/** Ends the runs that are over by now, each after the back-off of the one before. */
function advance(loop: Loop, runs: Map<string, RunTimes>, nowMs: number): void {
  const lived = loop.finishedMs - loop.startedMs
  for (;;) {
    const { run, finishedMs } = runs.get(loop.key)!
    const startedMs = finishedMs + backoffAfter(loop, run) * 1_000
    if (startedMs + lived > nowMs) return
    runs.set(loop.key, { run: run + 1, startedMs, finishedMs: startedMs + lived })
  }
}

/** Every loop as it was so many crashes ago; those that had not crashed so often are left out. */
function pastSnapshot(snapshot: Snapshot, loops: readonly Loop[], back: number): Snapshot {
  const then = loops.filter(({ restarts }) => restarts >= back)
  const runs = new Map(then.map((loop) => [loop.key, runBefore(loop, back)]))
  return {
    ...snapshot,
    objects: then.flatMap((loop) => {
      const run = runs.get(loop.key)!
      return [podAfter(loop, run), ...eventsOf(loop, run)].map(placed)
    }),
    logs: then.flatMap((loop) => logOf(loop, runs.get(loop.key)!)),
    samples: [],
  }
}

/** The times of an earlier run: each lived as long as the last, and waited half as long as the next. */
function runBefore(loop: Loop, back: number): RunTimes {
  const lived = loop.finishedMs - loop.startedMs
  let { startedMs } = loop
  for (let step = 1; step <= back; step++)
    startedMs -= backoffAfter(loop, loop.restarts - step) * 1_000 + lived + 1_000
  return { run: loop.restarts - back, startedMs, finishedMs: startedMs + lived }
}

/** The cluster as it is now: pods of loops that went on have their newest run, everything else is as it was recorded. */
function snapshotAfter(
  snapshot: Snapshot,
  loops: readonly Loop[],
  { runs, nowMs }: { readonly runs: ReadonlyMap<string, RunTimes>; readonly nowMs: number },
): Snapshot {
  const moved = loops.filter(({ key, restarts }) => runs.get(key)!.run > restarts)
  const pods = new Map<unknown, KubeObject>()
  for (const loop of moved) {
    const pod = pods.get(loop.pod.metadata.uid) ?? loop.pod
    const run = runs.get(loop.key)!
    const backoffSeconds = backoffAfter(loop, run.run)
    pods.set(loop.pod.metadata.uid, podAfter({ ...loop, pod, backoffSeconds }, run))
  }
  const again = moved.flatMap((loop) => eventsOf(loop, runs.get(loop.key)!).map(placed))
  const uids = new Set(again.map(({ object }) => object.metadata.uid))
  const logs = moved.flatMap((loop) => logOf(loop, runs.get(loop.key)!))
  const isMoved = (log: Snapshot['logs'][number]): boolean =>
    logs.some(({ pod, container }) => log.pod === pod && log.container === container)
  return {
    ...snapshot,
    source: { ...snapshot.source, capturedAt: new Date(nowMs).toISOString() },
    objects: [
      ...snapshot.objects
        .filter(({ object }) => !uids.has(object.metadata.uid))
        .map((one) => ({ ...one, object: pods.get(one.object.metadata.uid) ?? one.object })),
      ...again,
    ],
    logs: [...snapshot.logs.filter((log) => !isMoved(log)), ...logs],
  }
}

/** Events of a run, moved with it and counted on. */
function eventsOf(loop: Loop, { run, finishedMs }: RunTimes): KubeObject[] {
  return loop.events.map((event) => {
    const times = Number(event['count'] ?? 1)
    const each = Math.max(1, Math.round(times / (loop.restarts + 1)))
    return {
      ...shiftTimes(event, finishedMs - loop.finishedMs),
      count: Math.max(1, times + (run - loop.restarts) * each),
    }
  })
}

/** The recorded log with its times moved to another run. */
function logOf(loop: Loop, { finishedMs }: RunTimes): Snapshot['logs'] {
  return loop.log === null
    ? []
    : [{ ...loop.log, text: shiftTimes(loop.log.text, finishedMs - loop.finishedMs) }]
}

/** An object with the file that a dump would have it in. */
const placed = (object: KubeObject): SnapshotObject => ({
  object,
  origin: { source: `${object.metadata.namespace ?? 'cluster'}/objects.json` },
})
