import { probeOf } from './shared/probe-fault.ts'
import { livedFor } from './shared/probes.ts'
import { sh } from '../commands/sh.ts'
import { previousRevision } from '../changes/change.ts'
import { memoryLimitFor, memoryText, quantity } from '../evidence/quantity.ts'
import { containerPatch, patchFix, podPatch } from '../fixes/patch.ts'
import { kubectl, verifyRollout } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { lastSaid, saidEvidence } from './shared/log.ts'
import {
  heapSettings,
  memoryLimit,
  memoryPeak,
  memoryVolumes,
  settingEvidence,
  type HeapSetting,
} from './shared/memory.ts'
import { withOwnFindings } from './shared/own.ts'

/** The kernel killed the container, or a process in it, at its memory limit. */
export const oomKilled: Cause = withOwnFindings({
  id: 'oom-killed',
  explain: (file, finding) => explain(file, finding),
  find: (file) => [
    ...killed(file),
    ...limitTooLow(file),
    ...kernelLines(file),
    ...killedChild(file),
    ...unsaid(file),
  ],
  fixes: (file) => fixes(file),
})

const explain = (file: CaseFile, { rule, facts }: Finding): string => {
  const limit = memoryLimit(file)
  const at = limit
    ? `its limit of ${limit.text}`
    : "the node's memory or a limit that is not on record"
  const who =
    rule === 'oom-killed/child'
      ? `A child process was killed with SIGKILL; the kernel does that to the largest process when the container reaches ${at}.`
      : `The container needed more memory than ${at} allows, and the kernel killed it with SIGKILL: without a warning and mostly without a last log line.`
  if (facts['heap'])
    return `${who} ${facts['heap']} lets it take more than the limit, so that it never sees an out-of-memory error of its own.`
  if (facts['volume'])
    return `${who} Files in the in-memory volume ${facts['volume']} count against that limit, and they survive restarts of the container.`
  return who
}

const killed = (file: CaseFile): readonly Finding[] => {
  const exit = file.failing.exits.find(({ reason }) => reason === 'OOMKilled')
  if (!exit) return []
  const newest = exit === file.exit
  return [
    finding(file, {
      weight: newest ? 96 : 74,
      rule: 'oom-killed/status',
      evidence: [
        file.fromStatus(`${exit.field}.reason`, exit.reason),
        ...why(file),
        file.fromStatus(`${exit.field}.exitCode`, exit.code),
      ],
    }),
  ]
}

interface Found {
  readonly weight: number
  readonly rule: string
  readonly evidence: readonly Evidence[]
  readonly title?: string
}

const finding = (file: CaseFile, { weight, rule, evidence, title }: Found): Finding => {
  const limit = memoryLimit(file)
  const heap = overLimit(file)
  const volume = memoryVolumes(file)[0]
  const at = limit ? ` at its memory limit of ${limit.text}` : ': out of memory'
  return {
    cause: 'oom-killed',
    weight,
    rule,
    title: title ?? `Killed by the kernel${at}${heap ? `, below ${heap.text}` : ''}`,
    evidence,
    facts: {
      ...(limit ? { limit: limit.text } : {}),
      ...(heap ? { heap: heap.text } : {}),
      ...(volume ? { volume: volume.name } : {}),
    },
  }
}

/** A heap of nine tenths of the limit leaves no room for stacks, code and buffers. */
const overLimit = (file: CaseFile): HeapSetting | null => {
  const limit = memoryLimit(file)
  return limit ? (heapSettings(file).find(({ bytes }) => bytes > 0.9 * limit.bytes) ?? null) : null
}

/** What explains the size: a heap above the limit, an in-memory volume, the limit, the peak that metrics saw. */
const why = (file: CaseFile): readonly Evidence[] => {
  const limit = memoryLimit(file)
  const heap = overLimit(file)
  const volume = memoryVolumes(file)[0]
  return [
    ...(heap ? [settingEvidence(file, heap)] : []),
    ...(volume
      ? [file.fromSubject(`spec.volumes[${volume.index}].emptyDir.medium`, 'Memory')]
      : []),
    ...(limit ? [file.fromSpec('resources.limits.memory', limit.text)] : []),
  ]
}

