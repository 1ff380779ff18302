import type { CaseFile } from '../incidents/casefile.ts'
import type { Cause, Finding } from './cause.ts'

/** An uncaught exception or panic of the program's own logic. */
export const appException: Cause = {
  id: 'app-exception',
  explain: () =>
    'The program ended by itself on an error of its own that nothing caught. Kubernetes only restarts it; the same input brings the same end.',
  find: (file) => uncaught(file),
  fixes: () => [],
}

const uncaught = (file: CaseFile): readonly Finding[] =>
  file.runs.filter(({ crashed }) => crashed).flatMap((run) => {
    const trace = run.traces.findLast(({ uncaught }) => uncaught) ?? run.traces.at(-1)
    const deepest = trace?.deepest
    const line = deepest ? run.lines[deepest.line] : undefined
    if (!trace || !deepest || !line) return []
    return [
      {
        cause: 'app-exception' as const,
        weight: trace.uncaught ? 58 : 38,
        rule: 'app-exception/trace',
        title: `${trace.uncaught ? 'Uncaught' : 'Failed on'} ${`${deepest.type}: ${deepest.message}`.slice(0, 140)}`,
        evidence: [file.fromLine(run, line)],
        facts: {},
      },
    ]
  })
