import { memoryText } from '@unloop/engine/evidence'
import { sh } from '@unloop/engine/commands'
import { percent, plural } from '@unloop/engine/phrases'
import type { Branch } from '@unloop/engine/catalogue'
import { revisionsOf, fieldsOf, templateOf } from '../story/revisions.ts'
import type { Version } from '../story/story.ts'
import { eventCheck, logCheck, look, unlooked, well, type Check } from './check.ts'
import { endedRuns, podTemplate, startedRun, type Looked } from './looked.ts'

/** What each branch asks for, in the order in which one would look. */
export const CHECKS: Readonly<Record<Branch, (looked: Looked) => readonly Check[]>> = {
  app: (looked) => [logCheck(looked)],
  resources: (looked) => [
    oomCheck(looked),
    memoryCheck(looked),
    throttleCheck(looked),
    logCheck(looked),
    eventCheck(
      looked,
      /^(?:Evicted|FailedCreate|FailedScheduling)\b|exceeded quota/,
      'quotas or eviction',
    ),
  ],
  probes: (looked) => [endersCheck(looked), ...probeEvents(looked)],
  'rbac-mounts': (looked) => [mountCheck(looked), logCheck(looked), ...rightsCheck(looked)],
  'image-config': (looked) => [pullCheck(looked), ...imageCheck(looked)],
  'network-deps': (looked) => [logCheck(looked), reachCheck(looked)],
  'node-runtime': (looked) => [nodeCheck(looked)],
}

/** Whether the kernel killed any run for its memory. */
function oomCheck(looked: Looked): Check {
  const ended = endedRuns(looked)
  const { namespace, pods } = looked.story.incident
  if (ended.length === 0)
    return unlooked(
      'How its runs ended is not known.',
      pods[0] === undefined ? null : sh`kubectl describe pod -n ${namespace} ${pods[0]}`,
    )
  const killed = ended.filter(({ reason }) => reason === 'OOMKilled').length
  if (killed > 0)
    return look(`${killed} of ${plural(ended.length, 'ended run')} was OOMKilled: see its limit.`)
  return well(`None of ${plural(ended.length, 'ended run')} was OOMKilled.`)
}

// Share of the limit from which on the next peak may be beyond it.
const NEAR_LIMIT = 0.9

/** How near its memory came to the limit. */
function memoryCheck({ story, curves }: Looked): Check {
  const { namespace, pods } = story.incident
  const memory = curves.find(({ unit, points }) => unit === 'bytes' && points.length > 0)
  if (memory === undefined || memory.limit === null || memory.limit <= 0)
    return unlooked(
      'Memory against its limit was not recorded.',
      pods[0] === undefined ? null : sh`kubectl top pod -n ${namespace} ${pods[0]} --containers`,
    )
  const peak = Math.max(...memory.points.map(({ value }) => value))
  const share = peak / memory.limit
  const answer = `Memory peaked at ${memoryText(peak)}, ${percent(share)} of its limit.`
  return share >= NEAR_LIMIT ? look(answer) : well(answer)
}

/** From here on a start takes noticeably longer than the program needs. */
const MUCH_THROTTLED = 0.25

/** How much its CPU was throttled (`container_cpu_cfs_throttled_periods_total` over all periods). */
function throttleCheck({ curves }: Looked): Check {
  const throttled = curves.find(({ unit, points }) => unit === 'share' && points.length > 0)
  if (throttled === undefined)
    return unlooked('Whether its CPU was throttled was not recorded.', null)
  const most = Math.max(...throttled.points.map(({ value }) => value))
  const answer = `At most ${percent(most)} of its CPU periods were throttled.`
  return most >= MUCH_THROTTLED ? look(answer) : well(answer)
}

// Fields of a container, as a sentence calls them.
const ENDERS: Readonly<Record<string, string>> = {
  livenessProbe: 'a liveness probe',
  startupProbe: 'a startup probe',
  lifecycle: 'a lifecycle hook',
}

/** Only these may end a container or keep it from starting; a readiness probe does not. */
function endersCheck(looked: Looked): Check {
  const { namespace, workload } = looked.story.incident
  const template = podTemplate(looked)
  if (template === null)
    return unlooked(
      'Which probes and hooks it has is not known.',
      sh`kubectl get -n ${namespace} ${`${workload.kind.toLowerCase()}/${workload.name}`} -o yaml`,
    )
  const has = Object.keys(ENDERS).filter((field) => template.container[field] !== undefined)
  if (has.length === 0) return well('It has no liveness or startup probe and no hook.')
  return well(`It has ${has.map((field) => ENDERS[field]).join(' and ')}.`)
}