const TOO_LOW =
  /init was OOM-killed|memory limit too low|too low; should be at least|minimum memory limit|OOM-killed \(/i

/** The limit does not even hold the runtime's own start (runc, CRI-O, Docker say so). */
const limitTooLow = (file: CaseFile): readonly Finding[] => {
  const texts = [
    ...file.failing.exits.flatMap((exit) =>
      exit.message && TOO_LOW.test(exit.message)
        ? [file.fromStatus(`${exit.field}.message`, exit.message)]
        : [],
    ),
    ...file.events
      .filter(({ message }) => TOO_LOW.test(message))
      .map((event) => file.fromEvent(event)),
  ]
  const limit = memoryLimit(file)
  if (texts.length === 0) return []
  const title = `The memory limit${limit ? ` of ${limit.text}` : ''} is too low even to start the container`
  return [
    finding(file, {
      weight: 96,
      rule: 'oom-killed/limit-too-low',
      title,
      evidence: [...texts.slice(0, 2), ...why(file)],
    }),
  ]
}

const KERNEL =
  /Memory cgroup out of memory|oom-kill:constraint|Out of memory: Kill(?:ed)? process|invoked oom-killer|Killed process \d+ \(|System OOM encountered/i

/** The kernel's log, as people paste it, or as node-problem-detector and the kubelet repeat it in events. */
const kernelLines = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, KERNEL)
  const event = file.events.find(
    ({ reason, message }) => reason === 'OOMKilling' || KERNEL.test(message),
  )
  if (!said && !event) return []
  const evidence = [
    ...saidEvidence(file, said),
    ...(event ? [file.fromEvent(event)] : []),
    ...why(file),
  ]
  return [finding(file, { weight: 90, rule: 'oom-killed/kernel', evidence })]
}

/** Masters of worker processes on a child that went by SIGKILL, shells on a command that did. */
const CHILD =
  /BrokenProcessPool|terminated abruptly while the future|was sent SIGKILL|Perhaps out of memory|WorkerLostError|exited prematurely: signal 9|signal 9 \(SIGKILL\)|\bsignal: killed\b|killed by signal 9|terminated by signal SIGKILL|exited on signal 9|(?:exit(?:ed with)? (?:code|status)|code) 137\b|^Killed\b|\bline \d+:\s+\d+ Killed\b|worker process \d+ exited on signal 9|DIED.{0,20}signal 9/i

/** Who says so looked for it. */
const NO_OOM =
  /\b(?:no|not|without|never|isn't|wasn't)\b.{0,30}\b(?:OOM\w*|out of memory|memory (?:issue|problem|pressure))/i

/** gunicorn kills a worker that does not answer in time by itself, and then suspects memory as well (arbiter.py). */
const OWN_KILL = /\bWORKER TIMEOUT\b/

const killedChild = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, CHILD)
  if (said && NO_OOM.test(said.line.text)) return []
  if (!said || file.terminatedBy === 'liveness' || file.terminatedBy === 'startup') return []
  const near = nearLimit(file)
  const status = file.failing.exits.some(({ reason }) => reason === 'OOMKilled')
  if (!status && !near && lastSaid(file, OWN_KILL)) return []
  const weight = status || near ? 86 : memoryLimit(file) ? 72 : 64
  const title = 'A child process was killed by the kernel: out of memory'
  const evidence = [...saidEvidence(file, said), ...why(file), ...metricEvidence(file)]
  return [finding(file, { weight, rule: 'oom-killed/child', title, evidence })]
}

const nearLimit = (file: CaseFile): boolean => {
  const limit = memoryLimit(file)
  const peak = memoryPeak(file)
  return peak !== null && (peak.ooms > 0 || (limit !== null && peak.bytes > 0.92 * limit.bytes))
}

