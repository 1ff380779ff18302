import {
  reaches,
  type LintFinding,
  type LintOptions,
  type LintReport,
  type Missing,
} from '@unloop/lint'
import { writeFile } from 'node:fs/promises'
import { EXIT, UsageError, type ExitStatus } from '../errors.ts'
import type { Io } from '../io.ts'
import { checkChosen } from '../lint/chosen.ts'
import { readBaseline, writeBaseline } from '../lint/baseline.ts'
import { explainCheck, listChecks } from '../lint/explain.ts'
import { fingerprint } from '../lint/findings/fingerprint.ts'
import { LINT_FORMATS } from '../options/lint-values.ts'
import type { InputPart } from '../lint/inputs/part.ts'
import { readInputs } from '../lint/inputs/read-inputs.ts'
import { LINT_REPORTERS } from '../lint/reporters/index.ts'
import type { LintView } from '../lint/reporters/reporter.ts'
import { runLint } from '../lint/run-lint.ts'
import { settingsOf, type Settings } from '../lint/settings.ts'
import type { OptionValues } from '../options/table.ts'
import { clean, cleanText } from '../output/clean.ts'
import { coloured, plain, wantsColor } from '../output/paint.ts'
import { plural } from '@unloop/engine/phrases'
import type { Command } from './command.ts'

type Options = OptionValues<'lint'>

/** Checks manifests and Dockerfiles. The status is 1 from the severity of `--fail-on` on. */
export const lintCommand: Command<'lint'> = async ({ operands, options }, io) => {
  const view = viewOf(options, io)
  if (operands[0] === 'explain' && operands.length <= 2) {
    const [, code] = operands
    await io.out(code === undefined ? listChecks() : explainCheck(code, view))
    return EXIT.nothingFound
  }
  if (options.lsp) {
    const { serveLsp } = await import('../lint/lsp/server.ts')
    return (await serveLsp(options, io)) ? EXIT.nothingFound : EXIT.incidentsFound
  }
  if (operands[0] === 'migrate' && operands[1] !== undefined && operands.length === 2)
    return migrated(operands[1], io)
  if (operands[0] === 'policies' && operands.length === 1) {
    checkChosen(options)
    await io.out((await import('../lint/policies.ts')).policiesYaml(options))
    return EXIT.nothingFound
  }
  const settings = await settingsOf(operands, options, io)
  const known = options.baseline === undefined ? null : await readBaseline(options.baseline)
  const keeps = await changesOf(operands, options, io)
  const { parts, notes } = await readInputs(
    operands,
    {
      isEverything: options['no-ignore'],
      isExcluded: settings.isExcluded,
      helmArgs: helmArgsOf(options, settings),
      ownCodes: (settings.lint.custom ?? []).map(({ code }) => code),
    },
    io,
  )
  for (const note of notes) io.err(`unloop: ${cleanText(note)}\n`)
  const alone = options.live
    ? await withCluster(parts, settings.lint, { options, io })
    : settings.lint
  const lint = await withServer(alone, options, io)
  let hidden = 0
  const run = (each: readonly InputPart[]): LintReport => {
    const all = runLint(each, lint)
    const fresh = known === null ? all : withoutKnown(all, known)
    hidden = all.findings.length - fresh.findings.length
    return keeps === null ? fresh : { ...fresh, findings: fresh.findings.filter(keeps) }
  }
  if (options['write-baseline'] !== undefined)
    await writeBaseline(options['write-baseline'], runLint(parts, lint).findings)
  const format = LINT_FORMATS.find((each) => each === options.output) ?? 'text'
  const report = wantsFix(options)
    ? await fixed({ parts, lint: run, view, isText: format === 'text' }, options, io)
    : run(parts)
  await io.out((await LINT_REPORTERS[format]())(clean(report), view))
  if (known !== null) io.err(hiddenNote(hidden, options.baseline ?? ''))
  await writeOutputs(options['output-file'], clean(report))
  for (const note of settings.notes()) io.err(`unloop: ${cleanText(note)}\n`)
  return statusOf(report, settings.failOn)
}

/** What helm is given so that it renders what will be installed. */
const helmArgsOf = (
  { values, set }: Options,
  { lint: { version } }: Settings,
): readonly string[] => [
  ...values.flatMap((each) => ['--values', each]),
  ...set.flatMap((each) => ['--set', each]),
  ...(version === undefined ? [] : ['--kube-version', version]),
]

/** So that nobody takes a short report for a clean one. */
const hiddenNote = (count: number, file: string): string =>
  `unloop: ${plural(count, 'finding')} of the baseline ${cleanText(file)} ${count === 1 ? 'is' : 'are'} not told again.\n`

