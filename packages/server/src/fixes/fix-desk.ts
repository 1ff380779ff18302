import { randomUUID } from 'node:crypto'
import { shownFix } from '@unloop/engine/fixes'
import { isApplicable } from '@unloop/engine/phrases'
import type { Ask, Fix, Incident, Report } from '@unloop/engine/report'
import {
  checkAccess,
  choicesFor,
  Journal,
  openAsks,
  planSteps,
  refuseSystemNamespace,
  RemedyError,
  stepView,
  withAnswers,
  type Answers,
  type Choice,
  type Step,
  type StepView,
} from '@unloop/remedy'
import type { Queries } from '../queries/queries.ts'
import { FixRun, type FixRunView } from './fix-run.ts'
import { openedCluster, type ClusterPlace, type OpenedCluster } from './opened-cluster.ts'

/** A plan that somebody wants: of which incident, and what only they know. */
export interface WantedPlan {
  /** The id of an incident that is kept. */
  readonly incident: string
  readonly plan: string
  readonly answers: Answers
}

/** What a plan would do, as the API server took it on trial; nothing was changed. */
export interface Trial {
  readonly plan: Pick<Fix, 'id' | 'title' | 'risk' | 'verify'>
  readonly cluster: string
  readonly changes: readonly StepView[]
  /** Values that are still missing; nothing was tried where there are any. */
  readonly asks: readonly Pick<Ask, 'name' | 'what' | 'secret'>[]
  /** Objects that are deleted and made anew. */
  readonly replaced: readonly string[]
}

/** What carries out the plans of this process. */
export interface FixDeskOptions {
  readonly clusters: readonly ClusterPlace[]
  readonly queries: Pick<Queries, 'incidents'>
  /** Where its journal is: `XDG_STATE_HOME`, `HOME`. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Why a plan is not tried or carried out: a sentence, with the status of HTTP that says the same. */
export class FixRefused extends Error {
  readonly status: 404 | 409

  constructor(status: 404 | 409, message: string) {
    super(message)
    this.name = 'FixRefused'
    this.status = status
  }
}

/** Runs that are told of after they ended. */
const KEPT_RUNS = 100

/** A plan that was found again in the cluster as it is now. */
interface Found {
  readonly cluster: OpenedCluster
  readonly choice: Choice
  readonly before: Report
}

/** Tries plans, carries them out one a workload, and takes them back. */
export class FixDesk {
  readonly #options: FixDeskOptions
  readonly #journal: Journal
  readonly #runs = new Map<string, FixRun>()

  constructor(options: FixDeskOptions) {
    this.#options = options
    this.#journal = new Journal(options.env)
  }

  /** Shows what a plan would change. Rejects with a `FixRefused`, a `RemedyError`, or what the cluster said. */
  async trial(wanted: WantedPlan): Promise<Trial> {
    const found = await this.#found(wanted)
    try {
      const { choice, cluster } = found
      const asks = openAsks(choice.fix, wanted.answers)
      const steps = asks.length > 0 ? [] : (await stepsOf(found, wanted.answers)).steps
      const { id, title, risk, verify } = shownFix(choice.fix)
      return {
        plan: { id, title, risk, verify },
        cluster: cluster.api.context,
        changes: steps.map(stepView),
        asks: asks.map(({ name, what, secret }) => ({ name, what, secret: secret ?? false })),
        replaced: replacedOf(steps),
      }
    } finally {
      found.cluster.close()
    }
  }

  /** Begins to carry a plan out, and gives what can be asked for. Rejects as `trial` does, with nothing changed. */
  async begin(wanted: WantedPlan, mayReplace: boolean): Promise<FixRunView> {
    const found = await this.#found(wanted)
    try {
      const { incident } = found.choice
      refuseSystemNamespace(
        incident.namespace,
        'unloop fix --system changes it all the same. Nothing was changed.',
      )
      const { choice, steps } = await stepsOf(found, wanted.answers)
      const replaced = replacedOf(steps)
      if (replaced.length > 0 && !mayReplace)
        throw new FixRefused(
          409,
          `${replaced.join(', ')} would be deleted and made anew: that has to be agreed to.`,
        )
      await checkAccess(found.cluster.api, steps)
      this.#refuseTwo(wanted.incident)
      return this.#start({ ...found, choice, steps, incident: wanted.incident })
    } catch (error) {
      found.cluster.close()
      throw error
    }
  }

