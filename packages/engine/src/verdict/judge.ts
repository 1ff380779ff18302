import type { Cause } from '../causes/cause.ts'
import type { Finding } from '../case/finding.ts'
import type { CauseId } from '../catalogue.ts'
import type { Readers } from '../knowledge.ts'
import type { CaseFile } from '../case/case-file.ts'
import { basisOf, type Basis } from './basis.ts'
import { deepestFirst } from './depth.ts'
import { rank, type Candidate } from './rank.ts'
import { guess } from './guess.ts'
import { withAddresses } from './addresses.ts'
import { inspectionFindings } from '../inspection/findings.ts'
import { signatureFindings } from './signature-matches.ts'

/** One container in trouble with its causes ranked. */
export interface Judged {
  readonly file: CaseFile
  /** Best first, never empty. */
  readonly candidates: readonly Candidate[]
  /** What the first of them rests on. */
  readonly basis: Basis | null
}

/** A known message of this weight in the log explains the run: its other lines need no guessing. */
const UNDERSTOOD = 45
/** A known message of less weight is noise. */
const TELLING = 25

/** What is read by its words alone never goes before a known message. */
const below = (messages: readonly Finding[], guessed: Finding | null): Finding | null => {
  const known = messages.filter(({ says }) => says !== undefined && says !== 'hint')
  const most = Math.max(0, ...known.map(({ weight }) => weight))
  return guessed && most >= TELLING && guessed.weight >= most
    ? { ...guessed, weight: most - 1 }
    : guessed
}

export const judge = (
  file: CaseFile,
  { scanner, textModel }: Readers,
  causes: ReadonlyMap<CauseId, Cause>,
): Judged => {
  const messages = withAddresses(file, signatureFindings(file, scanner))
  const said = file.withMessages(messages)
  // What was seen stands beside what was said: cross-checks explain both.
  const looked = inspectionFindings(said)
  const withMessages = looked.length > 0 ? file.withMessages([...messages, ...looked]) : said
  const rules = [...causes.values()].flatMap((cause) => cause.find?.(withMessages) ?? [])
  const understood = messages.some(
    ({ weight, evidence }) => weight >= UNDERSTOOD && evidence[0]?.kind === 'log',
  )
  const guessed = understood ? null : below(messages, guess(withMessages, textModel))
  const others = withAddresses(file, [...rules, ...(guessed ? [guessed] : [])])
  const findings: readonly Finding[] = [...messages, ...looked, ...others]
  const candidates = deepestFirst(rank(findings))
  const [first] = candidates
  const basis = first ? basisOf(first, candidates, { file: withMessages, model: textModel }) : null
  return { file: withMessages, candidates, basis }
}
