import type { TextModel } from './reader/text-model.ts'
import { createScanner, type Hit, type Scanner } from './scanner/scan.ts'
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
}

/** Making a scanner takes long: one is kept for each list of signatures. */
const scanners = new WeakMap<readonly Signature[], Scanner>()

/** `without` names signatures that are left out: a left-out score switches those off that know the case. */
export function readersOf(knowledge: Knowledge, without?: ReadonlySet<string>): Readers {
  const scanner = scannerOf(knowledge.signatures)
  return {
    scanner: without?.size ? withoutSome(scanner, without) : scanner,
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

function withoutSome(scanner: Scanner, without: ReadonlySet<string>): Scanner {
  const kept = (hits: readonly Hit[]): readonly Hit[] =>
    hits.filter(({ signature }) => !without.has(signature.id))
  return {
    ...scanner,
    scan: (lines, where) => kept(scanner.scan(lines, where)),
    scanText: (stream, where) => kept(scanner.scanText(stream, where)),
  }
}
