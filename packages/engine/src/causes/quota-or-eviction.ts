import { sh } from '../commands/sh.ts'
import type { EventView } from '../evidence/events.ts'
import { memoryLimitFor, quantity } from '../evidence/quantity.ts'
import { kubectl } from '../fixes/commands.ts'
import { noSurgeFix } from '../fixes/no-surge.ts'
import {
  containerPatch,
  everyContainerPatch,
  objectPatch,
  patchFix,
  podPatch,
} from '../fixes/patch.ts'
import type { Container } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { withOwnFindings } from './shared/own.ts'

/** Evicted, or stopped by a quota, LimitRange or ephemeral-storage limit. */
export const quotaOrEviction: Cause = withOwnFindings({
  id: 'quota-or-eviction',
  explain: (file, { rule, facts }) => explain(file, rule, facts),
  find: (file) => [...evicted(file), ...notCreated(file), ...rejected(file)],
  fixes: (file, finding) => fixes(file, finding),
})

const explain = (file: CaseFile, rule: string, facts: Finding['facts']): string => {
  if (rule === 'quota-or-eviction/quota')
    return `The namespace's ResourceQuota ${facts['quota'] ?? ''} does not leave enough for another pod of ${file.failing.workload.name}, so the API server refuses to create it. Pods that run already are not touched.`
  if (rule === 'quota-or-eviction/limit-range')
    return 'The pod breaks a rule of the namespace (LimitRange or quota) on what containers must ask for, so the API server refuses to create it.'
  if (rule === 'quota-or-eviction/rejected')
    return 'The node that the pod was bound to could not take it (resources, affinity or a device), so the kubelet rejected the pod.'
  const what = facts['volume']
    ? `volume ${facts['volume']} grew over its sizeLimit`
    : facts['resource']
      ? `${facts['resource']} ran short`
      : 'a limit was exceeded'
  return `The kubelet evicted the pod as ${what}: its containers are killed (137) and the pod stays as Failed, while its controller makes a new one that meets the same limit.`
}