  /** Newest first; of one incident where it is given. */
  runs(incident?: string): readonly FixRunView[] {
    return [...this.#runs.values()]
      .map(({ view }) => view)
      .filter((view) => incident === undefined || view.incident === incident)
      .toReversed()
  }

  /** Ends a run at its next safe point; one that ended is taken back. Gives its view; rejects with a `FixRefused`. */
  async takeBack(id: string): Promise<FixRunView> {
    const run = this.#runs.get(id)
    if (run === undefined)
      throw new FixRefused(
        404,
        'This process knows no such fix: unloop undo knows those of before.',
      )
    if (run.isUnderWay) run.stop()
    else void run.takeBack()
    return run.view
  }

  /** Leaves what is under way as it is: the journal tells `unloop undo` of it. */
  close(): void {
    for (const run of this.#runs.values()) {
      run.leave()
      run.close()
    }
  }

  #start(options: Found & { readonly incident: string; readonly steps: readonly Step[] }) {
    const run = new FixRun({ ...options, id: randomUUID(), journal: this.#journal })
    this.#runs.set(run.view.id, run)
    for (const [id, old] of [...this.#runs].slice(0, -KEPT_RUNS))
      if (!old.isUnderWay) {
        old.close()
        this.#runs.delete(id)
      }
    void run.carryOut()
    return run.view
  }

  /** Two plans at once would each take the other's pods for its own. */
  #refuseTwo(incident: string): void {
    const other = this.runs(incident).find(
      ({ state }) => state === 'running' || state === 'undoing',
    )
    if (other !== undefined)
      throw new FixRefused(409, `Another plan is being carried out for it: ${other.title}.`)
  }

  async #found({ incident: id, plan }: WantedPlan): Promise<Found> {
    const [row] = (await this.#options.queries.incidents({ id, limit: 1 })) as unknown as Kept[]
    if (row === undefined) throw new FixRefused(404, 'There is no incident with this id.')
    const place = this.#options.clusters.find(({ cluster }) => cluster === row.cluster)
    if (place === undefined)
      throw new FixRefused(409, `The cluster ${row.cluster} is not watched from here.`)
    const cluster = openedCluster(place, row.namespace)
    try {
      const before = await cluster.look()
      return { cluster, before, choice: chosen(before, row, plan) }
    } catch (error) {
      cluster.close()
      throw error
    }
  }
}

/** Columns of an incident that is kept. */
interface Kept {
  readonly cluster: string
  readonly namespace: string
  readonly workload_kind: string
  readonly workload: string
  readonly container: string
}

/** The plan as the cluster asks for it now. @throws {FixRefused} where it does not any more, or unloop can't do it */
function chosen(report: Report, row: Kept, plan: string): Choice {
  const own = choicesFor(report).filter(({ incident }) => isOf(incident, row))
  if (own.length === 0)
    throw new FixRefused(
      409,
      `Nothing is wrong with ${row.workload_kind} ${row.workload} any more, as the cluster shows it now.`,
    )
  const choice = own.find(({ fix }) => fix.id === plan)
  if (choice === undefined)
    throw new FixRefused(
      409,
      'The cluster has changed, and this plan does not fit it any more: look at the incident again.',
    )
  if (!isApplicable(choice.fix))
    throw new FixRefused(409, 'This plan is done by hand: its commands say how.')
  if (choice.fix.temporary === true)
    throw new FixRefused(
      409,
      'This plan only buys time: unloop fix --for 30m carries it out, and takes it back then.',
    )
  return choice
}

const isOf = ({ namespace, workload, container }: Incident, row: Kept): boolean =>
  namespace === row.namespace &&
  workload.kind === row.workload_kind &&
  workload.name === row.workload &&
  (container?.name ?? '') === row.container

/** The steps with all answers filled in, each tried by the API server. @throws {RemedyError} */
async function stepsOf(
  { cluster, choice: { incident, fix } }: Found,
  given: Answers,
): Promise<{ readonly choice: Choice; readonly steps: readonly Step[] }> {
  const [missing] = openAsks(fix, given)
  if (missing !== undefined)
    throw new RemedyError('value-missing', `The plan needs a value: ${missing.what}.`, 'Give it.')
  const answered = await withAnswers(fix, given, {
    api: cluster.api,
    namespace: incident.namespace,
  })
  const steps = await planSteps(cluster.api, incident, answered)
  return { choice: { incident, fix: answered }, steps }
}

const replacedOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap((step) =>
    step.op === 'replace' ? [`${step.before.kind} ${step.before.metadata.name}`] : [],
  )
