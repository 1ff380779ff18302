import { Journal, settleUndone, undoFix, type JournalEntry } from '@unloop/remedy'
import { EXIT, TargetError, UsageError } from '../../errors.ts'
import { cleanText } from '../../output/clean.ts'
import { openCluster } from './cluster.ts'
import { isAgreed } from '../../output/question.ts'
import type { Command } from '../command.ts'

/** Takes back a fix of the journal, also one of another terminal. */
export const undoCommand: Command<'undo'> = async ({ operands, options }, io) => {
  const cluster = openCluster(options, undefined, io)
  try {
    const journal = new Journal(io.env)
    const entry = entryOf(journal.entries(), cluster.api.server, operands[0])
    io.err(
      cleanText(
        `${entry.plan.title}, applied ${entry.at} to ${entry.workload.kind} ${entry.namespace}/${entry.workload.name}.\n`,
      ),
    )
    if (!options.yes && !(await isAgreed('Put everything back as it was?', io)))
      throw new UsageError({
        code: 'option-needs-value',
        message: 'Nothing was put back: nobody said yes.',
        next: 'Add --yes where there is no terminal.',
      })
    const { words, isExact } = await undoFix(cluster.api, journal, entry)
    const pods = await settleUndone(cluster.api, entry)
    await io.out(cleanText(`${[...words, ...pods].join('\n')}\n`))
    return isExact ? EXIT.nothingFound : EXIT.incidentsFound
  } finally {
    cluster.close()
  }
}

/** The one that is named, else the newest of this cluster that is not undone. */
function entryOf(
  entries: readonly JournalEntry[],
  server: string,
  id: string | undefined,
): JournalEntry {
  const own = entries.filter((entry) => entry.server === server && entry.changes.length > 0)
  const found =
    id === undefined
      ? own.find(({ state }) => state !== 'undone')
      : own.find((entry) => entry.id === id)
  if (found !== undefined) return found
  throw new TargetError({
    code: 'target-not-found',
    message:
      id === undefined
        ? 'The journal has no fix of this cluster to undo.'
        : `The journal has no fix ${id} of this cluster.`,
    next: 'Fixes are noted on the machine that applied them; the annotation unloop/fix of an object names the id.',
  })
}