const VOLUME = /Usage of EmptyDir volume "([^"]+)" exceeds the limit "([^"]+)"/i
const EPHEMERAL_TOTAL =
  /ephemeral local storage usage exceeds the total limit of containers (\S+?)\.?(?:\s|$)/i
const EPHEMERAL = /Container (\S+) exceeded its local ephemeral storage limit "?([^"\s.]+)/i
const NODE =
  /low on resource: ([\w-]+)|node had condition: \[?(\w+)|\b(?:Memory|Disk|PID)Pressure\b/i

const evicted = (file: CaseFile): readonly Finding[] => {
  const status = file.failing.pod?.pod.status
  const event = [...file.events].reverse().find(({ reason }) => reason === 'Evicted')
  const message = status?.reason === 'Evicted' ? (status.message ?? '') : (event?.message ?? '')
  if (status?.reason !== 'Evicted' && !event) return []
  return [
    {
      cause: 'quota-or-eviction',
      weight: 95,
      rule: 'quota-or-eviction/evicted',
      title: `Evicted: ${message.trim().replace(/\.$/, '').slice(0, 150) || 'no reason is on record'}`,
      evidence: [
        ...(status?.reason === 'Evicted' && status.message
          ? [file.fromSubject('status.message', status.message)]
          : []),
        ...(event ? [file.fromEvent(event)] : []),
        ...exitEvidence(file),
      ],
      facts: evictionFacts(message),
    },
  ]
}

const exitEvidence = (file: CaseFile): readonly Evidence[] => {
  const code = file.fromExit('exitCode')
  return code ? [code] : []
}

const evictionFacts = (message: string): Finding['facts'] => {
  const volume = VOLUME.exec(message)
  if (volume) return { volume: volume[1] ?? '', limit: volume[2] ?? '' }
  const own = EPHEMERAL.exec(message)
  if (own) return { resource: 'ephemeral-storage', container: own[1] ?? '', limit: own[2] ?? '' }
  const total = EPHEMERAL_TOTAL.exec(message)
  if (total) return { resource: 'ephemeral-storage', limit: total[1] ?? '' }
  const node = NODE.exec(message)
  return node ? { resource: node[1] ?? node[2] ?? 'memory', node: 'yes' } : {}
}

const QUOTA = /exceeded quota: ([^\s,]+)/i
const MUST = /failed quota: ([^\s:]+): must specify ([^\n"]+)/i

/** `limits.cpu,limits.memory`, or by container: `limits.cpu for: api,log; limits.memory for: api` (kube-apiserver 1.24 and later). */
const demanded = (words: string): string =>
  words
    .split(';')
    .map((part) => part.replace(/\bfor:.*$/, '').trim())
    .filter((part) => /^[\w.,/-]+$/.test(part))
    .join(',')
const RANGE =
  /(?:maximum|minimum) [\w-]+ (?:usage|storage)[^,;]*per (?:Container|Pod)|(?:limit to request ratio)/i

/** A controller that may not create its pods: its events, or its ReplicaFailure condition. */
const notCreated = (file: CaseFile): readonly Finding[] => {
  const found = refusal(file)
  if (!found) return []
  const { text, evidence } = found
  const quota = QUOTA.exec(text)
  const must = MUST.exec(text)
  const range = RANGE.exec(text)
  if (!quota && !must && !range) return []
  const title = quota
    ? `ResourceQuota ${quota[1]} leaves no room for the pod`
    : must
      ? `ResourceQuota ${must[1]} demands that containers specify ${demanded(must[2] ?? '')}`
      : `A LimitRange forbids the pod: ${range?.[0] ?? ''}`
  return [
    {
      cause: 'quota-or-eviction',
      weight: 95,
      rule: quota ? 'quota-or-eviction/quota' : 'quota-or-eviction/limit-range',
      title,
      evidence: [...evidence, ...quotaEvidence(file, quota?.[1] ?? must?.[1])],
      facts: {
        text,
        ...(quota ? { quota: quota[1] ?? '' } : {}),
        ...(must ? { must: demanded(must[2] ?? '') } : {}),
      },
    },
  ]
}

const refusal = (
  file: CaseFile,
): { readonly text: string; readonly evidence: readonly Evidence[] } | null => {
  const about = (message: string): boolean =>
    QUOTA.test(message) || MUST.test(message) || RANGE.test(message)
  const event = [...file.events]
    .reverse()
    .find(({ reason, message }: EventView) => /^Failed/.test(reason) && about(message))
  if (event) return { text: event.message, evidence: [file.fromEvent(event)] }
  const { subject } = file.failing
  const conditions =
    (subject?.object['status'] as { conditions?: readonly { message?: string }[] } | undefined)
      ?.conditions ?? []
  const index = conditions.findIndex(({ message }) => about(message ?? ''))
  const text = conditions[index]?.message
  return text
    ? {
        text,
        evidence: [file.fromSubject(`status.conditions[${index}].message`, text)],
      }
    : null
}

const quotaEvidence = (file: CaseFile, name: string | undefined): readonly Evidence[] => {
  const quota = name ? file.inventory.get('ResourceQuota', file.failing.namespace, name) : null
  const hard = (quota?.object['spec'] as { hard?: unknown } | undefined)?.hard
  return quota && hard ? [file.fromObject(quota, 'spec.hard', hard)] : []
}

/** The kubelet turned the pod away (pkg/kubelet/lifecycle: OutOf…, NodeAffinity, UnexpectedAdmissionError). */
const REJECTED =
  /^(?:OutOf[\w./-]+|NodeAffinity|UnexpectedAdmissionError|NodeShutdown|Preempting|Terminated)$/

const rejected = (file: CaseFile): readonly Finding[] => {
  const status = file.failing.pod?.pod.status
  if (!status?.reason || !REJECTED.test(status.reason)) return []
  return [
    {
      cause: 'quota-or-eviction',
      weight: 82,
      rule: 'quota-or-eviction/rejected',
      title: `The node rejected the pod: ${status.reason}`,
      evidence: [
        ...(status.message ? [file.fromSubject('status.message', status.message)] : []),
        file.fromSubject('status.reason', status.reason),
      ],
      facts: {},
    },
  ]
}

const fixes = (file: CaseFile, { rule, facts }: Finding): readonly Fix[] => {
  if (rule === 'quota-or-eviction/quota') return quotaFixes(file, facts)
  if (rule === 'quota-or-eviction/limit-range') return [askAsDemanded(file, facts)]
  if (facts['volume']) return [biggerVolume(file, facts['volume'], facts['limit'] ?? '')]
  if (facts['resource'] === 'ephemeral-storage' && !facts['node'])
    return [moreStorage(file, facts['limit'] ?? '')]
  return facts['node'] ? [request(file, facts['resource'] ?? 'memory'), look(file)] : [look(file)]
}

const larger = (limit: string, factor: number): string =>
  memoryLimitFor((quantity(limit) ?? 512 * 2 ** 20) * factor)

const biggerVolume = (file: CaseFile, name: string, limit: string): Fix =>
  patchFix(file, {
    id: 'quota-or-eviction/size-limit',
    title: `Raise the sizeLimit of volume ${name} from ${limit} to ${larger(limit, 4)}, or write less to it`,
    patch: podPatch(file, { volumes: [{ name, emptyDir: { sizeLimit: larger(limit, 4) } }] }),
  })

const moreStorage = (file: CaseFile, limit: string): Fix =>
  patchFix(file, {
    id: 'quota-or-eviction/ephemeral-storage',
    title: `Raise the ephemeral-storage limit from ${limit} to ${larger(limit, 4)}, or write to a volume`,
    patch: containerPatch(file, {
      resources: { limits: { 'ephemeral-storage': larger(limit, 4) } },
    }),
  })

/** Under pressure the kubelet evicts first what uses more than it requested. */
const request = (file: CaseFile, resource: string): Fix => {
  const known = /memory/i.test(resource) ? 'memory' : 'ephemeral-storage'
  const limit = file.failing.spec?.resources?.limits?.[known]
  const amount = limit ?? (known === 'memory' ? '512Mi' : '2Gi')
  return patchFix(file, {
    id: 'quota-or-eviction/request',
    title: `Request the ${known} that the pod really uses (${amount}), so that the scheduler keeps it free`,
    patch: containerPatch(file, { resources: { requests: { [known]: amount } } }),
    before: [sh`kubectl describe nodes`, kubectl(file, 'top', 'pods', '--containers')],
  })
}

const AMOUNTS = (label: string): RegExp =>
  new RegExp(`${label}: ([^:]*?)(?=, (?:used|limited|requested):|$)`, 'i')

const amounts = (text: string, label: string): ReadonlyMap<string, string> =>
  new Map(
    (AMOUNTS(label).exec(text)?.[1] ?? '').split(',').flatMap((pair): [string, string][] => {
      const [name, value] = pair.trim().split('=')
      return name && value ? [[name, value.trim()]] : []
    }),
  )

/** What the quota must allow: what is used and what the new pod asks for. */
const quotaFixes = (
  file: CaseFile,
  { text = '', quota: name = '' }: Finding['facts'],
): readonly Fix[] => {
  const used = amounts(text, 'used')
  const hard = Object.fromEntries(
    [...amounts(text, 'requested')].map(([resource, asked]) => {
      const sum = (quantity(asked) ?? 0) + (quantity(used.get(resource)) ?? 0)
      const plain = /^(?:count\/|pods|services|secrets|configmaps|.*cpu)/.test(resource)
      return [resource, plain ? String(Math.ceil(sum)) : memoryLimitFor(sum)]
    }),
  )
  const patch = objectPatch(
    { kind: 'ResourceQuota', namespace: file.failing.namespace, name },
    { spec: { hard } },
  )
  return [
    {
      ...patchFix(file, {
        id: 'quota-or-eviction/quota',
        title: `Raise ResourceQuota ${name} so that one more pod fits: ${Object.entries(hard)
          .map((pair) => pair.join('='))
          .join(', ')}`,
        patch,
        before: [kubectl(file, 'describe', 'resourcequota', name)],
      }),
    },
    ...(file.failing.workload.kind === 'Deployment'
      ? [noSurgeFix(file, 'the quota has no room for both')]
      : []),
  ]
}

const RANGE_VALUE = /(maximum|minimum) ([\w-]+) usage per (?:Container|Pod) is (\S+?),/i

const askAsDemanded = (file: CaseFile, { text = '', must = '' }: Finding['facts']): Fix => {
  const range = RANGE_VALUE.exec(text)
  const resource = range?.[2] ?? 'memory'
  const value = range?.[3] ?? ''
  const wanted = must.split(',').filter(Boolean)
  const resources = range
    ? { [range[1] === 'maximum' ? 'limits' : 'requests']: { [resource]: value } }
    : {
        limits: pick(wanted, 'limits', {
          cpu: '500m',
          memory: '512Mi',
          'ephemeral-storage': '1Gi',
        }),
        requests: pick(wanted, 'requests', {
          cpu: '100m',
          memory: '256Mi',
          'ephemeral-storage': '512Mi',
        }),
      }
  return patchFix(file, {
    id: 'quota-or-eviction/resources',
    title: range
      ? `Ask for no more than the LimitRange allows: ${resource} ${value}`
      : `Specify ${must}`,
    // A quota counts every container of a pod, and the message names none.
    patch: everyContainerPatch(file, (container) =>
      (range ? breaks(container, { word: range[1] ?? '', resource, value }) : true)
        ? { resources }
        : null,
    ),
    before: [kubectl(file, 'describe', 'limitrange,resourcequota')],
  })
}

interface Bound {
  readonly word: string
  readonly resource: string
  readonly value: string
}

const breaks = ({ resources }: Container, { word, resource, value }: Bound): boolean => {
  const bound = quantity(value) ?? 0
  const { limits, requests } = resources ?? {}
  return word === 'maximum'
    ? (quantity(limits?.[resource]) ?? Infinity) > bound
    : (quantity(requests?.[resource] ?? limits?.[resource]) ?? 0) < bound
}

const pick = (
  wanted: readonly string[],
  word: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name]) =>
        wanted.includes(`${word}.${name}`) || (word === 'requests' && wanted.includes(name)),
    ),
  )

const look = (file: CaseFile): Fix => ({
  id: 'quota-or-eviction/look',
  title: 'See what the node ran short of, and who uses it',
  where: 'infra',
  risk: 'low',
  commands: [
    ...(file.podSpec?.nodeName
      ? [sh`kubectl describe node ${file.podSpec.nodeName}`]
      : [sh`kubectl describe nodes`]),
    kubectl(file, 'get', 'pods', '--field-selector', 'status.phase=Failed'),
  ],
  patch: null,
  verify: 'No new Evicted events.',
})
