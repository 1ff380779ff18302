import { waitFor } from '@unloop/remedy'
import { kindOf } from '@unloop/sources'
import { EXIT, UsageError } from '../../errors.ts'
import { parseDuration } from '../../options/duration.ts'
import { cleanText } from '../../output/clean.ts'
import { rendered } from '../../reporters/show.ts'
import { openCluster } from './cluster.ts'
import { parseTarget } from '../../select/target.ts'
import type { Command } from '../command.ts'

/** Waits until a workload has proved itself; where it does not, the status is 1 and the cause is told. */
export const waitCommand: Command<'wait'> = async ({ operands, options }, io) => {
  const timeoutSeconds = parseDuration(options.timeout ?? '10m')
  const [operand = ''] = operands
  const { kind: word, name } = parseTarget(operand)
  const kind = kindOf(word)
  if (kind === null)
    throw new UsageError({
      code: 'operand-invalid',
      message: `${word} is no kind that has pods.`,
      next: 'Name a workload, such as deploy/web.',
    })
  const cluster = openCluster(options, operand, io)
  let isInterrupted = false
  const release = io.onInterrupt(() => void (isInterrupted = true))
  try {
    await cluster.takeBackOverdue()
    const namespace = options.namespace ?? cluster.api.namespace
    const seen = await waitFor({
      api: cluster.api,
      ref: { kind, namespace, name },
      timeoutSeconds,
      onLook: ({ words }, level) =>
        cluster.line.show(cleanText(`${words}, level for ${Math.round(level)} s …`)),
      isInterrupted: () => isInterrupted,
    })
    cluster.line.clear()
    if (seen.kind === 'level') {
      await io.out(
        cleanText(
          `${kind} ${namespace}/${name} is well: ${seen.seen}, restarts level for ${seen.levelSeconds} s.\n`,
        ),
      )
      return EXIT.nothingFound
    }
    const words = seen.kind === 'timeout' ? 'has not proved itself in time' : 'is not well'
    io.err(cleanText(`${kind} ${namespace}/${name} ${words}: ${seen.seen}.\n`))
    const { asked } = await cluster.look()
    await io.out(
      await rendered(asked, { format: options.output, color: options.color, banner: null }, io),
    )
    return EXIT.incidentsFound
  } finally {
    release()
    cluster.close()
  }
}
