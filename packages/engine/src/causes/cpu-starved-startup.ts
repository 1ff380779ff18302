import { quantity } from '../evidence/quantity.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { startedLine } from './shared/log.ts'
import { probeBudget, probeOf } from './shared/probe-fault.ts'
import { tellingFailure } from './shared/probes.ts'
import { withOwnFindings } from './shared/own.ts'

/** CPU throttling makes the start too slow for its probes. */
export const cpuStarvedStartup: Cause = withOwnFindings({
  id: 'cpu-starved-startup',
  explain: (file, { facts }) =>
    `The container may use only ${facts['limit'] ?? 'a sliver'} of a CPU, so its start takes longer than its ${file.terminatedBy ?? 'liveness'} probe allows, and the kubelet kills it before it is up. Every new start is as slow as the last; more restarts do not help.`,
  find: (file) => starved(file),
  fixes: (file) => [moreCpu(file), moreTime(file)],
})

/** Below a quarter of a CPU common runtimes (JVM, Node, Python with many imports) start many times slower. */
const TINY_CORES = 0.25
const SMALL_CORES = 0.5
const HARD = 0.4

const starved = (file: CaseFile): readonly Finding[] => {
  const { terminatedBy } = file
  if (terminatedBy !== 'liveness' && terminatedBy !== 'startup') return []
  const limit = file.failing.spec?.resources?.limits?.['cpu']
  const cores = quantity(limit)
  const throttled = throttling(file)
  if (cores === null || startedLine(file) !== null || file.runs.length === 0) return []
  const hard = throttled !== null && throttled.share >= HARD
  const tiny = cores <= TINY_CORES && (throttled === null || throttled.share >= 0.2)
  if (!(hard && cores <= 2 * SMALL_CORES) && !tiny) return []
  const sure = (hard && cores <= SMALL_CORES) || cores <= 0.15
  const failure = tellingFailure(file, terminatedBy)
  const kill = file.eventsWhere('Killing').at(-1)
  const lead: Finding = {
    cause: 'cpu-starved-startup',
    weight: sure ? 94 : 80,
    rule: 'cpu-starved-startup/throttled',
    title: `Starts too slowly for its ${terminatedBy} probe with a CPU limit of ${limit}`,
    evidence: [
      file.fromSpec('resources.limits.cpu', limit),
      ...(failure ? [file.fromEvent(failure)] : []),
      ...(kill ? [file.fromEvent(kill)] : []),
      ...(throttled ? [throttled.evidence] : []),
      ...lastLine(file),
    ],
    facts: { limit: limit ?? '' },
  }
  return sure ? [lead, counterEvidence(`${terminatedBy}-probe`)] : [lead]
}

const counterEvidence = (cause: 'liveness-probe' | 'startup-probe'): Finding => ({
  cause,
  weight: -20,
  rule: 'cpu-starved-startup/probe-is-not-the-fault',
  title: '',
  evidence: [],
  facts: {},
})

/** How far it got: the last line before the kill. */
const lastLine = (file: CaseFile): readonly Evidence[] => {
  const run = file.runs.find(({ crashed }) => crashed) ?? file.runs[0]
  const line = run?.lines.findLast(({ text }) => text.trim() !== '')
  return run && line ? [file.fromLine(run, line)] : []
}

/** The share of CFS periods in which the container was throttled (cAdvisor). */
const throttling = (
  file: CaseFile,
): { readonly share: number; readonly evidence: Evidence } | null => {
  const { namespace, container } = file.failing
  const labels = { namespace, pod: file.podName, container: container?.name ?? '' }
  const sum = (name: string): number =>
    file.inventory.samplesOf(name, labels).reduce((total, { value }) => total + value, 0)
  const periods = sum('container_cpu_cfs_periods_total')
  const throttled = sum('container_cpu_cfs_throttled_periods_total')
  if (periods < 20) return null
  const excerpt = `container_cpu_cfs_throttled_periods_total ${throttled} of container_cpu_cfs_periods_total ${periods}`
  return {
    share: throttled / periods,
    evidence: {
      kind: 'metric',
      source: 'container_cpu_cfs_throttled_periods_total',
      field: container?.name ?? '',
      excerpt,
    },
  }
}

const moreCpu = (file: CaseFile) => {
  const cores = quantity(file.failing.spec?.resources?.limits?.['cpu']) ?? 0.1
  const cpu = cores < 0.5 ? '1' : String(Math.ceil(cores * 2))
  return patchFix(file, {
    id: 'cpu-starved-startup/limit',
    title: `Raise the CPU limit to ${cpu}: common runtimes start on a whole core (or remove it and keep the request)`,
    patch: containerPatch(file, { resources: { limits: { cpu } } }),
  })
}

const moreTime = (file: CaseFile) => {
  const kind = file.terminatedBy === 'startup' ? 'startup' : 'liveness'
  const probe = probeOf(file, kind)
  const seconds = Math.max(180, 4 * probeBudget(probe))
  const handler = Object.fromEntries(
    (['httpGet', 'tcpSocket', 'grpc', 'exec'] as const).flatMap((name) =>
      probe?.[name] ? [[name, probe[name]]] : [],
    ),
  )
  return patchFix(file, {
    id: 'cpu-starved-startup/startup-probe',
    title: `Allow ${seconds} s to start with a startup probe`,
    patch: containerPatch(file, {
      startupProbe: { ...handler, periodSeconds: 10, failureThreshold: Math.ceil(seconds / 10) },
    }),
  })
}
