import type { CaseFile } from '../case/case-file.ts'
import type { Fallback } from '../case/crash-window.ts'
import type { Run } from '../case/runs.ts'
import type { LogLine } from '../logs/line.ts'
import { isOfOthers, tellsOfFailure } from '../logs/message.ts'
import type { Evidence } from '../report/report.ts'
import { CATALOGUE, type CauseId } from '../catalogue.ts'
import type { TextModel } from '../reader/text-model.ts'
import { readRuns, type ReadLine } from './read-runs.ts'
import type { Finding } from '../case/finding.ts'
import { componentOf } from './component.ts'
import { wordRuleFor, type WordRule } from '../causes/shared/word-rules.ts'

/** Words are worth less than a signature: they are read from a line that nobody has explained yet. */
const WORTH = 52
/** Of lines below the one that stands out, or of the container's last message. */
const NEAR_WORTH = 46
const OF_COMPONENT = 42
const UNCLASSIFIED = 34
/** A line that stands out so much is the run's own reason. */
const CLEAR = 0.5
/** Lines below the decisive one that may go on with it. */
const NEAR = 6
/** Characters of a line that are read; what follows is data, not a message. */
const LONGEST = 2000

/**
 * What the line that a run itself shows as its reason says, where no signature knows it. One finding: of the cause that the
 * second reader or plain words name, or of the program's own fault where neither does.
 */
export function guess(
  file: CaseFile,
  model: TextModel | null,
  isLeftOut: (rule: string) => boolean,
): Finding | null {
  const [best] = file.runs
    .flatMap((run) => {
      const { fallback } = run.crashWindow
      return fallback ? [{ run, fallback, score: fallback.score }] : []
    })
    .sort((a, b) => b.score - a.score)
  const read = model ? readRuns(file, model) : null
  const told = best && best.score >= CLEAR ? null : (ofMessage(file) ?? ofUsage(file))
  const words = told ?? (best ? ofRun(file, best.run, best) : null)
  if (words && isPlain(words)) return words
  if (read && read.probability >= READER_SURE)
    return words?.cause === read.cause ? withLine(words, file, read) : ofReader(file, read)
  if (words && !isOpen(words) && !isLeftOut(words.rule)) return words
  return read && read.probability >= READER_LEANS ? ofReader(file, read) : words
}

/** Words said nothing: the line is shown as the program's own error because nothing better is known. */
const isOpen = ({ rule }: Finding): boolean => rule === 'app-exception/words-none'

/** Words that mean one thing in whatever program's line; "invalid", "not found" and their like leave it to the reader. */
const PLAIN: ReadonlySet<string> = new Set(
  'own-fault segfault instruction arch heap object forbidden dns disk-full exec mounting license lease bind bind-denied data migration version module token cloud'.split(
    ' ',
  ),
)

/** Such words on the very line that stands out. */
const isPlain = ({ rule, evidence }: Finding): boolean =>
  evidence.length === 1 && PLAIN.has(rule.slice(rule.indexOf('/words-') + '/words-'.length))

/** What both say rests on the words, and shows the line that the reader goes by as well. */
const withLine = (words: Finding, file: CaseFile, { run, line }: ReadLine): Finding => ({
  ...words,
  weight: Math.max(words.weight, WORTH),
  also: [file.fromLine(run, line)],
})

/** Probabilities of the second reader: from the first on it counts in full, below the second not at all. */
const READER_SURE = 0.6
const READER_LEANS = 0.35

/** The words that decided, each once: one that stands in a longer one is said with that. */
const quoted = (words: readonly string[]): string =>
  words
    .filter((word) => !words.some((other) => other !== word && other.split(' ').includes(word)))
    .map((word) => `\`${word}\``)
    .join(', ')

const ofReader = (file: CaseFile, { run, line, cause, probability, words }: ReadLine): Finding => ({
  cause,
  weight: probability >= READER_SURE ? WORTH : NEAR_WORTH,
  rule: `${cause}/reader`,
  title: `Judged by its words: ${CATALOGUE[cause].means}`,
  explanation: `No known message matches. A second reader, which goes by the words of a line, takes it for this (decided by ${quoted(words)}).`,
  evidence: [file.fromLine(run, line)],
  facts: {},
})

