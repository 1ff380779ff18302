import { logsWanted } from '@unloop/engine'
import { collectCluster } from '@unloop/sources'
import { EXIT, UsageError } from '../errors.ts'
import { plural } from '@unloop/engine/phrases'
import { parseTarget } from '../select/target.ts'
import { clusterOptions } from '../subjects/clusters.ts'
import { ProgressLine, progressWords } from '../subjects/progress.ts'
import { cleanText } from '../output/clean.ts'
import { packageVersion } from '../version.ts'
import type { Command } from './command.ts'

/** Writes an archive that can be diagnosed elsewhere; one cluster at a time. */
export const collectCommand: Command<'collect'> = async ({ operands, options }, io) => {
  const [context, ...more] = options.context
  if (options.archive === undefined || more.length > 0)
    throw new UsageError(
      options.archive === undefined
        ? {
            code: 'option-needs-value',
            message: 'unloop collect does not know where to write: -o FILE is missing.',
            next: 'Name the archive, such as unloop collect -o evidence.tar.gz.',
          }
        : {
            code: 'options-exclude-each-other',
            message:
              'unloop collect writes one cluster into one archive, but got several contexts.',
            next: 'Run it once for each --context, with an archive for each.',
          },
    )
  const line = new ProgressLine(io)
  const cluster = {
    ...clusterOptions({ options, targets: operands.map(parseTarget), io }, context),
    logsWanted,
    onProgress: (progress: Parameters<typeof progressWords>[0]) =>
      line.show(cleanText(progressWords(progress))),
  }
  try {
    const output = { output: options.archive, version: packageVersion() }
    const { path, files, bytes, snapshot } = await collectCluster(cluster, output)
    line.clear()
    io.err(
      `${path} holds ${plural(files, 'file')} (${Math.ceil(bytes / 1000)} kB) of ${cleanText(snapshot.source.name)}. ` +
        `Secrets are masked, but names and log lines are there: look before you hand it on.\n`,
    )
    for (const gap of snapshot.gaps) io.err(`It lacks: ${cleanText(gap)}\n`)
    return EXIT.nothingFound
  } finally {
    line.clear()
  }
}
