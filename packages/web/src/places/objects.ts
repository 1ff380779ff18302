import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { fieldsOf } from '../story/revisions.ts'
import { millis, versionOf } from '../story/from-api.ts'
import type { Version } from '../story/story.ts'

export function objectsQuery(kind: string) {
  return queryOptions({
    queryKey: ['objects', kind],
    queryFn: async () =>
      (await api.objects({ kind, limit: 5_000 })).records
        .map(versionOf)
        .filter((version) => version !== null),
    refetchInterval: 5_000,
  })
}

export interface PodRow {
  readonly name: string
  readonly namespace: string
  readonly status: string
  readonly isWell: boolean
  readonly ready: string
  readonly restarts: number
  readonly probes: string
  readonly memory: string
  readonly cpu: string
  readonly node: string
  readonly ageMs: number
}

/** What `kubectl get pods -o wide` shows, with what its containers may use. */
export function podRow({ object, namespace, name }: Version): PodRow {
  const [spec, status] = [fieldsOf(object['spec']), fieldsOf(object['status'])]
  const containers = listOf(spec['containers'])
  const statuses = [
    ...listOf(status['initContainerStatuses']),
    ...listOf(status['containerStatuses']),
  ]
  const main = listOf(status['containerStatuses'])
  const ready = main.filter((one) => one['ready'] === true).length
  const reason = statuses
    .map((one) => fieldsOf(fieldsOf(one['state'])['waiting'])['reason'])
    .find((one) => typeof one === 'string')
  const phase = textOf(status['phase'])
  return {
    name,
    namespace,
    status: textOf(reason) || phase,
    isWell: reason === undefined && (phase === 'Succeeded' || ready === main.length),
    ready: `${ready}/${containers.length}`,
    restarts: statuses.reduce((sum, one) => sum + Number(one['restartCount'] ?? 0), 0),
    probes: probesOf(containers),
    memory: usage(containers, 'memory'),
    cpu: usage(containers, 'cpu'),
    node: textOf(spec['nodeName']),
    ageMs: millis(textOf(fieldsOf(object['metadata'])['creationTimestamp'])) ?? 0,
  }
}

const PROBES = [
  ['livenessProbe', 'live'],
  ['readinessProbe', 'ready'],
  ['startupProbe', 'startup'],
] as const

function probesOf(containers: readonly Fields[]): string {
  const known = PROBES.filter(([name]) => containers.some((one) => one[name] !== undefined))
  return known.length === 0 ? 'none' : known.map(([, word]) => word).join(', ')
}

/** `64Mi / 192Mi`: what is asked for, and the limit. */
function usage(containers: readonly Fields[], resource: 'cpu' | 'memory'): string {
  return containers
    .map((one) => {
      const resources = fieldsOf(one['resources'])
      const asked = textOf(fieldsOf(resources['requests'])[resource]) || '–'
      const limit = textOf(fieldsOf(resources['limits'])[resource]) || 'no limit'
      return `${asked} / ${limit}`
    })
    .join(', ')
}

type Fields = Readonly<Record<string, unknown>>

export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
