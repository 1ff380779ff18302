import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import { readText, type TextModel } from '../reader/text-model.ts'
import type { Candidate } from './rank.ts'
import { readRuns } from './read-runs.ts'

/**
 * What a claim rests on, from the firmest to the weakest: the kernel, the kubelet or the runtime states it; two sources say
 * the same (log and object); the program's own last line; an error of it; a line that many programs share; the type of a
 * stack trace, of the program's own mistake or of what it met outside; words; the second reader alone.
 */
export type ClaimClass =
  | 'stated'
  | 'cross-check'
  | 'fatal'
  | 'error'
  | 'generic'
  | 'trace'
  | 'outside-trace'
  | 'words'
  | 'reader'

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

const AT_END = 0.85
const SUPPORT = 25
const NEAR = 10
/** From here on the reader has an opinion of its own; to agree takes less than to object. */
const AGREES = 0.25
const OBJECTS = 0.5

export function basisOf(
  candidate: Candidate,
  candidates: readonly Candidate[],
  { file, model }: { readonly file: CaseFile; readonly model: TextModel | null },
): Basis {
  const { lead, support, cause, score } = candidate
  const rival = candidates.find((other) => other.cause !== cause && other.cause !== 'unknown')
  const claim = classOf(lead)
  return {
    claim,
    reader: claim === 'reader' || !model ? 'silent' : agreementOf(file, lead, model),
    atEnd: (lead.standing ?? 1) >= AT_END,
    corroborated: support.some(({ rule, weight }) => rule !== lead.rule && weight >= SUPPORT),
    contested: rival !== undefined && rival.score > score - NEAR,
  }
}

/** Wordings that many programs share stand in these families. */
const GENERIC =
  /^(?:auth|c|config|cpp|cpu|dns|dotnet|elixir|env|erlang|exec|exit|fs|generic|glibc|go|haskell|init|java|kernel|license|lua|memory|musl|net|node|perl|php|python|r|root|ruby|rust|shell|sidecar|swift|tls|user)\//

function classOf({ rule, says, evidence }: Finding): ClaimClass {
  if (rule.endsWith('/reader')) return 'reader'
  if (/\/(?:words-|usage)/.test(rule)) return 'words'
  if (rule.endsWith('/trace-outside')) return 'outside-trace'
  if (/\/(?:trace|abort)$/.test(rule)) return 'trace'
  const kinds = new Set(evidence.map(({ kind }) => kind))
  const lead = evidence[0]?.kind
  if (says !== undefined) {
    if (lead !== 'log') return 'stated'
    if (GENERIC.test(rule)) return 'generic'
    return says === 'fatal' ? 'fatal' : 'error'
  }
  return kinds.has('log') && kinds.size > 1 ? 'cross-check' : lead === 'log' ? 'error' : 'stated'
}

function agreementOf(file: CaseFile, lead: Finding, model: TextModel): Agreement {
  const [first] = lead.evidence
  if (first?.kind === 'log' || first?.kind === 'event') {
    const readings = readText(model, first.excerpt)
    if (readings.some(({ cause, probability }) => cause === lead.cause && probability >= AGREES))
      return 'agrees'
    const [best] = readings
    return best && best.probability >= OBJECTS ? 'disagrees' : 'silent'
  }
  const read = readRuns(file, model)
  if (!read || read.probability < OBJECTS) return 'silent'
  return read.cause === lead.cause ? 'agrees' : 'disagrees'
}

/** A basis in words, from the widest to the narrowest: what a report shows and the ledger of blind rounds keeps. */
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

/** So many of its words name a cell each: where a line stands and what supports it are counted together. */
const CELLS = [1, 2, 3, 5] as const

/** The names of the cells that such words fall into, from the widest to the narrowest. */
export function cellsOf(kind: string): readonly string[] {
  const words = kind.split(' ')
  return CELLS.map((length) => words.slice(0, length).join(' '))
}
