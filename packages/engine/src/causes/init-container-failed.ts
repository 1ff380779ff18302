import { previousLog } from '../fixes/commands.ts'
import type { Cause } from './cause.ts'
import { advice, withUndo } from './shared/advice.ts'

/** An init container fails for a cause that fits no other id. */
export const initContainerFailed: Cause = {
  id: 'init-container-failed',
  explain: (file) =>
    `The init container ${file.failing.container?.name ?? ''} fails, so the pod's own containers never start.`,
  find: (file) => {
    const { exit, failing } = file
    if (failing.container?.role !== 'init' || !exit || exit.code === 0) return []
    const run = file.runs.find(({ crashed }) => crashed)
    const guess = run?.crashWindow.fallback
    const line = guess && run ? run.lines[guess.index] : undefined
    return [
      {
        cause: 'init-container-failed',
        weight: 36,
        rule: 'init-container-failed/status',
        title: `Init container ${failing.container.name} ${exit.code === null ? 'fails' : `ends with exit ${exit.code}`}`,
        evidence: [
          ...(run && line ? [file.fromLine(run, line)] : []),
          ...(exit.message ? [file.fromStatus(`${exit.field}.message`, exit.message)] : []),
          file.fromStatus(`${exit.field}.exitCode`, exit.code),
        ],
        facts: {},
      },
    ]
  },
  fixes: (file) =>
    withUndo(file, [
      advice(file, {
        id: 'init-container-failed/log',
        title: `Mend what init container ${file.failing.container?.name ?? ''} does; its log says where it stopped`,
        where: 'manifest',
        kubectl: [previousLog(file)],
      }),
    ]),
}
