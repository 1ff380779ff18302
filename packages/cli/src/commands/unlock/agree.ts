import type { Io } from '../../io.ts'
import { oneLine } from '../../output/clean.ts'
import { ask } from '../../output/question.ts'

/** Fewer characters could be typed without having looked. */
const LEAST = 6

/** `wrong`: something was typed, and it is not the ID. */
export type Agreement = 'yes' | 'no' | 'wrong'

/** The user types the ID, or its beginning or end; the whole where the run that holds the lock may still live. */
export async function agreesTo(
  id: string,
  { isWhole, io }: { readonly isWhole: boolean; readonly io: Io },
): Promise<Agreement> {
  const what = isWhole
    ? 'the whole lock ID'
    : `the lock ID, or its first ${LEAST} characters or more,`
  const answer = oneLine(
    (await ask(`\nType ${what} to unlock it (Enter leaves it as it is): `, io)) ?? '',
  )
  if (answer === '') return 'no'
  if (answer === id) return 'yes'
  const isPart = answer.length >= LEAST && (id.startsWith(answer) || id.endsWith(answer))
  return isPart && !isWhole ? 'yes' : 'wrong'
}