/** `sarif=lint.sarif`: the same findings in other forms, beside what standard output gets. */
async function writeOutputs(outputs: readonly string[], report: LintReport): Promise<void> {
  for (const each of outputs) {
    const [name = '', ...rest] = each.split('=')
    const file = rest.join('=')
    const format = LINT_FORMATS.find((one) => one === name)
    if (format === undefined || file === '')
      throw new UsageError({
        code: 'option-value-invalid',
        message: `-o can't be ${JSON.stringify(each)}.`,
        next: `It takes one of ${LINT_FORMATS.join(', ')}, and a file behind = if it is to be written there.`,
      })
    const text = (await LINT_REPORTERS[format]())(report, { paint: plain, width: 100 })
    await writeFile(file, text).catch((cause: unknown) => {
      throw new UsageError({
        code: 'option-value-invalid',
        message: `${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
        next: 'Name a file in a folder that exists.',
      })
    })
  }
}

/** Prints the configuration that another tool's file comes to; what it cannot say goes to standard error. */
async function migrated(file: string, io: Io): Promise<ExitStatus> {
  const { migrate } = await import('../lint/migrate/migrate.ts')
  const { text, migration } = migrate(file)
  await io.out(text)
  for (const each of migration.lost) io.err(`unloop: ${cleanText(each)}\n`)
  return EXIT.nothingFound
}

/** With what a running server saw the workloads use, where one is named. */
async function withServer(lint: LintOptions, { server }: Options, io: Io): Promise<LintOptions> {
  if (server === undefined) return lint
  const { readUsage } = await import('../lint/outside/usage.ts')
  return { ...lint, usage: await readUsage(server, io) }
}

/** A first run notes what is not among the files, the cluster is asked for just that, and the second one knows. */
async function withCluster(
  parts: readonly InputPart[],
  lint: LintOptions,
  { options, io }: { readonly options: Options; readonly io: Io },
): Promise<LintOptions> {
  const missing: Missing[] = []
  runLint(parts, { ...lint, onMissing: (each) => missing.push(each) })
  const { readLive } = await import('../lint/outside/live.ts')
  const { facts, version, notes } = await readLive(missing, options, io)
  for (const note of notes) io.err(`unloop: ${cleanText(note)}\n`)
  return { ...(version === null ? {} : { version }), ...lint, live: facts }
}

/** What --changed-since leaves; null where everything is told. */
async function changesOf(
  operands: readonly string[],
  { 'changed-since': ref }: Options,
  io: Io,
): Promise<((finding: LintFinding) => boolean) | null> {
  if (ref === undefined) return null
  if (operands.includes('-'))
    throw new UsageError({
      code: 'options-exclude-each-other',
      message: 'Standard input has no history that --changed-since could look at.',
      next: 'Name files or folders instead.',
    })
  const { changedSince, keepsChanged } = await import('../lint/inputs/changed-since.ts')
  const changes = await changedSince(ref, operands, io)
  for (const note of changes.notes) io.err(`unloop: ${cleanText(note)}\n`)
  return keepsChanged(changes)
}

/** Whether corrections are asked for, be it only to see them. */
const wantsFix = ({ fix, diff, 'dry-run': dry }: Options): boolean => fix || diff || dry

/** What is corrected and how it is shown. */
interface FixWork {
  readonly parts: readonly InputPart[]
  readonly lint: (parts: readonly InputPart[]) => LintReport
  readonly view: LintView
  readonly isText: boolean
}

/** What is left to tell after the corrections; forms for programs keep standard output for themselves. */
async function fixed(
  { parts, lint: run, view, isText }: FixWork,
  { diff, 'dry-run': dry, yes }: Options,
  io: Io,
): Promise<LintReport> {
  const { fixFiles } = await import('../lint/fix/fix-files.ts')
  const show = isText ? io.out : async (text: string) => io.err(text)
  const request = { parts, lint: run, isDry: diff || dry, isAgreed: yes, paint: view.paint, show }
  return fixFiles(request, io)
}

/** Findings need less width than a report: their quotes are lines of manifests. */
const viewOf = (options: Options, io: Io): LintView => {
  const isColored = wantsColor({ choice: options.color, isTerminal: io.terminal.out, env: io.env })
  return {
    paint: isColored ? coloured : plain,
    width: Math.min(120, Math.max(80, io.terminal.columns ?? 100)),
  }
}

/** A report without the findings of a baseline. */
const withoutKnown = (report: LintReport, known: ReadonlySet<string>): LintReport => ({
  ...report,
  findings: report.findings.filter((finding) => !known.has(fingerprint(finding))),
})

/** 1 where a finding is as severe as `--fail-on`, which `never` turns off. */
function statusOf({ findings }: LintReport, level: Settings['failOn']): ExitStatus {
  if (level === 'never') return EXIT.nothingFound
  return findings.some(({ severity }) => reaches(severity, level))
    ? EXIT.incidentsFound
    : EXIT.nothingFound
}
