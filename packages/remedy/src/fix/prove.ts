import type { Pod } from '@unloop/engine/evidence'
import type { Incident, Report } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import { podLog, readObject, refOf, type ObjectRef } from '../cluster/objects.ts'
import { branchChecks } from '../proof/branch-checks.ts'
import { decisiveLine, decisiveLines, decisivePattern } from '../proof/decisive.ts'
import { growthCheck } from '../proof/growth.ts'
import { lifeCheck, type Life } from '../proof/life.ts'
import { podsOf, watchWorkload, type Watched } from '../proof/watch.ts'
import type { Health } from '../proof/health.ts'
import type { Check } from '../proof/outcome.ts'

/** A fix that was applied, and how its workload was before. */
export interface ProveRequest {
  readonly api: ClusterApi
  readonly incident: Incident
  /** The workload that has to become well; of a CronJob, the run that was started to prove it. */
  readonly ref: ObjectRef
  /** Restarts by pod uid when the fix was applied. */
  readonly baseline: ReadonlyMap<string, number>
  /** Uids of pods that the fix replaces. */
  readonly replaced: ReadonlySet<string>
  /** How its last good run showed that it works. */
  readonly life: Life
  /** How long it must stay ready without a restart. */
  readonly levelSeconds: number
  readonly timeoutSeconds: number
  /** After so many seconds the growth that was seen before would have reached what is the limit now. */
  readonly fillSeconds: number
  /** True where the plan states again what was there before and ran well. */
  readonly isKnownGood: boolean
  readonly onWait?: (words: string) => void
  readonly before: Report
  readonly diagnoseAgain: () => Promise<Report>
  /** True where the plan lets it rest: then nothing of it has to run. */
  readonly mayRest?: boolean
  readonly onLook?: (health: Health, levelForSeconds: number) => void
  readonly isInterrupted?: () => boolean
  /** Objects that the fix changed: what else can have got worse for it. */
  readonly touched: readonly ObjectRef[]
}

/** The fix is proven where no check is unmet. */
export interface Proof {
  readonly watched: Watched
  readonly checks: readonly Check[]
  /** The diagnosis that was made last; null where none was. */
  readonly found: Report | null
}

/** Watches the workload, then looks at everything else that must hold. */
export async function prove(request: ProveRequest): Promise<Proof> {
  const watched = await watchWorkload(request)
  // Taken now: the checks that follow take their time, and what they look at must not move with it.
  const since = request.api.timing.now() - request.levelSeconds * 1000
  const isLevel = watched.kind === 'level'
  const level: Check = {
    what: `ready, and restarts level for ${request.levelSeconds} s`,
    isMet: isLevel,
    seen: watched.seen,
  }
  const found: { report: Report | null } = { report: null }
  const diagnoseAgain = async (): Promise<Report> => {
    found.report = await request.diagnoseAgain()
    return found.report
  }
  if (!isLevel) {
    const wrong = await whatIsWrongNow({ ...request, diagnoseAgain }, watched)
    return { watched, checks: [level, ...wrong], found: found.report }
  }
  const checks = [
    level,
    ...(await lineCheck(request)),
    ...(await lifeCheck({
      ...request,
      container: request.incident.container?.name ?? null,
      podsNow: () => currentPods(request),
    })),
    ...(await growthRows(request)),
    ...(await branchRows(request, since)),
    ...(await diagnosisChecks({ ...request, diagnoseAgain }, since)),
  ]
  return { watched, checks, found: found.report }
}

const growthRows = (request: ProveRequest): Promise<readonly Check[]> =>
  growthCheck({ ...request, podsNow: () => currentPods(request) })

const branchRows = async (request: ProveRequest, since: number): Promise<readonly Check[]> => {
  const { api, incident } = request
  const branch = incident.causes[0]?.branch
  if (branch === undefined) return []
  const pods = await currentPods(request)
  const container = incident.container?.name ?? null
  const decisive = incident.causes[0]?.evidence[0]?.excerpt ?? ''
  const { namespace } = incident
  return branchChecks(branch, {
    api,
    namespace,
    container,
    decisive,
    pods,
    since,
    ...(request.isInterrupted ? { isInterrupted: request.isInterrupted } : {}),
  })
}

/** Another cause than before says that the plan did its part, and what the next one has to do. */
const whatIsWrongNow = async (
  { incident, diagnoseAgain }: ProveRequest,
  { kind }: Watched,
): Promise<readonly Check[]> => {
  if (kind === 'interrupted' || kind === 'gone') return []
  const after = await diagnoseAgain().catch(() => null)
  const now = after?.incidents.find(
    ({ namespace, workload }) =>
      namespace === incident.namespace &&
      workload.kind === incident.workload.kind &&
      workload.name === incident.workload.name,
  )
  const cause = now?.causes[0]
  if (!cause || cause.id === 'unknown') return []
  return [
    {
      what: 'a new diagnosis finds nothing wrong',
      isMet: false,
      seen: `${cause.id}: ${cause.title}`,
    },
  ]
}

