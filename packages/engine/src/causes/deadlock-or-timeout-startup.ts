import { previousLog } from '../fixes/commands.ts'
import { timeoutFixes } from '../fixes/timeout-fixes.ts'
import type { Cause } from './cause.ts'
import { advice, withUndo } from './shared/advice.ts'

/** The program gives up on itself while starting. */
export const deadlockOrTimeoutStartup: Cause = {
  id: 'deadlock-or-timeout-startup',
  explain: () =>
    'The program gave up on itself while starting: it waited for something of its own that never came, or the runtime saw that nothing could go on.',
  fixes: (file, finding) =>
    withUndo(file, [
      ...timeoutFixes(file, finding),
      advice(file, {
        id: 'deadlock-or-timeout-startup/code',
        title:
          'Find what the start waits for (the traces of its threads or goroutines name it) and mend the program, or give it more time where it only is slow',
        where: 'code',
        kubectl: [previousLog(file)],
      }),
    ]),
}
