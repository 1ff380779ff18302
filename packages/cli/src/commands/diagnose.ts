import type { Report } from '@unloop/engine/report'
import { diagnoseAll, statusOf } from '../diagnosis.ts'
import type { Read } from '../subjects/subject.ts'
import { UsageError, type ExitStatus } from '../errors.ts'
import type { Io } from '../io.ts'
import type { InvocationOf, OptionValues } from '../options/table.ts'
import { parseInterval } from '../options/interval.ts'
import { rendered } from '../reporters/show.ts'
import { cleanText } from '../output/clean.ts'
import type { Scope } from '../select/narrow.ts'
import { parseSelector } from '../select/selector.ts'
import { parseTarget } from '../select/target.ts'
import type { Command } from './command.ts'

// As the option table declares them for this command.
type Options = OptionValues<'diagnose'>

/** The main command: what is failing, why, and what to do. The status is 1 where something is. */
export const diagnoseCommand: Command<'diagnose'> = async (invocation, io) => {
  const { options } = invocation
  checkOptions(options)
  const scope = scopeOf(invocation)
  const asked: Asked = { scope, options, io }
  if (options.file.length > 0) {
    const { readFiles } = await import('../subjects/files.ts')
    const { assertRecognised, readAsSentence } = await import('../subjects/read-as.ts')
    const subject = await readFiles(options.file, io)
    const said = readAsSentence(subject.snapshot.source.readAs ?? [])
    if (said !== null) io.err(`unloop: ${cleanText(said)}\n`)
    return show({ subjects: [subject], gaps: [] }, asked, assertRecognised)
  }
  const { isClusterConfigured, openClusters } = await import('../subjects/clusters.ts')
  if (isBare(invocation) && !isClusterConfigured({ env: io.env })) return showInstead(asked)
  const clusters = openClusters({
    options,
    targets: scope.targets,
    io,
    isWatched: options.watch,
  })
  try {
    if (!options.watch) return show(await clusters.read(), asked)
    const { watch } = await import('./watch.ts')
    return await watch(clusters, asked)
  } finally {
    clusters.close()
  }
}

/** What a user asked for, as all parts of a diagnosis need it. */
export interface Asked {
  readonly scope: Scope
  readonly options: Options
  readonly io: Io
}

/** Diagnoses what was read, prints the report, and says by the status whether something was found. */
async function show(
  read: Read,
  { scope, options, io }: Asked,
  check?: (report: Report) => void,
): Promise<ExitStatus> {
  const report = diagnoseAll({ ...read, scope, generatedAt: io.now().toISOString() })
  check?.(report)
  const showing = {
    format: options.output,
    color: options.color,
    banner: null,
    isBrief: options.brief,
    isDetailed: options.details || scope.targets.length > 0,
  }
  await io.out(await rendered(report, showing, io))
  return statusOf(report)
}

/** Somebody tries unloop where there is no cluster at all: a question about a workload would get an error instead. */
const isBare = ({ operands, options }: InvocationOf<'diagnose'>): boolean =>
  operands.length === 0 &&
  options.context.length === 0 &&
  options.kubeconfig === undefined &&
  options.namespace === undefined &&
  options.selector === undefined &&
  !options.watch

/** The recording instead, with the reason on standard error. */
async function showInstead({ scope, options, io }: Asked): Promise<ExitStatus> {
  const { showDemo } = await import('./demo.ts')
  const why =
    'No cluster is configured: neither KUBECONFIG nor ~/.kube/config names one. Name a dump with -f, or a kubeconfig with --kubeconfig.'
  const { output: format, color, details: isDetailed } = options
  return showDemo({ scope, format, color, isDetailed, why }, io)
}

/** What the report is narrowed to, by operands and options. */
const scopeOf = ({ operands, options }: InvocationOf<'diagnose'>): Scope => ({
  namespace: options.namespace ?? null,
  targets: operands.map(parseTarget),
  selector: options.selector === undefined ? null : parseSelector(options.selector),
})

/** @throws {UsageError} for options that say two things at once */
function checkOptions(options: Options): void {
  if (options.namespace !== undefined && options['all-namespaces'])
    exclude('--namespace', '--all-namespaces')
  if (options.watch && options.output === 'html') exclude('--watch', '--output html')
  parseInterval(options.interval)
  if (options.file.length === 0) return
  if (options.context.length > 0) exclude('--file', '--context')
  if (options.kubeconfig !== undefined) exclude('--file', '--kubeconfig')
  if (options.watch) exclude('--file', '--watch')
}

/** @throws {UsageError} */
function exclude(one: string, other: string): never {
  throw new UsageError({
    code: 'options-exclude-each-other',
    message: `${one} and ${other} exclude each other.`,
    next: 'Leave one of them out; see unloop help diagnose.',
  })
}
