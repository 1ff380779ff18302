import type { Finding } from '../case/finding.ts'
import type { CauseId } from '../catalogue.ts'
import { wordRuleFor } from '../causes/shared/word-rules.ts'
import { explains } from '../explained-by.ts'

/** A known message below this is a hint and wraps nothing. */
const LEAST = 50

/** Rules whose words name a reason wherever they stand; those about settings and files are too general inside a message. */
const NAMES_REASON: ReadonlySet<string> = new Set([
  'auth',
  'cloud',
  'disk-full',
  'dns',
  'forbidden',
  'refused',
])

/** A message that only tells of an error of the program may hold any reason. */
const mayWrap = (shown: CauseId, reason: CauseId): boolean =>
  explains(reason, shown) || shown === 'app-exception'

/**
 * The reason that the line of a known message names at its end, where the message itself says only what was being done:
 * "failed to initialise the store: … Access Denied".
 */
export function innerReasons(messages: readonly Finding[]): readonly Finding[] {
  return messages.flatMap((message) => {
    const [line] = message.evidence
    if (message.weight < LEAST || line?.kind !== 'log') return []
    const known = wordRuleFor(line.excerpt)?.rule
    if (!known || !NAMES_REASON.has(known.what) || !mayWrap(message.cause, known.cause)) return []
    const isKnown = messages.some(
      ({ cause, evidence }) => cause === known.cause && evidence[0]?.line === line.line,
    )
    if (isKnown) return []
    return [
      {
        cause: known.cause,
        weight: message.weight + 1,
        rule: `${known.cause}/words-inner-${known.what}`,
        title: known.title,
        evidence: [line],
        facts: {},
      },
    ]
  })
}