const metricEvidence = (file: CaseFile): readonly Evidence[] => {
  const peak = memoryPeak(file)
  if (!peak) return []
  const name = peak.ooms > 0 ? 'container_oom_events_total' : 'container_memory_max_usage_bytes'
  const value = peak.ooms > 0 ? peak.ooms : peak.bytes
  return [
    {
      kind: 'metric',
      source: name,
      field: file.failing.container?.name ?? '',
      excerpt: `${name}{pod="${file.podName}"} ${value}${peak.ooms > 0 ? '' : ` (${memoryText(value)})`}`,
    },
  ]
}

/**
 * 137 that nobody signed for: the runtime reports OOMKilled only where it saw the container's own event, so memory at the
 * limit decides; else SIGKILL may also come from the node or from a person.
 */
const unsaid = (file: CaseFile): readonly Finding[] => {
  const { exit, terminatedBy } = file
  if (exit?.code !== 137 || exit.reason === 'OOMKilled' || terminatedBy !== null) return []
  if (exit.reason === 'ContainerStatusUnknown') return []
  const stopped = file.events.some(
    ({ reason, message }) =>
      reason === 'Killing' || /Terminat|shutdown|preempt/i.test(`${reason} ${message}`),
  )
  const near = nearLimit(file)
  const heap = overLimit(file)
  const limit = memoryLimit(file)
  const base = near ? 84 : heap ? 66 : limit ? 50 : 40
  const weight = stopped && !near ? 24 : probed(file) ? base - 20 : base
  const title =
    near || heap
      ? undefined
      : 'Killed with SIGKILL (137) without a kill by the kubelet: most likely out of memory'
  const evidence = [
    file.fromStatus(`${exit.field}.exitCode`, 137),
    ...metricEvidence(file),
    ...why(file),
  ]
  return [
    finding(file, { weight, rule: 'oom-killed/unsaid', evidence, ...(title ? { title } : {}) }),
  ]
}

const probed = (file: CaseFile): boolean =>
  file.eventsWhere('Unhealthy', /^(?:Liveness|Startup)/).length > 0 ||
  (probeOf(file, 'startup') !== undefined && livedFor(file, 'startup') === 'its budget')

const MIB = 2 ** 20
const RDB = /RDB memory usage when created ([\d.]+) Mb/

/** A limit that fits what is known of the need: the heap with room beside it, the data set, or twice the limit. */
const needed = (file: CaseFile): { readonly bytes: number; readonly why: string } => {
  const limit = memoryLimit(file)?.bytes ?? 128 * MIB
  const heap = overLimit(file)
  if (heap)
    return {
      bytes: heap.bytes * 1.25 + 128 * MIB,
      why: `${heap.text}, a quarter beside it for threads, code and buffers, and 128Mi`,
    }
  const rdb = Number(lastSaid(file, RDB)?.match[1] ?? 0) * MIB
  if (rdb * 1.9 > 2 * limit)
    return {
      bytes: rdb * 1.9,
      why: `the data set of ${memoryText(rdb)}, and as much to load and save it`,
    }
  return {
    bytes: 2 * limit,
    why: 'twice the limit that it was killed at; how much it would have taken is not on record',
  }
}

const fixes = (file: CaseFile): readonly Fix[] => {
  const volume = memoryVolumes(file)[0]
  const heap = overLimit(file)
  return [
    ...(volume ? [diskVolume(file, volume.name)] : []),
    ...asBefore(file),
    raise(file),
    ...raiseFar(file),
    ...(heap ? [shrinkHeap(file, heap)] : []),
    find(file),
  ]
}

/** The limit of the revision before, where it was higher: what ran well is the best figure that there is. */
const asBefore = (file: CaseFile): readonly Fix[] => {
  const limit = memoryLimit(file)
  const name = file.failing.container?.name
  const before = previousRevision(file)?.spec.containers?.find((one) => one.name === name)
  const memory = before?.resources?.limits?.['memory']
  if (!limit || !memory || (quantity(memory) ?? 0) <= limit.bytes) return []
  return [
    patchFix(file, {
      id: 'oom-killed/limit-before',
      title: `Give it back its memory limit of ${memory}, which the last revision ran with; it is ${limit.text} now`,
      patch: containerPatch(file, { resources: { limits: { memory } } }),
    }),
  ]
}

