import type { Inspection, Snapshot } from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import type { ClusterApi } from '@unloop/sources'
import { RemedyError } from '@unloop/remedy/errors'
import type { Picked } from '@unloop/remedy/subject'
import {
  COPY_RIGHTS,
  demand,
  EPHEMERAL_RIGHTS,
  EXEC_RIGHTS,
  lacking,
  LOG_RIGHTS,
} from './access.ts'
import { exclusiveClaims, hasNetwork, isRestricted, placeFor, servesEphemeral } from './choose.ts'
import { inspectInCopy } from './in-copy.ts'
import { inspectWithEphemeral, inspectRunning } from './in-running.ts'
import type { Answer } from './parse.ts'

/** What `unloop debug` or `unloop net` was asked for. */
export interface InspectionRequest {
  readonly api: ClusterApi
  readonly snapshot: Snapshot
  readonly picked: Picked
  readonly plan: InspectionPlan
  /** `debug` looks at files, variables and the network, `net` at the network alone. */
  readonly what: 'debug' | 'net'
  readonly image: string
  readonly keepsInit: boolean
  readonly isKept: boolean
  /** Five letters and digits. */
  readonly suffix: string
  readonly onProgress: (words: string) => void
  readonly signal: AbortSignal
}

/** By a command in the container, by an ephemeral container beside it, or in a copy of the pod. */
export type Way = 'exec' | 'ephemeral' | 'copy'

/** What will be done, worked out before anything is added: the rights are there. */
export interface Approach {
  /** Tried in this order. */
  readonly ways: readonly Way[]
  readonly mayExec: boolean
  /** What is done to the cluster: full sentences for the question. */
  readonly words: string
}

/** What was observed, and what of it is still in the cluster. */
export interface InspectionResult {
  readonly inspection: Inspection
  readonly way: Way
  /** Of the copy, or of the ephemeral container. */
  readonly added: string | null
  /** False where the copy is still there: it was to be kept, or could not be removed. */
  readonly isRemoved: boolean
  readonly node: string | null
  readonly isWhole: boolean
  /** Full sentences on what the inspection could not see. */
  readonly notes: readonly string[]
}

/** Chooses the way that shows most and changes least, of those that the user has the rights for. */
export async function approachFor({ api, picked, what }: InspectionRequest): Promise<Approach> {
  const { namespace = '', name = '' } = picked.pod.metadata
  refuseWindows(picked)
  const isFree = async (rights: Parameters<typeof lacking>[2]): Promise<boolean> =>
    (await lacking(api, namespace, rights)).length === 0
  const runs = placeFor(picked) === 'running'
  const mayExec = await isFree(EXEC_RIGHTS)
  const beside =
    (what === 'net' ? hasNetwork(picked) : runs) &&
    (await servesEphemeral(api)) &&
    (await isFree(EPHEMERAL_RIGHTS))
  const inCopy = what === 'net' ? !runs && !beside : !runs
  const ways: readonly Way[] = [
    ...(runs && mayExec ? (['exec'] as const) : []),
    ...(beside ? (['ephemeral'] as const) : []),
    ...(inCopy ? (['copy'] as const) : []),
  ]
  if (inCopy) await demand(api, namespace, [...COPY_RIGHTS, ...(mayExec ? [] : LOG_RIGHTS)])
  else if (ways.length === 0) await demand(api, namespace, [...EXEC_RIGHTS, ...EPHEMERAL_RIGHTS])
  return { ways, mayExec, words: planWords(ways, { pod: name, container: picked.container.name }) }
}

/** The script is one for a POSIX shell. */
const refuseWindows = ({ pod }: Picked): void => {
  const os = (pod.spec as { readonly os?: { readonly name?: string } } | undefined)?.os?.name
  const asked = os ?? pod.spec?.nodeSelector?.['kubernetes.io/os']
  if (asked !== 'windows') return
  throw new RemedyError(
    'look-failed',
    `Pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name ?? ''} runs on Windows, inside of which unloop cannot look.`,
    'kubectl describe and the log of the run before are what there is. Nothing was added to the cluster.',
  )
}

const planWords = (
  ways: readonly Way[],
  { pod, container }: { readonly pod: string; readonly container: string },
): string => {
  const beside = `adds an ephemeral container to pod ${pod}, which ends after the look but stays in the pod's record until the pod is gone`
  switch (ways.join('+')) {
    case 'exec':
      return `It runs a script that only reads in container ${container} of pod ${pod}.`
    case 'exec+ephemeral':
      return `It runs a script that only reads in container ${container} of pod ${pod}; where that has no shell for it, it ${beside}.`
    case 'ephemeral':
      return `It ${beside}.`
    default:
      return `It makes a copy of pod ${pod} with container ${container} held open and nothing else in it, runs a script there that only reads, and removes the copy.`
  }
}

