// Whether a workload of a scenario fails, and whether its program works, asked of the cluster and of the program itself.
import { isHealthy } from './fix.mjs'
import { kubectl, pause } from './lab.mjs'

const ENDS = new Set(['Job', 'CronJob'])

export async function until(seconds, holds) {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    if (await Promise.resolve(holds()).catch(() => false)) return true
    await pause(2)
  }
  return false
}

export async function podsOf(lab, namespace, { pods }) {
  const list = await kubectl(lab, '-n', namespace, 'get', 'pods', '-l', pods, '-o', 'json')
  return JSON.parse(list).items
}

export async function isReady(lab, namespace, target) {
  const pods = await podsOf(lab, namespace, target)
  return pods.length > 0 && pods.every(hasReady)
}

export const hasReady = ({ metadata, status }) =>
  !metadata.deletionTimestamp &&
  status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True')

/** Two restarts, or the reason that the head names in a status or an event. */
export async function isFailing(lab, { namespace, target }, { wait }) {
  const pods = await podsOf(lab, namespace, target)
  const statuses = pods.flatMap(({ status }) => [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
  ])
  if (statuses.some(({ restartCount }) => restartCount >= 2)) return true
  if (wait === undefined) return false
  if (wait.reason === 'NotReady') return pods.some((pod) => isOld(pod) && !hasReady(pod))
  const events = await kubectl(lab, '-n', namespace, 'get', 'events', '-o', 'json')
  const words = JSON.stringify([pods.map(({ status }) => status), JSON.parse(events).items])
  return words.includes(wait.reason) && pods.every(isOld)
}

const isOld = ({ metadata }) => Date.now() - Date.parse(metadata.creationTimestamp) > 20_000

/** Ready, level, and the program itself says or answers what it does when it works; a Job's has ended well. */
export async function doesWork(lab, { namespace, target }, { works, since }) {
  const own = works.log ? saysIt(lab, namespace, works.log) : answersIt(lab, namespace, works.exec)
  if (ENDS.has(target.kind)) return hasEndedWell(lab, { namespace, target }, { since, own })
  if (!(await isHealthy(lab, namespace, target).catch(() => false))) return false
  const alive = (await podsOf(lab, namespace, target)).filter(hasReady)
  const answers = await Promise.all(alive.map(own))
  return answers.length > 0 && answers.every(Boolean)
}

/** Of a CronJob the next runs by its own schedule count, not the one that proved the fix. */
async function hasEndedWell(lab, { namespace, target }, { since, own }) {
  const from = target.kind === 'CronJob' ? Date.now() : since
  return until(target.kind === 'CronJob' ? 150 : 10, async () => {
    const ended = (await podsOf(lab, namespace, target)).filter(
      ({ metadata, status }) =>
        status.phase === 'Succeeded' && Date.parse(metadata.creationTimestamp) >= from - 1000,
    )
    const answers = await Promise.all(ended.map(own))
    return answers.some(Boolean)
  })
}

const saysIt = (lab, namespace, words) => async (pod) => {
  const log = await kubectl(lab, '-n', namespace, 'logs', pod.metadata.name, '--all-containers')
  return new RegExp(words).test(log)
}

const answersIt = (lab, namespace, command) => async (pod) =>
  kubectl(lab, '-n', namespace, 'exec', pod.metadata.name, '--', ...command).then(
    () => true,
    () => false,
  )
