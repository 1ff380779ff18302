import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import type { Fix } from '../report/report.ts'
import { linesToRead } from '../causes/shared/log.ts'

/**
 * A correction that rests on what the program, the kubelet and the objects say together, whatever the cause is called: the
 * same wrong value ends one program as an exception and another as a rejected setting.
 */
export type Correction = (file: CaseFile, lead: Finding) => readonly Fix[]

const LAST = 60

interface Said {
  readonly file: CaseFile
  readonly lead: Finding
  readonly words: string
}

/** The last one asked for: all corrections of a case ask for the same, one after the other. */
let last: Said | null = null

/** The words of the decisive evidence, and then the last lines of the crashed run. */
export function saidWords(file: CaseFile, lead: Finding): string {
  if (last?.file !== file || last.lead !== lead) last = { file, lead, words: wordsOf(file, lead) }
  return last.words
}

const wordsOf = (file: CaseFile, { evidence }: Finding): string =>
  [
    ...evidence.filter(({ kind }) => kind !== 'spec').map(({ excerpt }) => excerpt),
    ...file.lastRuns.flatMap((run) =>
      linesToRead(run)
        .slice(-LAST)
        .map(({ text }) => text.slice(0, 600)),
    ),
  ].join('\n')