/** Looks in the first way that works. */
export async function inspectContainer(
  request: InspectionRequest,
  approach: Approach,
): Promise<InspectionResult> {
  for (const way of approach.ways) {
    const result = await inspectBy(way, request, approach)
    if (result !== null) return result
  }
  // `exec` alone can come to nothing: then the rights for a container beside it are what is missing.
  await demand(request.api, request.picked.pod.metadata.namespace ?? '', EPHEMERAL_RIGHTS)
  throw new TypeError('An inspection has a way that gives an answer.')
}

const inspectBy = async (
  way: Way,
  request: InspectionRequest,
  { mayExec }: Approach,
): Promise<InspectionResult | null> => {
  const { snapshot, picked, what } = request
  const namespace = picked.pod.metadata.namespace ?? ''
  const isNetworkOnly = what === 'net'
  switch (way) {
    case 'exec': {
      const answer = await inspectRunning({ ...request, isNetworkOnly })
      return answer && resultOf(request, answer, { way, added: null, notes: [], isRemoved: true })
    }
    case 'ephemeral': {
      const restricted = isRestricted(snapshot, namespace)
      const { name, answer } = await inspectWithEphemeral({
        ...request,
        isNetworkOnly,
        isRestricted: restricted,
      })
      const notes = [
        `The ephemeral container ${name} stays in the record of pod ${picked.pod.metadata.name ?? ''} until the pod is gone.`,
        ...hiddenNotes(answer),
      ]
      return resultOf(request, answer, { way, added: name, notes, isRemoved: true })
    }
    case 'copy': {
      const done = await inspectInCopy({
        ...request,
        isNetworkOnly,
        mayExec,
        needsNode: concernsNode(picked),
        exclusiveClaims: exclusiveClaims(snapshot, namespace),
      })
      const notes = [
        ...done.copy.notes,
        ...(done.withoutTools === null
          ? []
          : [
              `The tools could not be had (${done.withoutTools.slice(0, 200)}), so that the image's own programs were used.`,
            ]),
        ...(what === 'net' || request.plan.addresses.length > 0
          ? policyNotes(snapshot, picked)
          : []),
      ]
      const { name, isRemoved, node } = done
      return resultOf(request, done.answer, { way, added: name, notes, isRemoved, node })
    }
  }
}

/** Causes that another node may not show. */
const OF_NODE: ReadonlySet<string> = new Set([
  'arch-mismatch',
  'illegal-instruction',
  'image-bad',
  'runtime-error',
  'kernel-or-node',
  'cni-failed',
  'dns-failure',
  'dependency-unreachable',
  'network-policy',
])

const concernsNode = ({ incident }: Picked): boolean =>
  incident?.causes.some(({ id }) => OF_NODE.has(id)) ?? false

const hiddenNotes = ({ hiddenFrom }: Answer): readonly string[] =>
  hiddenFrom === null
    ? []
    : [
        `User ${hiddenFrom} of the ephemeral container may not see the files of the container: it runs as another user, or with more capabilities.`,
      ]

/** A copy has none of the pod's labels: policies that select by them do not apply to it. */
const policyNotes = ({ objects }: Snapshot, { pod }: Picked): readonly string[] => {
  const names = objects.flatMap(({ object: { kind, metadata } }) =>
    kind === 'NetworkPolicy' && metadata.namespace === pod.metadata.namespace
      ? [metadata.name ?? '']
      : [],
  )
  return names.length === 0
    ? []
    : [
        `The copy has none of the pod's labels, so that a NetworkPolicy that selects by them (${names.slice(0, 4).join(', ')}) may treat it otherwise.`,
      ]
}

type Rest = Pick<InspectionResult, 'way' | 'added' | 'notes' | 'isRemoved'> & {
  readonly node?: string | null
}

const resultOf = ({ picked }: InspectionRequest, answer: Answer, rest: Rest): InspectionResult => {
  const { pod, container } = picked
  const { namespace = '', name = '' } = pod.metadata
  const node = rest.node ?? pod.spec?.nodeName ?? null
  return {
    ...rest,
    node,
    isWhole: answer.isWhole,
    inspection: {
      namespace,
      pod: name,
      container: container.name,
      origin: { source: `look inside ${rest.added ?? `${namespace}/${name}`}` },
      from: rest.way === 'exec' ? 'container' : rest.way,
      arch: answer.arch,
      user: answer.user,
      observations:
        answer.hiddenFrom === null ? answer.observations : answer.observations.filter(isNetwork),
    },
  }
}

const isNetwork = ({ kind }: Inspection['observations'][number]): boolean =>
  kind === 'name' || kind === 'port'
