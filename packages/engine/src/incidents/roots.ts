import { CATALOGUE, type CauseId } from '../catalogue.ts'
import type { Inventory } from '../evidence/inventory.ts'
import { destinationOf } from '../evidence/services.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { sh } from '../commands/sh.ts'
import { inNamespace } from '../fixes/commands.ts'
import type { Evidence, Fix, Incident } from '../report/report.ts'
import { fingerprint } from './fingerprint.ts'
import type { Draft } from './group.ts'

/** Objects without a failing container of their own that make others fail. */
export function rootDrafts(drafts: readonly Draft[], inventory: Inventory): readonly Draft[] {
  return [...sharedSecrets(drafts, inventory), ...deadServices(drafts, inventory)]
}

interface RootOptions {
  readonly object: SnapshotObject
  readonly namespace: string
  readonly cause: CauseId
  readonly title: string
  readonly explanation: string
  readonly evidence: readonly Evidence[]
  readonly victims: readonly Draft[]
  readonly fixes: readonly Fix[]
}

const rootDraft = ({
  object,
  namespace,
  cause,
  title,
  explanation,
  evidence,
  victims,
  fixes,
}: RootOptions): Draft => {
  const { kind, metadata } = object.object
  const name = metadata.name ?? ''
  const lines = victims.flatMap(({ incident }) => incident.causes[0]?.evidence.slice(0, 1) ?? [])
  const confidence = Math.min(...victims.map(({ incident }) => incident.causes[0]?.confidence ?? 0))
  const incident: Incident = {
    id: fingerprint([namespace, kind, name, '', cause]),
    kind: 'root',
    namespace,
    workload: { kind, name },
    container: null,
    pods: [],
    state: {
      reason: null,
      exitCode: null,
      signal: null,
      restarts: 0,
      lastExitAt: null,
      nextRestartAt: null,
      backoffSeconds: null,
    },
    since:
      victims
        .map(({ incident }) => incident.since)
        .filter((at) => at !== null)
        .sort()[0] ?? null,
    causes: [
      {
        id: cause,
        branch: CATALOGUE[cause].branch,
        confidence,
        score: Math.round(100 * confidence),
        title,
        explanation,
        evidence: [...lines, ...evidence].slice(0, 6),
      },
    ],
    victimOf: null,
    victims: [],
    change: null,
    fixes,
    collect: [],
  }
  return {
    incident,
    members: victims[0]?.members ?? [],
    rootOf: victims.map(({ incident }) => incident.id),
  }
}

/** Two or more workloads whose login fails and that take their credentials from one Secret: the Secret is the root. */
const sharedSecrets = (drafts: readonly Draft[], inventory: Inventory): readonly Draft[] => {
  const failing = drafts.filter(
    ({ incident }) =>
      incident.causes[0]?.id === 'dependency-auth-failed' &&
      (incident.causes[0]?.confidence ?? 0) >= 0.5,
  )
  const bySecret = Map.groupBy(
    failing.flatMap((draft) => secretsOf(draft).map((name) => ({ draft, name }))),
    ({ draft, name }) => `${draft.incident.namespace}\u0000${name}`,
  )
  const roots = [...bySecret].flatMap(([key, uses]) => {
    const [namespace = '', name = ''] = key.split('\u0000')
    const victims = uses.map(({ draft }) => draft)
    const workloads = new Set(victims.map(({ incident }) => incident.workload.name))
    const object = inventory.get('Secret', namespace, name)
    return workloads.size > 1 && object ? [{ object, namespace, victims, workloads }] : []
  })
  const widest = roots.sort((a, b) => b.workloads.size - a.workloads.size)
  const taken = new Set<string>()
  return widest.flatMap(({ object, namespace, victims, workloads }) => {
    if (victims.some(({ incident }) => taken.has(incident.id))) return []
    for (const { incident } of victims) taken.add(incident.id)
    const name = object.object.metadata.name ?? ''
    const title = `Secret ${name} holds credentials that the server rejects`
    const explanation = `${workloads.size} workloads that take their credentials from Secret ${name} are rejected by the same server, so the Secret and the server no longer agree: it was changed on one side only.`
    return [
      rootDraft({
        object,
        namespace,
        cause: 'dependency-auth-failed',
        title,
        explanation,
        evidence: [],
        victims,
        fixes: [sameLogin(name, namespace, victims)],
      }),
    ]
  })
}

