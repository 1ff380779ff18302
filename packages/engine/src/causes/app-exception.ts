import type { CaseFile } from '../incidents/casefile.ts'
import type { Run } from '../incidents/runs.ts'
import type { Cause, Finding } from './cause.ts'
import { advice, withUndo } from './shared/advice.ts'
import { wordRuleFor } from './shared/words.ts'

/** An uncaught exception or panic of the program's own logic. */
export const appException: Cause = {
  id: 'app-exception',
  explain: (file) =>
    `The program ended by itself on an error of its own that nothing caught${file.exit?.code ? ` (exit ${file.exit.code})` : ''}. Kubernetes only restarts it; the same input brings the same end.`,
  find: (file) => [...traces(file), ...aborts(file)],
  fixes: (file, finding) =>
    withUndo(file, [
      advice(file, {
        id: 'app-exception/code',
        title: `Mend the program: ${finding.title.slice(0, 100)}`,
        where: 'code',
        kubectl: [
          [
            'logs',
            file.podName || file.target,
            '-c',
            file.trouble.container?.name ?? '',
            '--previous',
          ],
        ],
      }),
    ]),
}

/** A trace at the end of a run that its program did not survive, against one that a logger printed on the way. */
const UNCAUGHT = 60
const LOGGED = 40

const traces = (file: CaseFile): readonly Finding[] =>
  file.runs
    .filter(({ crashed }) => crashed)
    .flatMap((run) => {
      const trace = run.traces.findLast(({ uncaught }) => uncaught) ?? run.traces.at(-1)
      return trace ? traceFinding(file, run, trace) : []
    })

const traceFinding = (
  file: CaseFile,
  run: Run,
  trace: Run['traces'][number],
): readonly Finding[] => {
  const { deepest } = trace
  const line = run.lines[deepest.line]
  if (!line) return []
  const standing = trace.uncaught ? 1 : run.passage.standing(deepest.line)
  const said = `${deepest.type}: ${deepest.message}`.slice(0, 140)
  const cause = namedCause(deepest.type, deepest.message)
  return [
    {
      cause,
      weight: (trace.uncaught ? UNCAUGHT : LOGGED) * standing,
      rule: `${cause}/trace`,
      title: `${trace.uncaught ? 'Uncaught' : 'Failed on'} ${said}`,
      evidence: [file.fromLine(run, line)],
      facts: {},
    },
  ]
}

/** Words so general that inside an exception they say nothing about configuration or commands. */
const TOO_GENERAL = new Set(['config', 'env', 'command', 'timeout', 'config-file', 'denied'])
const ABOUT_SETTINGS = /config|setting|option|propert|environ|validation/i

/** An exception whose message names an outside reason is not the program's own fault. */
const namedCause = (type: string, message: string): Finding['cause'] => {
  const known = wordRuleFor(`${type}: ${message}`.slice(0, 1000))
  if (!known) return 'app-exception'
  const { what, cause } = known.rule
  if (what === 'config-file' || what === 'denied') return cause
  return TOO_GENERAL.has(what) && !ABOUT_SETTINGS.test(type) ? 'app-exception' : cause
}

/** abort(), a failed assertion or an uncaught C++ exception: 134, as process 1 also 139. */
const aborts = (file: CaseFile): readonly Finding[] => {
  const { exit } = file
  if (!exit || exit.code !== 134) return []
  return [
    {
      cause: 'app-exception',
      weight: 45,
      rule: 'app-exception/abort',
      title: 'The program aborted itself (SIGABRT, exit 134)',
      evidence: [file.fromStatus(`${exit.field}.exitCode`, exit.code)],
      facts: {},
    },
  ]
}
