import type { CauseId } from '../catalogue.ts'
import { explains } from '../explained-by.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import { isSentence } from '../logs/sentence.ts'
import { readText, type TextModel } from '../reader/text-model.ts'
import type { Candidate } from './rank.ts'
import { readRuns } from './read-runs.ts'

/**
 * What a claim rests on, from the firmest to the weakest: the kernel, the kubelet or the runtime states it; two sources say
 * the same (log and object); the program's own last line; an error of it; a line that many programs share; the type of a
 * stack trace, of the program's own mistake or of what it met outside; a status that fits and that nothing explains; words;
 * the second reader alone; what a person tells.
 */
export type ClaimClass =
  | 'stated'
  | 'cross-check'
  | 'fatal'
  | 'error'
  | 'generic'
  | 'trace'
  | 'outside-trace'
  | 'inferred'
  | 'words'
  | 'reader'
  | 'told'

/** Whether the second reader, which knows no program by name, takes the line for the same cause. */
export type Agreement = 'agrees' | 'silent' | 'disagrees'

/** What decides how often an answer of this kind is right. */
export interface Basis {
  readonly claim: ClaimClass
  readonly reader: Agreement
  /** Whether the line stands where the run ends. */
  readonly atEnd: boolean
  /** Whether another rule says the same. */
  readonly corroborated: boolean
  /** Whether another cause is about as well supported. */
  readonly contested: boolean
}

/** Relevance from which on a line counts as standing at the end of its run. */
const AT_END = 0.85
/** Weight of a second finding from which on it bears the first one out. */
const SUPPORT = 25
/** Scores that lie within this of each other are about equal. */
const NEAR = 10
/** From here on the reader has an opinion of its own; to agree takes less than to object. */
const AGREES = 0.25
const OBJECTS = 0.5

/** What the first cause rests on; blind cases with the same basis give its confidence. */
export function basisOf(
  candidate: Candidate,
  candidates: readonly Candidate[],
  { file, model }: { readonly file: CaseFile; readonly model: TextModel | null },
): Basis {
  const { lead, support, cause, score } = candidate
  const rival = candidates.find((other) => isRival(other.cause, cause))
  const claim = isTold(file, lead) ? 'told' : classOf(lead)
  return {
    claim,
    reader:
      claim === 'reader' || claim === 'told' || !model ? 'silent' : agreementOf(file, lead, model),
    atEnd: (lead.relevance ?? 1) >= AT_END,
    corroborated: support.some(({ rule, weight }) => rule !== lead.rule && weight >= SUPPORT),
    contested: rival !== undefined && rival.score > score - NEAR,
  }
}

/** Wordings that many programs share stand in these families. */
const GENERIC =
  /^(?:auth|c|config|cpp|cpu|dns|dotnet|elixir|env|erlang|exec|exit|fs|generic|glibc|go|haskell|init|java|kernel|license|lua|memory|musl|net|node|perl|php|python|r|root|ruby|rust|shell|sidecar|swift|tls|user)\//

/** What the cause itself explains does not speak against it. */
const isRival = (other: CauseId, cause: CauseId): boolean =>
  other !== cause && other !== 'unknown' && !explains(cause, other)

/** Words of a sentence in a paste: whoever wrote it tells what they take for the reason, or what else they saw. */
const isTold = (
  { inventory }: CaseFile,
  { rule, strength, evidence: [line] }: Finding,
): boolean => {
  if (rule.startsWith('told/')) return true
  if (inventory.snapshot.source.kind !== 'text' || line?.kind !== 'log') return false
  // A known message may be quoted in a sentence.
  return isSentence(line.excerpt) && (strength === undefined || !QUOTES.test(line.excerpt))
}

const QUOTES = /[`"'“”]/

/** A rule of less weight fits what is there, and nothing states it. */
const STATES = 55

function classOf({ rule, strength, evidence, weight }: Finding): ClaimClass {
  if (rule.endsWith('/reader')) return 'reader'
  if (/\/(?:words-|usage)/.test(rule)) return 'words'
  if (rule.endsWith('/trace-outside')) return 'outside-trace'
  if (/\/(?:trace|abort)$/.test(rule)) return 'trace'
  const kinds = new Set(evidence.map(({ kind }) => kind))
  const lead = evidence[0]?.kind
  if (strength !== undefined) {
    if (lead !== 'log') return 'stated'
    if (GENERIC.test(rule)) return 'generic'
    return strength === 'fatal' ? 'fatal' : 'error'
  }
  if (kinds.size === 1 && weight < STATES) return 'inferred'
  if (lead === 'log') return kinds.size > 1 ? 'cross-check' : 'error'
  if (weight < STATES) return 'inferred'
  return kinds.has('log') ? 'cross-check' : 'stated'
}

function agreementOf(file: CaseFile, lead: Finding, model: TextModel): Agreement {
  const [first] = lead.evidence
  if (first?.kind === 'log' || first?.kind === 'event') {
    const readings = readText(model, first.excerpt)
    if (readings.some(({ cause, probability }) => cause === lead.cause && probability >= AGREES))
      return 'agrees'
    const [best] = readings
    const isOther = best !== undefined && best.cause !== 'unknown'
    return isOther && best.probability >= OBJECTS ? 'disagrees' : 'silent'
  }
  const read = readRuns(file, model)
  if (!read || read.probability < OBJECTS) return 'silent'
  return read.cause === lead.cause ? 'agrees' : 'disagrees'
}

/** Where each word stands in the words of a basis. */
const [CLAIM, READER, RIVAL, PLACE, SUPPORT_WORD] = [0, 1, 2, 3, 4]

/** A basis in words: what a report shows and the ledger of blind rounds keeps. */
export function kindOf({ claim, reader, atEnd, corroborated, contested }: Basis): string {
  const rival = contested ? 'contested' : 'clear'
  return [
    claim,
    reader,
    rival,
    atEnd ? 'end' : 'earlier',
    corroborated ? 'supported' : 'alone',
  ].join(' ')
}

/**
 * Which of the words name a cell each, from the widest to the narrowest: whether another cause is as well supported and what
 * the second reader says tell more than the class of the claim.
 */
const CELLS = [
  [RIVAL],
  [RIVAL, READER],
  [RIVAL, READER, CLAIM],
  [RIVAL, READER, CLAIM, PLACE, SUPPORT_WORD],
]

/** The names of the cells that such words fall into, from the widest to the narrowest. */
export function cellsOf(kind: string): readonly string[] {
  const words = kind.split(' ')
  return CELLS.map((places) => places.map((place) => words[place]).join(' '))
}
