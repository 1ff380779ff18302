import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import type { CauseId } from '../catalogue.ts'
import type { Cause } from '../causes/cause.ts'
import { inspectionFindings } from '../inspection/findings.ts'
import type { Readers } from '../knowledge.ts'
import { withAddresses } from './addresses.ts'
import { guess } from './guess.ts'
import { innerReasons } from './inner-reasons.ts'
import { signatureFindings } from './signature-matches.ts'

/** Everything that speaks for or against a cause of one failing container. */
export interface Claims {
  readonly file: CaseFile
  readonly findings: readonly Finding[]
}

/** A known message of this weight in the log explains the run: its other lines need no guessing. */
const UNDERSTOOD = 45
/** A known message of less weight is noise. */
const TELLING = 25

/** The second reader is no family of rules: it is trained without what is left out. */
const READER = '/reader'

/** Each cause is asked once for each container. */
export function claimsFor(
  file: CaseFile,
  { scanner, textModel, isLeftOut }: Readers,
  causes: ReadonlyMap<CauseId, Cause>,
): Claims {
  const messages = withAddresses(file, signatureFindings(file, scanner))
  const said = file.withMessages(messages)
  // What was seen stands beside what was said: cross-checks explain both.
  const looked = inspectionFindings(said)
  const whole = looked.length > 0 ? file.withMessages([...messages, ...looked]) : said
  const rules = [...causes.values()].flatMap((cause) => cause.find?.(whole) ?? [])
  const guessed = isUnderstood(messages)
    ? null
    : below(messages, guess(whole, textModel, isLeftOut))
  const others = [...rules, ...innerReasons(messages), ...(guessed ? [guessed] : [])]
  const claimed = withAddresses(whole, others).filter(
    ({ rule }) => !isLeftOut(rule) || rule.endsWith(READER),
  )
  return { file: whole, findings: [...messages, ...looked, ...claimed] }
}

/** A line of the log was recognised for certain, so that nothing has to be guessed. */
const isUnderstood = (messages: readonly Finding[]): boolean =>
  messages.some(({ weight, evidence }) => weight >= UNDERSTOOD && evidence[0]?.kind === 'log')

/** What is read by its words alone never goes before a known message. */
function below(messages: readonly Finding[], guessed: Finding | null): Finding | null {
  const known = messages.filter(({ strength }) => strength !== undefined && strength !== 'hint')
  const most = Math.max(0, ...known.map(({ weight }) => weight))
  return guessed && most >= TELLING && guessed.weight >= most
    ? { ...guessed, weight: most - 1 }
    : guessed
}