interface Best {
  readonly fallback: Fallback
  readonly score: number
}

const ofRun = (
  file: CaseFile,
  run: Run,
  { fallback: { line, also, trace }, score }: Best,
): Finding | null => {
  const said = saidBy(run, line, also)
  // The kubelet's own line says what its probe met, which is not what the program met; kubectl's says nothing of either.
  if (isOfOthers(line)) return null
  // A line of ordinary work says nothing about an end.
  if (!said && !trace && !tellsOfFailure(line)) return null
  const component = said ? null : componentOf(file)
  const cause: CauseId = said?.rule.cause ?? component?.cause ?? 'app-exception'
  const worth = said ? (said.near ? NEAR_WORTH : WORTH) : component ? OF_COMPONENT : UNCLASSIFIED
  return {
    cause,
    weight: worth * score,
    rule: `${cause}/words-${said?.rule.what ?? (component ? 'component' : 'none')}`,
    title: said?.rule.title ?? component?.title ?? 'The program ends with an error of its own',
    evidence: evidenceOf(file, run, { line, said }),
    facts: {},
  }
}

interface Said {
  readonly rule: WordRule
  readonly line: LogLine
  readonly index: number
  /** Whether the words stand on a line of its own, below the one that stands out. */
  readonly near: boolean
}

/** The words of the line and of what belongs to it; where they say nothing, those of the lines that follow. */
const saidBy = (run: Run, line: LogLine, also: readonly number[]): Said | null => {
  const own = wordRuleFor(line.text.slice(0, LONGEST))
  if (own) return { ...own, line, near: false }
  const belonging = also.flatMap((index) => run.lines[index]?.text ?? [])
  const joined = wordRuleFor(belonging.join(' ').slice(0, LONGEST))
  if (joined) return { rule: joined.rule, index: 0, line, near: false }
  const at = run.lines.indexOf(line)
  for (const next of run.lines.slice(at + 1, at + 1 + NEAR)) {
    if (next.level === 'info' || next.level === 'debug') break
    const found = wordRuleFor(next.text.slice(0, LONGEST))
    if (found) return { ...found, line: next, near: true }
  }
  return null
}

/** The line that stands out, and the one that its words were read from where that is another. */
const evidenceOf = (
  file: CaseFile,
  run: Run,
  { line, said }: { line: LogLine; said: Said | null },
): readonly Evidence[] => [
  file.fromLine(run, line, said && !said.near ? said.index : 0),
  ...(said?.near ? [file.fromLine(run, said.line, said.index)] : []),
]

/** The container's own last words (`terminationMessagePath`), which stand in its status. */
const ofMessage = (file: CaseFile): Finding | null => {
  const { exit } = file
  const known = exit?.message ? wordRuleFor(exit.message.slice(0, LONGEST)) : null
  if (!exit || !known) return null
  return {
    cause: known.rule.cause,
    weight: NEAR_WORTH,
    rule: `${known.rule.cause}/words-${known.rule.what}`,
    title: known.rule.title,
    evidence: [file.fromStatus(`${exit.field}.message`, exit.message)],
    facts: {},
  }
}

/** A program that prints nothing but its help was started with arguments that it does not take, or with none. */
const ofUsage = (file: CaseFile): Finding | null => {
  for (const run of file.runs) {
    const at = run.lines.findIndex(({ text }) => /^\s*usage(?: of \S{1,80})?:/i.test(text))
    const head = run.lines[at]
    if (!run.crashed || !head || !run.crashWindow.reasons(at).includes('usage')) continue
    const next = run.lines.slice(at + 1, at + 4).find(({ text }) => text.trim() !== '')
    return {
      cause: 'app-config-invalid',
      weight: NEAR_WORTH,
      rule: 'app-config-invalid/usage',
      title: 'The program prints its help and ends: its command or arguments are not complete',
      evidence: [file.fromLine(run, head), ...(next ? [file.fromLine(run, next)] : [])],
      facts: {},
    }
  }
  return null
}
