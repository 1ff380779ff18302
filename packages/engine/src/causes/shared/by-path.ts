import type { CauseId } from '../../catalogue.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Finding } from '../../case/finding.ts'

interface ByPath {
  /** Causes that such messages have by their words alone. */
  readonly of: readonly CauseId[]
  /** Whether the file that the message names tells more. */
  readonly tells: (path: string) => boolean
  /** What the path makes of it. */
  readonly as: (path: string) => Pick<Finding, 'cause' | 'rule' | 'title' | 'explanation'>
}

/** So much more is known of a message whose path tells whose file it is. */
const MORE = 8

/** Messages about a file whose path says whose it is, as findings of that cause. */
export function findingsByPath(file: CaseFile, { of, tells, as }: ByPath): readonly Finding[] {
  return file.messages
    .filter(({ cause, facts }) => of.includes(cause) && tells(facts['file'] ?? ''))
    .map((message) => ({
      ...message,
      ...as(message.facts['file'] ?? ''),
      weight: message.weight + MORE,
      fixes: [],
    }))
}
