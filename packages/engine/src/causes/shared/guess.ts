import type { CaseFile } from '../../incidents/casefile.ts'
import type { CauseId } from '../catalogue.ts'
import type { Finding } from '../cause.ts'
import { wordRuleFor } from './words.ts'

/** Words are worth less than a signature: they are read from a line that nobody has explained yet. */
const WORTH = 52
const UNCLASSIFIED = 34

/**
 * What the line that a run itself shows as its reason says in plain words, where no signature knows it. One finding: of the
 * cause that the words name, or of the program's own fault where they name none.
 */
export const guess = (file: CaseFile): Finding | null => {
  const [best] = file.runs
    .flatMap((run) => {
      const { fallback } = run.passage
      return fallback ? [{ run, fallback, score: fallback.score * (run.crashed ? 1 : 0.9) }] : []
    })
    .sort((a, b) => b.score - a.score)
  if (!best) return null
  const { line, also } = best.fallback
  const near = also.flatMap((index) => best.run.lines[index]?.text ?? [])
  const known = wordRuleFor(line.text.slice(0, 2000)) ?? wordRuleFor(near.join(' ').slice(0, 2000))
  const cause: CauseId = known?.rule.cause ?? 'app-exception'
  return {
    cause,
    weight: (known ? WORTH : UNCLASSIFIED) * Math.max(0.3, best.score),
    rule: `${cause}/words-${known?.rule.what ?? 'none'}`,
    title: known ? known.rule.title : 'The program ends with an error of its own',
    evidence: [file.fromLine(best.run, line, known?.index ?? 0)],
    facts: {},
  }
}
