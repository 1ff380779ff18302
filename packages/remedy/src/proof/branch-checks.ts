import type { Branch } from '@unloop/engine/catalogue'
import type { KubeEvent, KubeObject, Pod } from '@unloop/engine/evidence'
import { listObjects, podLog, refOf } from '../cluster/objects.ts'
import { eventWords, lastSeen, readEvents } from './events.ts'
import type { Level } from './level.ts'
import type { Check } from './outcome.ts'
import { probeCheck } from './probe-check.ts'

/** What had to hold beyond readiness, by the branch of the cause; the signature is the same for all. */
export async function branchChecks(branch: Branch, level: Level): Promise<readonly Check[]> {
  const checks: Check[] = []
  for (const check of [...TABLE[branch], serving]) checks.push(...(await check(level)))
  return checks
}

type BranchCheck = (level: Level) => Promise<readonly Check[]>

/** Events about the new pods that came after they were level. */
const noEvents =
  (what: string, isBad: (event: KubeEvent) => boolean): BranchCheck =>
  async ({ api, namespace, pods, since }) => {
    const read = await readEvents(api, { namespace, pods })
    if (read === null) return [{ what, isMet: null, seen: 'events could not be read' }]
    const from = read.atCluster(since)
    const bad = read.events.find((event) => lastSeen(event) >= from && isBad(event))
    return [{ what, isMet: bad === undefined, seen: bad ? eventWords(bad) : 'none since' }]
  }

const NOT_MADE =
  /^Failed(?:Mount|AttachVolume|MapVolume|Create|CreatePodSandBox|PostStartHook|Scheduling)?$|^InspectFailed$|^ErrImage/

const made = noEvents('nothing that the pods are made from is missing or refused', ({ reason }) =>
  NOT_MADE.test(reason ?? ''),
)

const kept = noEvents('no pod was evicted', ({ reason }) =>
  /^(?:Evicted|OOMKilling|Preempted)$/.test(reason ?? ''),
)

const notKilled: BranchCheck = async ({ pods }) => {
  const killed = pods.find(({ status }) =>
    [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].some(
      ({ lastState, state }) =>
        lastState?.terminated?.reason === 'OOMKilled' || state?.terminated?.reason === 'OOMKilled',
    ),
  )
  const seen = killed ? `pod ${killed.metadata.name} was` : 'none was'
  return [{ what: 'no container was killed for memory', isMet: killed === undefined, seen }]
}

/** Lines that the new pods have printed since they were level, and that say what must not be. */
const noLines =
  (what: string, pattern: RegExp, about: (decisive: string) => RegExp | null): BranchCheck =>
  async ({ api, container, pods, since, decisive }) => {
    const subject = about(decisive)
    if (container === null || subject === null) return []
    const seconds = Math.floor((api.timing.now() - since) / 1000)
    for (const pod of pods) {
      const log = await podLog(api, refOf({ ...pod, kind: 'Pod' }), { container, seconds })
      const line = log.split('\n').find((each) => pattern.test(each) && subject.test(each))
      if (line !== undefined)
        return [
          { what, isMet: false, seen: `pod ${pod.metadata.name} says: ${line.slice(0, 160)}` },
        ]
    }
    return [{ what, isMet: true, seen: 'no line says otherwise' }]
  }

const allowed = noLines(
  'the API server refuses nothing',
  /\bis forbidden: User |\bcannot (?:get|list|watch|create|update|patch|delete) resource\b/,
  () => /./,
)

/** Other hosts may be missing as ever, such as a collector of traces that the program can do without. */
const hostIn = (decisive: string): RegExp | null => {
  const host = /\b([a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z][\w-]*(?=:\d{2,5}\b))/i.exec(decisive)?.[1]
  return host === undefined ? null : new RegExp(host.replaceAll('.', String.raw`\.`), 'i')
}

const answers = noLines(
  'the dependency answers',
  /connection refused|ECONNREFUSED|no such host|ENOTFOUND|EAI_AGAIN|name or service not known|temporary failure in name resolution|\bi\/o timeout|ETIMEDOUT|authentication failed|access denied for user|certificate verify failed|x509:/i,
  hostIn,
)

/** The Services that select the pods have them among their ready addresses. */
const serving: BranchCheck = async ({ api, namespace, pods }) => {
  const [services, slices] = await Promise.all(
    ['Service', 'EndpointSlice'].map((kind) =>
      listObjects(api, { kind, namespace }).catch(() => []),
    ),
  )
  const own = (services ?? []).filter((service) => pods.some((pod) => selects(service, pod)))
  const idle = own.find(({ metadata }) => !hasReady(slices ?? [], metadata.name ?? ''))
  if (own.length === 0 || (slices ?? []).length === 0) return []
  const names = own.map(({ metadata }) => metadata.name).join(', ')
  return [
    {
      what: 'its Services lead to it',
      isMet: idle === undefined,
      seen: idle ? `Service ${idle.metadata.name} has no ready address` : names,
    },
  ]
}

const selects = (service: KubeObject, { metadata }: Pod): boolean => {
  const selector = (service['spec'] as { selector?: Record<string, string> } | undefined)?.selector
  const pairs = Object.entries(selector ?? {})
  return pairs.length > 0 && pairs.every(([key, value]) => metadata.labels?.[key] === value)
}

const hasReady = (slices: readonly KubeObject[], service: string): boolean =>
  slices
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service)
    .flatMap(
      (slice) => (slice['endpoints'] ?? []) as readonly { conditions?: { ready?: boolean } }[] | [],
    )
    .some(({ conditions }) => conditions?.ready !== false)

const TABLE: Readonly<Record<Branch, readonly BranchCheck[]>> = {
  app: [],
  resources: [notKilled, kept],
  probes: [probeCheck],
  'rbac-mounts': [made, allowed],
  'image-config': [made],
  'network-deps': [answers],
  'node-runtime': [made],
}
