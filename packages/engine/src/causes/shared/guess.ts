import type { CaseFile } from '../../incidents/casefile.ts'
import type { Run } from '../../incidents/runs.ts'
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
  const run = file.runs.find(({ crashed }) => crashed) ?? file.runs[0]
  const found = run ? lineOf(run) : null
  if (!run || !found) return null
  const { line, score } = found
  const known = wordRuleFor(line.text.slice(0, 2000))
  const cause: CauseId = known?.rule.cause ?? 'app-exception'
  return {
    cause,
    weight: (known ? WORTH : UNCLASSIFIED) * score,
    rule: `${cause}/words-${known?.rule.what ?? 'none'}`,
    title: known ? `${known.rule.title}` : 'The program ends with an error of its own',
    evidence: [file.fromLine(run, line, known?.index ?? 0)],
    facts: {},
  }
}

const lineOf = (run: Run): { line: Run['lines'][number]; score: number } | null => {
  const found = run.passage.fallback
  const line = found ? run.lines[found.index] : undefined
  return found && line ? { line, score: Math.min(1, Math.max(0.3, found.score)) } : null
}
