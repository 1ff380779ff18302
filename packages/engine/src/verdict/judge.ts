import type { CaseFile } from '../case/case-file.ts'
import type { TextModel } from '../reader/text-model.ts'
import { basisOf, type Basis } from './basis.ts'
import type { Claims } from './claims.ts'
import { underlyingFirst } from './underlying-first.ts'
import { rank, type Candidate } from './rank.ts'

/** One failing container with its causes ranked. */
export interface Judged {
  readonly file: CaseFile
  /** Best first, never empty. */
  readonly candidates: readonly Candidate[]
  /** What the first of them rests on. */
  readonly basis: Basis | null
}

/** Ranks the causes that are claimed, the deepest of them first. */
export function judge({ file, findings }: Claims, model: TextModel | null): Judged {
  const candidates = underlyingFirst(rank(findings))
  const [first] = candidates
  return { file, candidates, basis: first ? basisOf(first, candidates, { file, model }) : null }
}
