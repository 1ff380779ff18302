import type { Cause } from './cause.ts'

/** The process ends (or daemonizes) with success under a workload that must run for ever. */
export const completesExit0: Cause = {
  id: 'completes-exit-0',
  explain: () =>
    'The process ended with success, but the workload must run for ever, so the kubelet starts it again. Usually the server went to the background, or the command does one thing and ends.',
  find: (file) => {
    const { exit, killer } = file
    if (exit?.code !== 0 || killer !== null || file.trouble.container?.role === 'init') return []
    return [
      {
        cause: 'completes-exit-0',
        weight: 62,
        rule: 'completes-exit-0/status',
        title: 'The process ends with success; the pod is meant to run for ever',
        evidence: [file.fromStatus(`${exit.field}.exitCode`, 0), file.fromStatus(`${exit.field}.reason`, exit.reason)],
        facts: {},
      },
    ]
  },
  fixes: () => [],
}
