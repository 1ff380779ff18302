import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { diagnose } from '@unloop/engine'
import type { Snapshot } from '@unloop/engine/evidence'
import type { Incident } from '@unloop/engine/report'
import { reproOf, reproScript, settingsOf, TOOLS, type Tool } from '@unloop/inspect'
import { pick, type Picked } from '@unloop/remedy'
import { EXIT, UsageError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { InvocationOf } from '../../options/table.ts'
import { cleanText } from '../../output/clean.ts'
import { openCluster } from '../fix/cluster.ts'
import { narrow } from '../../select/narrow.ts'
import { parseTarget } from '../../select/target.ts'
import type { Command } from '../command.ts'

// The parsed command line.
type Repro = InvocationOf<'repro'>

/** What was read of a dump or a cluster. */
interface Read {
  readonly snapshot: Snapshot
  readonly incidents: readonly Incident[]
  readonly namespace: string | null
}

/** Prints how to start the container elsewhere; nothing is started. */
export const reproCommand: Command<'repro'> = async (invocation, io) => {
  const { operands, options } = invocation
  const target = parseTarget(operands[0] ?? '')
  const read = await (options.file.length > 0 ? fromFiles : fromCluster)(invocation, io)
  const picked = pick({ ...read, target, container: options.container })
  const repro = reproOf({
    ...picked,
    settings: settingsOf(read.snapshot, picked.pod),
    tool: options.with ?? firstInstalled(io),
    architecture: architectureOf(read.snapshot, picked),
  })
  const { namespace, name = '' } = picked.pod.metadata
  await io.out(
    reproScript(repro, {
      what: `container ${cleanText(picked.container.name)} of pod ${cleanText(`${namespace ? `${namespace}/` : ''}${name}`)}`,
      folder: `unloop-repro-${name.replace(/[^A-Za-z0-9.-]/g, '_')}`,
    }),
  )
  return EXIT.nothingFound
}

/** A dump, diagnosed. @throws {UsageError} where a cluster is named, too */
async function fromFiles({ operands, options }: Repro, io: Io): Promise<Read> {
  if (options.context.length > 0 || options.kubeconfig !== undefined)
    throw new UsageError({
      code: 'options-exclude-each-other',
      message: 'A dump (-f) and a cluster (--context, --kubeconfig) cannot be read together.',
      next: 'Leave one of them out.',
    })
  const { readFiles } = await import('../../subjects/files.ts')
  const { snapshot } = await readFiles(options.file, io)
  const namespace = options.namespace ?? null
  const report = diagnose(snapshot, { generatedAt: io.now().toISOString(), knowledge: KNOWLEDGE })
  const scope = { namespace, targets: operands.map(parseTarget), selector: null }
  return { snapshot, namespace, incidents: narrow(report, snapshot, scope).incidents }
}

/** A cluster, diagnosed. */
async function fromCluster({ operands, options }: Repro, io: Io): Promise<Read> {
  const cluster = openCluster(options, operands[0], io)
  try {
    const { snapshot, asked } = await cluster.look()
    return { snapshot, incidents: asked.incidents, namespace: cluster.namespace }
  } finally {
    cluster.close()
  }
}

/** The first program that the PATH has; docker where it has none, so that there is a command to read. */
function firstInstalled({ env }: Io): Tool {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const isThere = (tool: Tool): boolean =>
    folders.some((folder) => isExecutable(join(folder, tool)))
  return TOOLS.find(isThere) ?? 'docker'
}

/** Whether a file may be run by this user. */
function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What the node runs, which may be another architecture than the reader's machine. */
function architectureOf({ objects }: Snapshot, { pod }: Picked): string | null {
  const node = objects.find(
    ({ object }) => object.kind === 'Node' && object.metadata.name === pod.spec?.nodeName,
  )?.object
  const status = node?.['status'] as { nodeInfo?: { architecture?: string } } | undefined
  return status?.nodeInfo?.architecture ?? null
}
