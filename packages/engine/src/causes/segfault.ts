import { sh } from '../commands/sh.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { advice, withUndo } from './shared/advice.ts'

/** SIGSEGV, exit 139. */
export const segfault: Cause = {
  id: 'segfault',
  explain: () =>
    'The process accessed memory that is not its own and the kernel ended it with SIGSEGV: a bug in native code, or a library that does not fit. As process 1, abort() ends with 139 as well, so a line before it may name another reason.',
  find: (file) => signals(file),
  fixes: (file) =>
    withUndo(file, [
      advice(file, {
        id: 'segfault/image',
        title:
          'Go back to the image that ran, or take the core dump to whoever builds the native code',
        where: 'image',
        kubectl: [
          ['get', file.target, '-o', 'jsonpath={..image}'],
          // On some nodes only, it is the node's hardware or kernel; on all, the image.
          ['get', 'pods', '-o', 'wide'],
        ],
        raw: [sh`kubectl get nodes -o wide`],
      }),
    ]),
}

/** Words of programs that end themselves: then 139 is only how process 1 ends after abort(). */
const ABORTS =
  /assert|abort|terminate called|heap out of memory|allocation failed|fatal error|panic/i

const signals = (file: CaseFile): readonly Finding[] => {
  const { exit } = file
  if (!exit || (exit.code !== 139 && exit.signal !== 11)) return []
  const crashed = file.runs.find(({ crashed }) => crashed)
  const aborted = crashed?.lines.slice(-60).some(({ text }) => ABORTS.test(text)) ?? false
  return [
    {
      cause: 'segfault',
      weight: aborted ? 48 : 68,
      rule: 'segfault/status',
      title: 'Ended by SIGSEGV (exit 139)',
      evidence: [file.fromStatus(`${exit.field}.exitCode`, exit.code)],
      facts: {},
    },
  ]
}
