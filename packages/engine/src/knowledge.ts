import type { TextModel } from './reader/text-model.ts'
import { createScanner, type SignatureMatch, type Scanner } from './scanner/scan.ts'
import type { Signature } from './scanner/signature.ts'

/** What is known of programs' messages: `KNOWLEDGE` of `@unloop/signatures/knowledge`, or less. */
export interface Knowledge {
  readonly signatures: readonly Signature[]
  /** The second reader; null switches it off. */
  readonly textModel: TextModel | null
}

/** Knowledge made ready for use. */
export interface Readers {
  readonly scanner: Scanner
  readonly textModel: TextModel | null
  /** Whether a rule is left out. */
  isLeftOut(rule: string): boolean
}

/** In a list of rules that are left out, `postgresql/*` stands for all of that family. */
const familyOf = (rule: string): string => `${rule.slice(0, rule.indexOf('/'))}/*`

/** Making a scanner takes long: one is kept for each list of signatures. */
const scanners = new WeakMap<readonly Signature[], Scanner>()

/** `without` names rules that are left out, or whole families (`postgresql/*`): a left-out score switches those off. */
export function readersOf(knowledge: Knowledge, without?: ReadonlySet<string>): Readers {
  const scanner = scannerOf(knowledge.signatures)
  const isLeftOut = (rule: string): boolean =>
    without !== undefined && (without.has(rule) || without.has(familyOf(rule)))
  return {
    isLeftOut,
    scanner: without?.size ? withoutSome(scanner, isLeftOut) : scanner,
    get textModel() {
      return knowledge.textModel
    },
  }
}

function scannerOf(signatures: readonly Signature[]): Scanner {
  const known = scanners.get(signatures)
  if (known) return known
  const made = createScanner(signatures)
  scanners.set(signatures, made)
  return made
}

function withoutSome(scanner: Scanner, isLeftOut: (rule: string) => boolean): Scanner {
  const kept = (matches: readonly SignatureMatch[]): readonly SignatureMatch[] =>
    matches.filter(({ signature }) => !isLeftOut(signature.id))
  return {
    ...scanner,
    scan: (lines, where) => kept(scanner.scan(lines, where)),
    scanText: (stream, where) => kept(scanner.scanText(stream, where)),
  }
}
