import { shownFix } from '@unloop/engine/fixes'
import { isApplicable } from '@unloop/engine/phrases'
import type { Fix, Incident, Report } from '@unloop/engine/report'
import {
  carryOut,
  checkAccess,
  choicesFor,
  choose,
  followUp,
  Journal,
  nextChoice,
  openAsks,
  planSteps,
  refuseSystemNamespace,
  RemedyError,
  stepView,
  withAnswers,
  type Choice,
  type Outcome,
  type Step,
} from '@unloop/remedy'
import { EXIT, UsageError, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { parseDuration } from '../../options/duration.ts'
import type { OptionValues } from '../../options/table.ts'
import { cleanText } from '../../output/clean.ts'
import { openCluster, type OpenCluster } from './cluster.ts'
import { outcomeView, pageOf, type FixPage, type Tried } from './page.ts'
import { parseAnswers } from './answers.ts'
import { ask, askHidden, isAgreed } from '../../output/question.ts'
import { renderedFix } from './show.ts'
import { shortOfPods, type ShortOfPods } from './short-of-pods.ts'
import type { Command } from '../command.ts'

/** As the option table declares them for `fix`. */
export type FixOptions = OptionValues<'fix'>

/** A kubelet tells of a failed probe after its period, 10 s by default: three of them are waited for. */
const LOOKS = 11
const LOOK_AGAIN_MS = 3000
/** A readiness probe that fails counts as a fault once a pod has run for three minutes. */
const MORE_LOOKS = 20
const LOOK_LATER_MS = 10_000

/** What a look gave. */
interface Seen {
  readonly whole: Report
  readonly asked: Report
  /** Pods are missing, and nothing says why. */
  readonly short: ShortOfPods | null
}

/** One run of `unloop fix`. */
interface Session {
  readonly cluster: OpenCluster
  readonly operand: string | undefined
  readonly options: FixOptions
  readonly io: Io
}

/** Shows a plan; with `--apply` carries it out and proves it, with `--to` edits files instead. */
export const fixCommand: Command<'fix'> = async ({ operands, options }, io) => {
  parseDuration(options.timeout ?? '10m')
  triesOf(options)
  if (options.to !== undefined || options.file.length > 0) {
    const { fixFiles } = await import('./files.ts')
    return fixFiles({ operands, options, io })
  }
  const cluster = openCluster(options, operands[0], io)
  try {
    await cluster.takeBackOverdue()
    return await fixOne({ cluster, options, io, operand: operands[0] })
  } finally {
    cluster.close()
  }
}

/** Looks, chooses a plan and tries it. */
async function fixOne(session: Session): Promise<ExitStatus> {
  const { options, io } = session
  const { whole, asked, short } = await lookUntilKnown(session)
  if (asked.incidents.length === 0) {
    if (short !== null) {
      await io.out(cleanText(`${short.words}\n`))
      return EXIT.incidentsFound
    }
    await io.out(
      'Nothing is wrong there: no container is in a crash loop, blocked from starting, or kept from being ready.\n',
    )
    return EXIT.nothingFound
  }
  const choices = choicesFor(asked)
  const choice = choose(choices, options.plan)
  if (choice === null) return noPlan(session, asked)
  return tryPlan(session, { choice, choices, before: whole, tried: [] })
}

/**
 * What was read of a workload that has just been started says nothing yet: probes and events come seconds later. It is looked
 * at again until something does, or it has its pods, or the time is over.
 */
async function lookUntilKnown({ cluster, operand, io }: Session): Promise<Seen> {
  for (let looks = 1; ; looks++) {
    const { whole, asked, snapshot } = await cluster.look()
    const short =
      asked.incidents.length > 0
        ? null
        : shortOfPods(snapshot, { operand, namespace: cluster.namespace })
    const last = short?.isProbed ? LOOKS + MORE_LOOKS : LOOKS
    if (short === null || looks >= last) return { whole, asked, short }
    cluster.line.show(
      short.isProbed
        ? 'The readiness probe fails. It is no slow start once a pod has run for three minutes. Looking again.'
        : 'Pods are missing, and nothing says why yet. Looking again.',
    )
    const pause = looks < LOOKS ? LOOK_AGAIN_MS : LOOK_LATER_MS
    if ((await io.pause(pause)) === 'interrupted') return { whole, asked, short }
    cluster.line.clear()
  }
}

/** A plan to be tried, and what was tried before it. */
interface Attempt {
  readonly choice: Choice
  readonly choices: readonly Choice[]
  readonly before: Report
  readonly tried: readonly Tried[]
}

/** Shows the plan, and carries it out where that is wanted; with --tries the next one after it. */
async function tryPlan(session: Session, attempt: Attempt): Promise<ExitStatus> {
  const { cluster, options } = session
  const { choice, choices, before, tried } = attempt
  const ready = await prepare(session, choice)
  const page = pageOf({
    context: cluster.api.context,
    choice,
    choices,
    applicable: isApplicable,
    changes: ready.steps.map(stepView),
    tried,
  })
  if (!(await isWanted(session, page, ready.open))) return show(session, page, EXIT.incidentsFound)
  refuseSystem(options, choice.incident)
  await agreeToReplace(session, ready.steps)
  await checkAccess(cluster.api, ready.steps)
  const outcome = await carry(session, { ...ready, before })
  const view = outcomeView(outcome)
  const isBack = outcome.state === 'not-proven' && outcome.undone?.isExact === true
  const next = isBack
    ? ((await followUp(cluster.api, choice, outcome.found)) ?? nextChoice(choices, choice))
    : null
  if (isBack && next && tried.length + 1 < triesOf(options)) {
    const { id, title } = shownFix(choice.fix)
    session.io.err(cleanText(`${title}: it did not help and was put back. Trying the next plan.\n`))
    return tryPlan(session, {
      ...attempt,
      choice: next,
      tried: [...tried, { id, title, outcome: view }],
    })
  }
  const isFixed = outcome.state === 'proven' && outcome.undone === null
  return show(
    session,
    { ...page, outcome: view },
    isFixed ? EXIT.nothingFound : EXIT.incidentsFound,
  )
}

/** How many plans may be tried. @throws {UsageError} for what is no count */
function triesOf({ tries }: FixOptions): number {
  if (tries === undefined) return 1
  if (/^[1-9]\d?$/.test(tries)) return Number(tries)
  throw new UsageError({
    code: 'option-value-invalid',
    message: `--tries ${JSON.stringify(tries)} is no count.`,
    next: 'Write a whole number, such as --tries 3.',
  })
}

/** Seconds after which the change is taken back; undefined where it is meant to stay. */
function holdOf({ apply, ...options }: FixOptions, fix: Fix): number | undefined {
  if (options.for !== undefined) return parseDuration(options.for)
  if (!fix.temporary || !apply) return undefined
  throw new RemedyError(
    'value-missing',
    'The plan is temporary, and does not say for how long.',
    'Add --for 30m: the command stays, and takes it back then or on Ctrl-C. Nothing was changed.',
  )
}

/** Says that there is no plan. @throws {UsageError} where one was asked for by name */
async function noPlan({ options, io }: Session, report: Report): Promise<ExitStatus> {
  const causes = [...new Set(report.incidents.map(({ causes }) => causes[0]?.id ?? 'unknown'))]
  if (options.plan !== undefined)
    throw new UsageError({
      code: 'option-value-invalid',
      message: `There is no plan ${options.plan}.`,
      next: 'Run it without --plan to see the plans.',
    })
  await io.out(
    `There is no plan for this (${causes.join(', ')}). See unloop diagnose for what to look at.\n`,
  )
  return EXIT.incidentsFound
}

/** A plan whose steps the API server took on trial. */
interface Ready {
  readonly choice: Choice
  readonly steps: readonly Step[]
  /** Names of values that are still missing. */
  readonly open: readonly string[]
}

/** Answers are filled in and every step is tried by the API server; nothing is changed. */
async function prepare(session: Session, choice: Choice): Promise<Ready> {
  const { cluster, options, io } = session
  const { incident, fix } = choice
  holdOf(options, fix)
  if (!isApplicable(fix)) return { choice, steps: [], open: [] }
  const given = { ...parseAnswers(options.set) }
  const wantsToApply = options.apply || io.terminal.in
  for (const { name, what, secret } of openAsks(fix, given)) {
    const answer =
      wantsToApply && !options.yes ? await (secret ? askHidden : ask)(`${what}: `, io) : null
    if (answer !== null && answer !== '') given[name] = answer
  }
  const open = openAsks(fix, given).map(({ name }) => name)
  if (open.length > 0 && options.apply)
    throw new RemedyError(
      'value-missing',
      `The plan needs ${open.join(', ')}, which only you know.`,
      `Give it with ${open.map((name) => `--set ${name}=@FILE`).join(' ')}, where each file holds one value, or with --set NAME=VALUE. Nothing was changed.`,
    )
  const answered =
    open.length > 0
      ? fix
      : await withAnswers(fix, given, { api: cluster.api, namespace: incident.namespace })
  const steps = await planSteps(cluster.api, incident, answered)
  return { choice: { incident, fix: answered }, steps, open }
}

/** With --apply, or when the user says yes at a terminal after having seen the plan. */
async function isWanted(
  { options, io }: Session,
  page: FixPage,
  open: readonly string[],
): Promise<boolean> {
  if (!page.isApplicable || page.changes.length === 0 || open.length > 0) return false
  if (options.apply && (options.yes || !io.terminal.in)) return true
  if (!io.terminal.in || !io.terminal.out) return false
  if (page.isTemporary && options.for === undefined) return false
  await io.out(await renderedFix(page, { format: undefined, color: options.color }, io))
  return isAgreed('Apply this?', io)
}

/** @throws {RemedyError} in a system namespace, unless `--system` allows it */
function refuseSystem({ system }: FixOptions, { namespace }: Incident): void {
  if (!system)
    refuseSystemNamespace(namespace, 'Add --system to change it all the same. Nothing was changed.')
}

/** @throws {RemedyError} where an object would be deleted and made anew, and nobody agrees */
async function agreeToReplace({ options, io }: Session, steps: readonly Step[]): Promise<void> {
  const replaced = steps.flatMap((step) =>
    step.op === 'replace' ? [`${step.before.kind} ${step.before.metadata.name}`] : [],
  )
  if (replaced.length === 0 || options.yes) return
  const question = `${replaced.join(', ')} can't be changed in place: it is deleted and made anew. Go on?`
  if (await isAgreed(question, io)) return
  throw new RemedyError(
    'interrupted',
    `${replaced.join(', ')} would have to be deleted and made anew.`,
    'Add --yes to allow it. Nothing was changed.',
  )
}

/** Carries out the plan and watches it. Ctrl-C stops at the next point at which nothing is half done. */
async function carry(
  { cluster, options, io }: Session,
  { choice, steps, before }: Ready & { readonly before: Report },
): Promise<Outcome> {
  let isInterrupted = false
  const release = io.onInterrupt(() => {
    isInterrupted = true
    io.err(
      '\nStopping at the next safe point. Once more ends it at once; unloop undo then puts back what was changed.\n',
    )
  })
  const holdSeconds = holdOf(options, choice.fix)
  try {
    return await carryOut({
      ...(holdSeconds === undefined ? {} : { holdSeconds }),
      api: cluster.api,
      journal: new Journal(io.env),
      ...choice,
      steps,
      before,
      diagnoseAgain: async () => (await cluster.look()).whole,
      timeoutSeconds: parseDuration(options.timeout ?? '10m'),
      isRollback: !options['no-rollback'],
      onProgress: (words) => cluster.line.show(cleanText(words)),
      isInterrupted: () => isInterrupted,
    })
  } finally {
    release()
    cluster.line.clear()
  }
}

/** Prints the page and gives the status. */
async function show(
  { options, io }: Session,
  page: FixPage,
  status: ExitStatus,
): Promise<ExitStatus> {
  await io.out(await renderedFix(page, { format: options.output, color: options.color }, io))
  return status
}
