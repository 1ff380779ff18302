import type { Inventory } from '../evidence/inventory.ts'
import type { LogStream } from '../evidence/snapshot.ts'
import type { LogLine } from '../logs/line.ts'
import type { CrashWindow } from './crash-window.ts'
import { readRun } from './read-run.ts'
import type { SignatureMatch, Scanner } from '../scanner/scan.ts'
import type { Trace } from '../traces/trace.ts'
import type { FailingContainer } from './failing-container.ts'

/** One run of the container, with its log read. */
export interface Run {
  readonly stream: LogStream
  /** Whether this is the run that crashed, or one that still runs or ran before it. */
  readonly crashed: boolean
  readonly lines: readonly LogLine[]
  readonly signatureMatches: readonly SignatureMatch[]
  readonly traces: readonly Trace[]
  readonly crashWindow: CrashWindow
}

/**
 * Logs of the failing container, the crashed run first: while it runs again that is the previous one, in back-off the
 * current one (the kubelet answers `logs` with the last run then, and the file names of dumps say the same).
 */
export function runsOf(
  failing: FailingContainer,
  inventory: Inventory,
  scanner: Scanner,
): readonly Run[] {
  const streams = streamsOf(failing, inventory)
  const running = Boolean(failing.status?.state?.running)
  const crashedRun = running ? 'previous' : 'current'
  const crashed = streams.filter((stream) => stream.run === crashedRun || stream.run === 'unknown')
  const others = streams.filter((stream) => !crashed.includes(stream))
  const ordered = [...crashed, ...others]
  const seen = new Set<string>()
  const fresh = ordered.filter(({ text }) => /\S/.test(text) && !seen.has(text) && seen.add(text))
  return fresh.map((stream) =>
    read(stream, crashed.includes(stream) || (!running && crashed.length === 0), scanner),
  )
}

/** Logs of this container alone. */
const streamsOf = (
  { namespace, pod, container }: FailingContainer,
  inventory: Inventory,
): readonly LogStream[] => {
  // A fragment of a paste is a pod without a name; its log names nobody either.
  return pod
    ? inventory.logsOf(namespace, pod.pod.metadata.name ?? '', container?.name || null)
    : []
}

const read = (stream: LogStream, crashed: boolean, scanner: Scanner): Run => {
  const { lines, signatureMatches, traces, crashWindow } = readRun(stream, scanner)
  return { stream, crashed, lines, signatureMatches, traces, crashWindow }
}
