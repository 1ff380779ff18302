import { isApplicable } from '@unloop/engine/phrases'
import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { diagnose } from '@unloop/engine'
import type { Report } from '@unloop/engine/report'
import {
  choicesFor,
  choose,
  editDiff,
  planEdits,
  planImage,
  RemedyError,
  withGiven,
  writeEdits,
  type Choice,
  type FileEdit,
} from '@unloop/remedy'
import type { FixOptions } from './fix.ts'
import { EXIT, UsageError, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { narrow } from '../../select/narrow.ts'
import { parseTarget } from '../../select/target.ts'
import { parseAnswers } from './answers.ts'
import { openCluster } from './cluster.ts'
import { pageOf, type ChangeView, type FixPage } from './page.ts'
import { isAgreed } from '../../output/question.ts'
import { renderedFix } from './show.ts'

/** One run with `--to`. */
interface FileRequest {
  readonly operands: readonly string[]
  readonly options: FixOptions
  readonly io: Io
}

/** Edits the user's own manifests: shown first, written with --apply or after a yes. */
export async function fixFiles(request: FileRequest): Promise<ExitStatus> {
  const { options, io } = request
  if (options.to === undefined)
    throw new UsageError({
      code: 'option-needs-value',
      message: 'A dump cannot be fixed, but manifests can: --to is missing.',
      next: 'Name the file or folder of your manifests with --to PATH.',
    })
  const { report, name } = await read(request)
  const choices = choicesFor(report).filter(
    ({ fix }) => fix.patch !== null || fix.create !== undefined,
  )
  const image = options.plan === undefined ? imageChoice(report, options.to) : null
  if (image !== null) return review(request, { ...image, choices, name })
  const choice = choose(choices, options.plan)
  if (choice === null) {
    await io.out(
      'There is no plan that manifests could be edited for. See unloop diagnose for what to look at.\n',
    )
    return report.incidents.length === 0 ? EXIT.nothingFound : EXIT.incidentsFound
  }
  return edit(request, { choice, choices, name })
}

/** The diagnosis of a dump or of the cluster, narrowed to the operands. */
async function read({
  operands,
  options,
  io,
}: FileRequest): Promise<{ report: Report; name: string }> {
  const targets = operands.map(parseTarget)
  if (options.file.length > 0) {
    const { readFiles } = await import('../../subjects/files.ts')
    const { snapshot } = await readFiles(options.file, io)
    const whole = diagnose(snapshot, {
      generatedAt: io.now().toISOString(),
      knowledge: KNOWLEDGE,
    })
    const scope = { namespace: options.namespace ?? null, targets, selector: null }
    return { report: narrow(whole, snapshot, scope), name: snapshot.source.name }
  }
  const cluster = openCluster(options, operands[0], io)
  try {
    return { report: (await cluster.look()).asked, name: cluster.api.context }
  } finally {
    cluster.close()
  }
}

/** Plans the edits of a choice. @throws {RemedyError} where a value is missing */
async function edit(
  { options, io }: FileRequest,
  { choice, choices, name }: { choice: Choice; choices: readonly Choice[]; name: string },
): Promise<ExitStatus> {
  const given = parseAnswers(options.set)
  const open = (choice.fix.asks ?? [])
    .filter((ask) => given[ask.name] === undefined)
    .map((ask) => ask.name)
  if (open.length > 0)
    throw new RemedyError(
      'value-missing',
      `The plan needs ${open.join(', ')}, which only you know.`,
      `Give it with ${open.map((each) => `--set ${each}=VALUE`).join(' ')}. Nothing was changed.`,
    )
  const edits = planEdits(withGiven(choice.fix, given), options.to ?? '.')
  return review({ options, io }, { choice, choices, name, edits })
}

/** For what the image itself does wrong, where the folder is the one that it is built from. */
function imageChoice(
  report: Report,
  to: string,
): { choice: Choice; edits: readonly FileEdit[] } | null {
  for (const incident of report.incidents) {
    const plan = planImage(incident, to)
    if (plan !== null) return { choice: { incident, fix: plan.fix }, edits: plan.edits }
  }
  return null
}

/** Edits to be shown, with the plan that they carry out. */
interface Review {
  readonly choice: Choice
  readonly choices: readonly Choice[]
  readonly name: string
  readonly edits: readonly FileEdit[]
}

/** Shows the edits, and writes them where that is wanted. */
async function review(
  { options, io }: Pick<FileRequest, 'options' | 'io'>,
  { choice, choices, name, edits }: Review,
): Promise<ExitStatus> {
  const changes = edits.map((one): ChangeView => ({
    op: 'edit',
    object: one.path,
    diff: nearChanges(editDiff(one)),
    warnings: [],
    owners: [],
  }))
  const page: FixPage = pageOf({
    context: name,
    choice,
    choices,
    applicable: isApplicable,
    changes,
  })
  await io.out(await renderedFix(page, { format: options.output, color: options.color }, io))
  const isWanted =
    (options.apply && (options.yes || !io.terminal.in)) || (await isAgreed('Write this?', io))
  if (!isWanted) return EXIT.incidentsFound
  writeEdits(edits)
  io.err(`Written: ${edits.map(({ path }) => path).join(', ')}.\n`)
  return EXIT.nothingFound
}

// Lines shown on each side of a change.
const CONTEXT = 2

/** A diff without what is far from any change. */
const nearChanges = (lines: ChangeView['diff']): ChangeView['diff'] => {
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]))
  return lines.filter((_, index) => changed.some((at) => Math.abs(at - index) <= CONTEXT))
}
