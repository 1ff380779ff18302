import { memoryText, quantity } from '@unloop/engine/evidence'
import type { Bundle } from '../bundle.ts'
import { inContainers, type Check, type Found } from '../check.ts'
import { numberOf, wordOf } from '../fields.ts'
import type { Site } from '../workload.ts'
import { limitOf } from './memory.ts'

/** Half an hour of samples, one every 30 s: of less nothing is said. */
const MIN_SAMPLES = 60
/** So near to its limit a container that was killed was at its limit: it is not looked at every moment. */
const NEAR = 0.85
/** What is left above the peak. */
const HEADROOM = 1.25
// Kubernetes' own default of `failureThreshold`.
const FAILURE_THRESHOLD = 3

/** A limit below what the container has used already, or one at which it was killed. */
const limitUnderPeak = (site: Site, bundle: Bundle): readonly Found[] => {
  const limit = limitOf(site)
  const usage = bundle.usageOf(site.workload, site.name)
  if (limit === null || usage?.memory == null || usage.memory.samples < MIN_SAMPLES) return []
  const { peak } = usage.memory
  const wasKilled = usage.oom_kills > 0 && limit.bytes * NEAR <= peak
  if (limit.bytes > peak && !wasKilled) return []
  const killed = usage.oom_kills > 0 ? `, and was killed ${usage.oom_kills} times for memory` : ''
  return [
    {
      path: [...site.path, 'resources', 'limits', 'memory'],
      message: `The limit is ${limit.text}; the container has used ${memoryText(peak)} in the last seven days${killed}.`,
      fix: `Set it to ${memoryText(peak * HEADROOM)} or more, or find out what takes the memory.`,
    },
  ]
}

/** A request below what the container uses nearly always: first to go when the node runs short. */
const requestUnderUsage = (site: Site, bundle: Bundle): readonly Found[] => {
  const text = wordOf(site.requests['memory'])
  const bytes = quantity(text)
  const memory = bundle.usageOf(site.workload, site.name)?.memory ?? null
  if (bytes === null || memory === null || memory.samples < MIN_SAMPLES) return []
  if (bytes >= memory.p95) return []
  return [
    {
      path: [...site.path, 'resources', 'requests', 'memory'],
      message: `The request is ${text}; in the last seven days one moment in twenty took more than ${memoryText(memory.p95)}.`,
      fix: `Set it to ${memoryText(memory.p95)}.`,
    },
  ]
}

/** A startup probe that would have given up starts that went well. */
const startupUnderUsage = (site: Site, bundle: Bundle): readonly Found[] =>
  site.probes.flatMap(({ kind, fields, path }) => {
    if (kind !== 'startupProbe') return []
    const most = bundle.usageOf(site.workload, site.name)?.startup_failures ?? null
    const threshold = numberOf(fields['failureThreshold']) ?? FAILURE_THRESHOLD
    if (most === null || threshold > most) return []
    return [
      {
        path: fields['failureThreshold'] === undefined ? path : [...path, 'failureThreshold'],
        message: `The container is killed after ${threshold} failures; in the last seven days a start that went well took ${most}.`,
        fix: `Set failureThreshold to ${most * 2}, or raise periodSeconds.`,
      },
    ]
  })

/** Limits against what was used. */
export const USAGE_CHECKS: readonly Check[] = [
  {
    code: 'memory-limit-under-peak',
    severity: 'may-crash',
    title: 'The memory limit is below what the container was seen to use (--server)',
    happens: 'OOMKilled, exit code 137, as soon as it uses that much again.',
    fix: 'Raise the limit above the peak.',
    aliases: [],
    find: inContainers(limitUnderPeak),
  },
  {
    code: 'startup-budget-under-usage',
    severity: 'may-crash',
    title: 'The startup probe gives up before starts that were seen to go well (--server)',
    happens: 'Container app failed startup probe, will be restarted, over and over.',
    fix: 'Raise failureThreshold.',
    aliases: [],
    find: inContainers(startupUnderUsage, 'probes'),
  },
]

/** Requests against what was used. */
export const USAGE_PRACTICE_CHECKS: readonly Check[] = [
  {
    code: 'memory-request-under-usage',
    severity: 'practice',
    title: 'The memory request is below what the container was seen to use (--server)',
    happens: 'The node was low on resource: memory. Pods above their request are evicted first.',
    fix: 'Raise the request to what it uses.',
    aliases: [],
    find: inContainers(requestUnderUsage),
  },
]
