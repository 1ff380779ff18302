import type { CaseFile } from '../../case/case-file.ts'
import type { Finding } from '../../case/finding.ts'

/** What only a shell understands; as an item of its own in command or args it reaches the program as a plain word. */
const OPERATOR = /^(?:&&|\|\||\||;|&|>{1,2}|<|\d?>&\d|\d?>{1,2} ?\S+)$/
const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/
/** `find -exec … ;`, `expr 1 \| 2` and test runners take such words for themselves. */
const TAKES_OPERATORS = /(?:^|\/)(?:find|expr|test|\[|xargs)$/

/**
 * A shell operator as an item of command or args where no shell runs: the exec form of a container's command is passed to
 * execve as it stands (Kubernetes, "Define a Command and Arguments for a Container": "Run a command in a shell").
 */
export function shellWords(file: CaseFile): readonly Finding[] {
  const { spec } = file.failing
  const { exit } = file
  if (!spec || !exit || exit.code === 0 || exit.code === 137) return []
  const words = [...(spec.command ?? []), ...(spec.args ?? [])]
  if (words.some((word) => SHELL.test(word) || TAKES_OPERATORS.test(word))) return []
  for (const field of ['command', 'args'] as const) {
    const index = (spec[field] ?? []).findIndex((word, at) => at > 0 && OPERATOR.test(word))
    if (index < 0) continue
    const operator = spec[field]?.[index] ?? ''
    const last = lastWords(file)
    return [
      {
        cause: 'bad-command',
        weight: 58,
        rule: 'bad-command/shell-words',
        title: `\`${operator}\` stands in ${field} but no shell runs, so the program gets it as an argument`,
        evidence: [...last, file.fromSpec(`${field}`, spec[field])],
        facts: { what: operator },
      },
    ]
  }
  return []
}

const lastWords = (file: CaseFile): Finding['evidence'] => {
  const run = file.runs.find(({ crashed }) => crashed)
  const last = run?.crashWindow.fallback
  return run && last ? [file.fromLine(run, last.line)] : []
}