/** Plans of this cause change the Service or what stands behind it; others change the program that asks. */
const OF_SERVICES = 'dependency-unreachable/'

/** Which side is right, nobody but the team knows: the Secret's value is not read here. */
function sameLogin(secret: string, namespace: string, victims: readonly Draft[]): Fix {
  const targets = [...new Set(victims.flatMap(({ members }) => members[0]?.file.target ?? []))]
  return {
    id: 'dependency-auth-failed/same-login',
    title: `Put the login that the server accepts into Secret ${secret}, or give the server the one of the Secret; then restart what reads it`,
    where: 'data',
    risk: 'medium',
    commands: [
      sh`kubectl edit secret ${secret} ${inNamespace(namespace)}`,
      sh`kubectl rollout restart ${targets} ${inNamespace(namespace)}`,
    ],
    patch: null,
    verify: 'The login is accepted: restart counts stay level for ten minutes.',
  }
}

const secretsOf = ({ members }: Draft): readonly string[] => {
  const { spec } = members[0]?.file.failing ?? { spec: null }
  const volumes = members[0]?.file.podSpec?.volumes ?? []
  const mounted = new Set((spec?.volumeMounts ?? []).map(({ name }) => name))
  const names = [
    ...(spec?.env ?? []).map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
    ...(spec?.envFrom ?? []).map(({ secretRef }) => secretRef?.name),
    ...volumes.filter(({ name }) => mounted.has(name)).map(({ secret }) => secret?.secretName),
  ]
  return [...new Set(names.filter((name) => name !== undefined))]
}

/** A Service that leads nowhere because its workload is scaled to nothing or its selector matches no pod. */
const deadServices = (drafts: readonly Draft[], inventory: Inventory): readonly Draft[] => {
  const found = drafts.flatMap((draft) => {
    const lead = draft.members[0]?.candidates[0]?.lead
    const host = lead?.facts['host']
    if (!lead || !host || lead.cause !== 'dependency-unreachable') return []
    const destination = destinationOf(inventory, draft.incident.namespace, {
      host,
      port: lead.facts['port'],
    })
    const object = destination ? culpritOf(destination.problem, destination.service) : null
    return destination && object ? [{ draft, destination, object }] : []
  })
  const byObject = Map.groupBy(
    found,
    ({ object }) =>
      `${object.object.kind}/${object.object.metadata.namespace}/${object.object.metadata.name}`,
  )
  return [...byObject.values()].flatMap((uses) => {
    const [first] = uses
    if (!first) return []
    const { kind, metadata } = first.object.object
    const asleep = first.destination.problem?.kind === 'scaled-to-zero'
    return [
      rootDraft({
        object: first.object,
        namespace: metadata.namespace ?? first.draft.incident.namespace,
        cause: 'dependency-unreachable',
        title: asleep
          ? `${kind} ${metadata.name} is scaled to 0 replicas`
          : `Service ${metadata.name} selects no pod`,
        explanation: asleep
          ? `Service ${first.destination.name} has no endpoints because ${kind} ${metadata.name} is scaled to nothing, so whoever connects to it is refused.`
          : `The selector of Service ${metadata.name} matches no pod, so it has no endpoints and whoever connects to it is refused.`,
        evidence: [rootEvidence(first.object, asleep)],
        victims: uses.map(({ draft }) => draft),
        // What mends the Service was found for whoever needs it, and is the same for all of them.
        fixes: first.draft.incident.fixes.filter(({ id }) => id.startsWith(OF_SERVICES)),
      }),
    ]
  })
}

type Problem = NonNullable<ReturnType<typeof destinationOf>>['problem']

const culpritOf = (problem: Problem, service: SnapshotObject | null): SnapshotObject | null => {
  if (problem?.kind === 'scaled-to-zero') return problem.workload
  return problem?.kind === 'selector-matches-nothing' ? service : null
}

const rootEvidence = ({ object, origin }: SnapshotObject, asleep: boolean): Evidence => {
  const spec = object['spec'] as { selector?: unknown } | undefined
  return {
    kind: 'object',
    source: origin.source,
    ...(origin.line === undefined ? {} : { line: origin.line }),
    field: `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name ?? ''} spec.${asleep ? 'replicas' : 'selector'}`,
    excerpt: asleep
      ? '"replicas": 0'
      : `"selector": ${JSON.stringify(spec?.selector)}`.slice(0, 400),
  }
}
