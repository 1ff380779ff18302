import type { ClusterApi } from '@unloop/sources'
import { undoFix, type Undone } from '../apply/undo.ts'
import { settleUndone } from './settle.ts'
import type { Journal, JournalEntry } from '../journal/journal.ts'

/** Temporary changes of this cluster whose time is over, as the program that was to take them back is gone. */
export function overdueIn(journal: Journal, api: ClusterApi): readonly JournalEntry[] {
  return journal
    .entries()
    .filter(
      ({ server, state, until, changes }) =>
        server === api.server &&
        state !== 'undone' &&
        changes.length > 0 &&
        until !== undefined &&
        Date.parse(until) <= api.timing.now(),
    )
}

/** Takes back what should have been: whoever applied it agreed to that. */
export async function takeBackOverdue(
  journal: Journal,
  api: ClusterApi,
): Promise<readonly Undone[]> {
  const undone: Undone[] = []
  for (const entry of overdueIn(journal, api)) {
    const back = await undoFix(api, journal, entry)
    undone.push({ ...back, words: [...back.words, ...(await settleUndone(api, entry))] })
  }
  return undone
}