const raise = (file: CaseFile): Fix => {
  const { bytes, why } = needed(file)
  const memory = memoryLimitFor(bytes)
  const limit = memoryLimit(file)
  if (!limit) return withoutLimit(file)
  return patchFix(file, {
    id: 'oom-killed/limit',
    title: `Raise the memory limit from ${limit.text} to ${memory}: ${why}`,
    patch: containerPatch(file, { resources: { limits: { memory } } }),
    before: [kubectl(file, 'top', 'pod', file.podName, '--containers')],
  })
}

/** No limit is on record, so that no figure can be given: the node's memory, or a limit that was not read, was used up. */
const withoutLimit = (file: CaseFile): Fix => ({
  id: 'oom-killed/see-need',
  title: 'See how much it takes and what the node has; its own limit is not on record',
  where: 'manifest',
  risk: 'low',
  commands: [
    kubectl(file, 'top', 'pod', file.podName, '--containers'),
    sh`kubectl describe node ${file.podSpec?.nodeName ?? []}`,
  ],
  patch: null,
  verify: verifyRollout(file),
})

/** Where doubling is not enough, a large step shows what it really takes; nodes have room for eight times a small limit only. */
const raiseFar = (file: CaseFile): readonly Fix[] => {
  const limit = memoryLimit(file)
  if (!limit || overLimit(file) || limit.bytes > 4096 * MIB) return []
  const times = limit.bytes > 512 * MIB ? 4 : 8
  const memory = memoryLimitFor(limit.bytes * times)
  return [
    patchFix(file, {
      id: 'oom-killed/limit-far',
      title: `Raise it to ${memory}, ${times === 8 ? 'eight' : 'four'} times what it had, see what it takes at most, and set the limit a third above that`,
      patch: containerPatch(file, { resources: { limits: { memory } } }),
      risk: 'medium',
    }),
  ]
}

const diskVolume = (file: CaseFile, name: string): Fix =>
  patchFix(file, {
    id: 'oom-killed/volume',
    title: `Put volume ${name} on disk instead of in memory`,
    patch: podPatch(file, { volumes: [{ name, emptyDir: { medium: null } }] }),
  })

const shrinkHeap = (file: CaseFile, { text, place, bytes }: HeapSetting): Fix => {
  const limit = memoryLimit(file)?.bytes ?? bytes
  const mib = Math.max(32, Math.floor((limit * 0.65) / MIB))
  const smaller = text.startsWith('-X')
    ? text.replace(/\d+[kKmMgGtT]?$/, `${mib}m`)
    : text.replace(/\d+\w*$/, String(mib))
  const env =
    place.kind === 'env' && place.literal && text.startsWith('-')
      ? [{ name: place.name, value: withinStart(place.value.replace(text, smaller), mib) }]
      : null
  return patchFix(file, {
    id: 'oom-killed/heap',
    title: `Let the program take less: ${smaller} instead of ${text}`,
    patch: env ? containerPatch(file, { env }) : null,
    risk: 'medium',
  })
}

/** A JVM whose first heap is larger than its largest does not start. */
const withinStart = (options: string, mib: number): string =>
  options.replace(/-Xms\d+[kKmMgG]?/, (first) =>
    startBytes(first) > mib * MIB ? `-Xms${mib}m` : first,
  )

const startBytes = (flag: string): number => {
  const [, digits = '0', unit = ''] = /(\d+)([kKmMgG]?)$/.exec(flag) ?? []
  return Number(digits) * ({ k: 2 ** 10, m: MIB, g: 2 ** 30 }[unit.toLowerCase()] ?? 1)
}

const find = (file: CaseFile): Fix => ({
  id: 'oom-killed/leak',
  title:
    'If memory keeps growing at a higher limit, find what holds it: caches and queues without a bound',
  where: 'code',
  risk: 'medium',
  commands: [kubectl(file, 'top', 'pod', file.podName, '--containers')],
  patch: null,
  verify: verifyRollout(file),
})
