import { diagnoseAll, type Subject } from '../diagnosis.ts'
import { EXIT, UsageError, type ExitStatus } from '../errors.ts'
import type { Io } from '../io.ts'
import type { InvocationOf, OptionValues } from '../options/table.ts'
import { rendered } from '../output/show.ts'
import type { Scope } from '../select/narrow.ts'
import { parseSelector } from '../select/selector.ts'
import { parseTarget } from '../select/target.ts'
import type { Command } from './command.ts'

type Options = OptionValues<'diagnose'>

export const diagnoseCommand: Command<'diagnose'> = async (invocation, io) => {
  const { options } = invocation
  checkOptions(options)
  const scope = scopeOf(invocation)
  if (options.file.length > 0) {
    const { readFiles } = await import('../subjects/files.ts')
    return show({ subjects: [await readFiles(options.file, io)], gaps: [] }, { scope, options, io })
  }
  const { clusterDiagnosis } = await import('./diagnose-cluster.ts')
  return clusterDiagnosis({ scope, options, io, show })
}

interface Read {
  readonly subjects: readonly Subject[]
  readonly gaps: readonly string[]
}

interface Asked {
  readonly scope: Scope
  readonly options: Options
  readonly io: Io
}

export type Show = typeof show

/** Diagnoses what was read, prints the report, and says by the status whether something was found. */
async function show({ subjects, gaps }: Read, { scope, options, io }: Asked): Promise<ExitStatus> {
  const report = await diagnoseAll({ subjects, scope, gaps, generatedAt: io.now().toISOString() })
  await io.out(
    await rendered(report, { format: options.output, color: options.color, banner: null }, io),
  )
  return report.incidents.length === 0 ? EXIT.nothingFound : EXIT.incidentsFound
}

const scopeOf = ({ operands, options }: InvocationOf<'diagnose'>): Scope => ({
  namespace: options.namespace ?? null,
  targets: operands.map(parseTarget),
  selector: options.selector === undefined ? null : parseSelector(options.selector),
})

function checkOptions(options: Options): void {
  if (options.namespace !== undefined && options['all-namespaces'])
    exclude('--namespace', '--all-namespaces')
  if (options.file.length === 0) return
  if (options.context.length > 0) exclude('--file', '--context')
  if (options.kubeconfig !== undefined) exclude('--file', '--kubeconfig')
  if (options.watch) exclude('--file', '--watch')
}

function exclude(one: string, other: string): never {
  throw new UsageError({
    code: 'options-exclude-each-other',
    message: `${one} and ${other} exclude each other.`,
    next: 'Leave one of them out; see unloop help diagnose.',
  })
}