/** Events of probes and hooks; nothing to ask where it has none of either. */
function probeEvents(looked: Looked): readonly Check[] {
  const template = podTemplate(looked)
  const isFree =
    template !== null &&
    [...Object.keys(ENDERS), 'readinessProbe'].every(
      (field) => template.container[field] === undefined,
    )
  return isFree ? [] : [eventCheck(looked, /^Unhealthy|\bprobe\b|Hook/, 'a failed probe or hook')]
}

/** The kubelet starts no container before its pod's volumes are mounted (`WaitForAttachAndMount`). */
function mountCheck(looked: Looked): Check {
  const run = startedRun(looked)
  if (run !== null) return well(`Its volumes were mounted: run ${run.run} started.`)
  return eventCheck(looked, /^Failed(?:Mount|AttachVolume|MapVolume)/, 'a mount')
}

/** Refusals of the API server stand in a log; where none is here, the rights themselves are to be asked for. */
function rightsCheck(looked: Looked): readonly Check[] {
  const { namespace } = looked.story.incident
  const account = podTemplate(looked)?.serviceAccount ?? null
  if (looked.log.lines > 0 || account === null) return []
  const user = `system:serviceaccount:${namespace}:${account}`
  return [
    unlooked(
      'The rights of its service account were not asked for.',
      sh`kubectl auth can-i --list -n ${namespace} --as ${user}`,
    ),
  ]
}

/** A container starts only once its image is there and what its environment must have exists (`CreateContainerConfigError`). */
function pullCheck(looked: Looked): Check {
  const run = startedRun(looked)
  if (run !== null)
    return well(
      `Its image was pulled, and the Secrets and ConfigMaps that it must have were there: run ${run.run} started.`,
    )
  return eventCheck(
    looked,
    /pull|image|^Failed: Error: .*(?:secret|configmap)/i,
    'an image or its configuration',
  )
}

/** Whether the image is the one of the revision before; nothing where a workload has no revisions. */
function imageCheck({ story }: Looked): readonly Check[] {
  const { namespace, workload, container } = story.incident
  const revisions = revisionsOf(story)
  // The engine compares revisions that are not all kept here.
  const { change } = story.incident
  if (revisions === null && change !== null)
    return change.what.includes('image ') ? [look(`Changed before it: ${change.what}.`)] : []
  if (revisions === null)
    return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(workload.kind)
      ? [
          unlooked(
            'Whether it is the right image is not known: no revision before this one is here.',
            sh`kubectl rollout history -n ${namespace} ${`${workload.kind.toLowerCase()}/${workload.name}`}`,
          ),
        ]
      : []
  const [before, after] = [revisions.before, revisions.after].map((version) =>
    imageIn(version, container?.name ?? ''),
  )
  if (before === undefined || after === undefined) return []
  return before === after
    ? [well(`The image is that of ${revisions.beforeName}: ${after}.`)]
    : [look(`The image changed with ${revisions.afterName}: ${before} became ${after}.`)]
}

/** The image of a container in a revision's template. */
function imageIn(version: Version, container: string): string | undefined {
  const list = fieldsOf(fieldsOf(templateOf(version))['spec'])['containers']
  const found = (Array.isArray(list) ? list.map(fieldsOf) : []).find(
    ({ name }) => name === container,
  )
  return typeof found?.['image'] === 'string' ? found['image'] : undefined
}

/** Whether its dependencies answer can only be tried from its own network. */
function reachCheck({ story }: Looked): Check {
  const { namespace, workload } = story.incident
  return unlooked(
    'Whether what it needs answers from inside its network was not tried.',
    sh`unloop net -n ${namespace} ${`${workload.kind.toLowerCase()}/${workload.name}`}`,
  )
}

/** The node's own state is not kept with the incident. */
function nodeCheck({ story }: Looked): Check {
  const node = story.runs.findLast((run) => run.node !== '')?.node
  return unlooked(
    'Its node was not looked at.',
    node === undefined ? null : sh`kubectl describe node ${node}`,
  )
}
