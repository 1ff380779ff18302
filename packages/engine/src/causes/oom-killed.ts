import type { CaseFile } from '../incidents/casefile.ts'
import type { Cause, Finding } from './cause.ts'

/** The kernel killed the container, or a process in it, at its memory limit. */
export const oomKilled: Cause = {
  id: 'oom-killed',
  explain: (file) => {
    const limit = file.trouble.spec?.resources?.limits?.['memory']
    return `The container needed more memory than ${limit ? `its limit of ${limit}` : 'the node or its limit allows'} and the kernel killed it, or a process in it. There is no warning and often no last log line.`
  },
  find: (file) => [...killed(file)],
  fixes: () => [],
}

const killed = (file: CaseFile): readonly Finding[] => {
  const exit = file.trouble.exits.find(({ reason }) => reason === 'OOMKilled')
  if (!exit) return []
  const limit = file.trouble.spec?.resources?.limits?.['memory']
  return [
    {
      cause: 'oom-killed',
      weight: 96,
      rule: 'oom-killed/status',
      title: limit
        ? `Killed by the kernel at its memory limit of ${limit}`
        : 'Killed by the kernel: out of memory',
      evidence: [
        file.fromStatus(`${exit.field}.reason`, exit.reason),
        file.fromStatus(`${exit.field}.exitCode`, exit.code),
        ...(limit ? [file.fromSpec('resources.limits.memory', limit)] : []),
      ],
      facts: limit ? { limit } : {},
    },
  ]
}
