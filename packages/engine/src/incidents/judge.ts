import type { Cause, Finding } from '../causes/cause.ts'
import type { CauseId } from '../causes/catalogue.ts'
import type { Scanner } from '../logs/scan.ts'
import type { CaseFile } from './casefile.ts'
import { rank, type Candidate } from './rank.ts'
import { signatureFindings } from './hits.ts'

/** One container in trouble with its causes ranked. */
export interface Judged {
  readonly file: CaseFile
  /** Best first, never empty. */
  readonly candidates: readonly Candidate[]
}

export const judge = (file: CaseFile, scanner: Scanner, causes: ReadonlyMap<CauseId, Cause>): Judged => {
  const messages = signatureFindings(file, scanner)
  const withMessages = file.withMessages(messages)
  const rules = [...causes.values()].flatMap((cause) => cause.find?.(withMessages) ?? [])
  const findings: readonly Finding[] = [...messages, ...rules]
  return { file: withMessages, candidates: rank(findings) }
}