const currentPods = async ({ api, ref, replaced }: ProveRequest): Promise<readonly Pod[]> => {
  const workload = await readObject(api, ref)
  const pods = workload === null ? [] : await podsOf(api, workload)
  return pods.filter(({ metadata }) => !replaced.has(metadata.uid ?? ''))
}

/** A line that decided the diagnosis and is printed again says that nothing is better, whatever the restarts say. */
const lineCheck = async (request: ProveRequest): Promise<readonly Check[]> => {
  const what = 'the decisive line did not come back'
  const pattern = decisivePattern(request.incident)
  const container = request.incident.container?.name
  // Where no line decided it there is none to look for: the other checks tell.
  if (pattern === null || !container) return []
  for (const pod of await currentPods(request)) {
    const ref = refOf({ ...pod, kind: 'Pod' })
    const whole = (await podLog(request.api, ref, { container })).trimEnd()
    const lately = await podLog(request.api, ref, { container, seconds: request.levelSeconds - 3 })
    // Said once while it started and followed by other words, it is what the program got over.
    const line = decisiveLine(whole.slice(whole.lastIndexOf('\n') + 1), pattern)
    const again = decisiveLines(lately, pattern)
    const said = line ?? (again.length > 1 ? (again[0] ?? null) : null)
    if (said !== null)
      return [{ what, isMet: false, seen: `pod ${pod.metadata.name} says: ${said.slice(0, 160)}` }]
  }
  return [{ what, isMet: true, seen: 'it is in no log of the new pods' }]
}

/** An exit before the pods became level is part of how they came up, such as a race with something that is late. */
const isStillSo = ({ kind, state }: Incident, levelSince: number): boolean =>
  FAILING.has(kind) &&
  (state.nextRestartAt !== null || !(Date.parse(state.lastExitAt ?? '') < levelSince))

/** Jobs that a CronJob had started before keep their own template, and go on as they were. */
const isOldRun = ({ pods, workload }: Incident, { pods: before }: Incident): boolean =>
  workload.kind === 'CronJob' &&
  pods.every((pod) => before.some((other) => runOf(other) === runOf(pod)))

/** The Job that made a pod: a Job tries again with new pods of its own template. */
const runOf = (pod: string): string => pod.replace(/-[a-z0-9]{5}$/, '')

/** Kinds of incidents in which nothing serves; degraded ones are not held against a fix. */
const FAILING = new Set(['crash-loop', 'start-blocked'])

/** A new diagnosis: the incident is over, and no workload that was well before is not so now. */
const diagnosisChecks = async (
  request: ProveRequest,
  levelSince: number,
): Promise<readonly Check[]> => {
  const { incident, before, diagnoseAgain } = request
  const over = 'a new diagnosis does not find it any more'
  const others = 'no other workload got worse'
  const after = await diagnoseAgain().catch(() => null)
  if (after === null)
    return [over, others].map((what) => ({
      what,
      isMet: null,
      seen: 'the cluster could not be read again',
    }))
  const place = ({ namespace, workload }: Incident): string =>
    `${workload.kind} ${namespace}/${workload.name}`
  const failing = new Set(before.incidents.map(place))
  const same = after.incidents.find(
    (each) => each.id === incident.id && isStillSo(each, levelSince) && !isOldRun(each, incident),
  )
  const worse = after.incidents.filter(
    (each) => FAILING.has(each.kind) && !failing.has(place(each)),
  )
  const blamed = worse.filter((each) => canBeHurt(each, request))
  const names = (blamed.length > 0 ? blamed : worse)
    .map((each) => `${place(each)} (${each.causes[0]?.id ?? 'unknown'})`)
    .join(', ')
  const meanwhile = 'fails since, and shares nothing with what was changed'
  return [
    {
      what: over,
      isMet: same === undefined,
      seen: same === undefined ? 'it is gone' : `it still finds ${same.causes[0]?.id}`,
    },
    worse.length === 0 || blamed.length > 0
      ? { what: others, isMet: blamed.length === 0, seen: worse.length === 0 ? 'none did' : names }
      : { what: others, isMet: null, seen: `${names} ${meanwhile}` },
  ]
}

const namesIt = (text: string, name: string): boolean =>
  ` ${text} `.split(/[^\w.-]|\.(?=\s|svc\b)/).some((word) => word === name)

/**
 * A workload of the same namespace, where more than the workload itself was changed; else one whose own evidence names what
 * was changed. A good fix is not taken back for what something else broke in these seconds.
 */
const canBeHurt = (
  other: Incident,
  { incident, touched }: Pick<ProveRequest, 'incident' | 'touched'>,
): boolean => {
  const { kind, name } = incident.workload
  const isShared = touched.some(
    (ref) =>
      !(ref.kind === kind && ref.name === name) &&
      (ref.namespace === '' || ref.namespace === other.namespace),
  )
  const words = other.causes.flatMap(({ title, evidence }) => [
    title,
    ...evidence.map(({ excerpt }) => excerpt),
  ])
  return isShared || words.some((text) => touched.some(({ name }) => namesIt(text, name)))
}
