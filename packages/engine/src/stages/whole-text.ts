import { CAUSES } from '../causes/index.ts'
import type { Inventory } from '../evidence/inventory.ts'
import { claimsFor } from '../verdict/claims.ts'
import { judge, type Judged } from '../verdict/judge.ts'
import { answersInstead, asOneLog, asWords } from '../whole-text.ts'
import { casesOf } from './cases.ts'
import type { Diagnosis } from './stage.ts'

/** A paste read as one log, for where its parts told nothing: people put the decisive message into a sentence or a title. */
interface WholeText {
  /** The verdicts themselves, or what the whole text says where none of them names a cause. */
  insteadOf(judged: readonly Judged[]): readonly Judged[]
  /** What the whole text says, where it says anything, with the log that it is. */
  readonly alone: Read | null
  /** The same where it says only that something crashes, and not why. */
  readonly orNoReason: Read | null
}

interface Read {
  readonly judged: Judged
  readonly log: Inventory
}

/** A person's or kubectl's word for a container that is started again and again. */
const LOOPS = /\bcrash[ -]?loop|\bback-?off restarting\b/i

const known = new WeakMap<Diagnosis, WholeText>()

/** The whole text of a diagnosis, read once and only when it is asked for. */
export function wholeTextOf(diagnosis: Diagnosis): WholeText {
  const before = known.get(diagnosis)
  if (before) return before
  const made = readOf(diagnosis)
  known.set(diagnosis, made)
  return made
}

function readOf(diagnosis: Diagnosis): WholeText {
  let read: Read | null | undefined
  const asLog = (): Read | null => (read === undefined ? (read = readAlone(diagnosis)) : read)
  const alone = (): Read | null => {
    const found = asLog()
    return found && answersInstead(found.judged) ? found : null
  }
  return {
    insteadOf: (judged) => {
      if (judged.length === 0 || !judged.every(isUnknown)) return judged
      const whole = alone()?.judged
      return whole ? judged.map((one, at) => (at === 0 ? asWords(one, whole) : one)) : judged
    },
    get alone() {
      return alone()
    },
    get orNoReason() {
      return alone() ?? (LOOPS.test(diagnosis.inventory.snapshot.whole ?? '') ? asLog() : null)
    },
  }
}

const isUnknown = ({ candidates }: Judged): boolean => candidates[0]?.cause === 'unknown'

function readAlone(diagnosis: Diagnosis): Read | null {
  const log = asOneLog(diagnosis.inventory.snapshot)
  if (!log) return null
  const [file] = [...casesOf([log], diagnosis)].flat()
  if (!file) return null
  const { readers } = diagnosis
  return { judged: judge(claimsFor(file, readers, CAUSES), readers.textModel), log }
}
