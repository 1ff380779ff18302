import type { Cause } from './cause.ts'

/** SIGSEGV, exit 139. */
export const segfault: Cause = {
  id: 'segfault',
  explain: () =>
    'The process accessed memory that is not its own and the kernel ended it with SIGSEGV. As process 1, abort() ends with 139 as well.',
  find: (file) => {
    const { exit } = file
    if (exit?.code !== 139 && exit?.signal !== 11) return []
    return [
      {
        cause: 'segfault',
        weight: 60,
        rule: 'segfault/status',
        title: 'Ended by SIGSEGV (exit 139)',
        evidence: [file.fromStatus(`${exit.field}.exitCode`, exit.code)],
        facts: {},
      },
    ]
  },
  fixes: () => [],
}
