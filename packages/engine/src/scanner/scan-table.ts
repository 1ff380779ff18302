import { createFilter, type LiteralFilter } from './filter.ts'
import type { Place } from './scan.ts'
import { scanPlanOf, type ScanPlan } from './scan-plan.ts'
import { requiredWords } from './literals.ts'
import type { Signature } from './signature.ts'

/** What any number of scans with the same signatures share. */
export interface Table {
  readonly signatures: readonly Signature[]
  readonly plan: ScanPlan
  readonly patternOf: (signature: number) => RegExp
  readonly filter: LiteralFilter
  readonly isWanted: (signature: number, where: Place | undefined) => boolean
  /** Words that a signature needs beside its literals, worked out once it was tried often. */
  readonly wordsOf: (signature: number) => readonly (readonly string[])[]
  /** What a pass counts, made once: most texts are as short as an event's message. */
  readonly tested: Int32Array
  readonly last: Int32Array
}

/** Prepares the signatures; a bundle holds what depends on them alone worked out. */
export function tableOf(signatures: readonly Signature[]): Table {
  const plan = scanPlanOf(signatures)
  const patternOf = patternsOf(signatures)
  return {
    signatures,
    plan,
    patternOf,
    isWanted: wantedIn(signatures),
    filter: createFilter(plan.literals),
    wordsOf: wordsOfOften(signatures.length, patternOf),
    tested: new Int32Array(signatures.length),
    last: new Int32Array(signatures.length),
  }
}

/** Without the flags by which a pattern remembers where it was; a bundle makes a pattern once it is asked for. */
function patternsOf(signatures: readonly Signature[]): Table['patternOf'] {
  const patterns: RegExp[] = []
  return (signature) => (patterns[signature] ??= stateless(signatures[signature]?.pattern ?? /^/))
}

const stateless = (pattern: RegExp): RegExp =>
  pattern.global || pattern.sticky
    ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
    : pattern

const USUAL: readonly Place[] = ['log', 'status']

/** Whether a signature is looked for in a place; asked for each candidate, so each answer is kept. */
function wantedIn(signatures: readonly Signature[]): Table['isWanted'] {
  const known = new Map<Place, Int8Array>()
  return (signature, where) => {
    if (where === undefined) return true
    const before = known.get(where)
    const answers = before ?? new Int8Array(signatures.length)
    if (before === undefined) known.set(where, answers)
    if (answers[signature] === 0)
      answers[signature] = (signatures[signature]?.in ?? USUAL).includes(where) ? 1 : -1
    return answers[signature] === 1
  }
}

/** Working words out takes as long as some tests do. */
const OFTEN = 16

const NONE: readonly (readonly string[])[] = []

function wordsOfOften(count: number, patternOf: Table['patternOf']): Table['wordsOf'] {
  const tries = new Int32Array(count)
  const words = new Map<number, readonly (readonly string[])[]>()
  return (signature) => {
    const before = tries[signature] as number
    if (before === OFTEN) return words.get(signature) ?? NONE
    tries[signature] = before + 1
    if (before + 1 < OFTEN) return NONE
    const own = requiredWords(patternOf(signature))
    words.set(signature, own)
    return own
  }
}
