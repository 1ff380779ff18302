import type { CaseFile } from '../case/case-file.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { advice, withUndo } from './shared/advice.ts'

/** The container runtime cannot create or start the container. */
export const runtimeError: Cause = {
  id: 'runtime-error',
  explain: () =>
    'The container runtime could not create or start the container, so the program never ran and there is no log. The message of the runtime says what it stumbled over.',
  find: (file) => [...statedBy(file)],
  fixes: (file, finding) =>
    withUndo(file, [
      ...workingDir(file, finding),
      advice(file, {
        id: 'runtime-error/spec',
        title:
          'Correct what the message of the runtime names (workingDir, mounts, resources, devices)',
        where: 'manifest',
        kubectl: [
          ['get', file.target, '-o', 'yaml'],
          ['edit', file.target],
        ],
      }),
    ]),
}

/** A working directory that is a file is meant to be the folder that the file lies in. */
const workingDir = (file: CaseFile, { evidence }: Finding): readonly Fix[] => {
  const own = file.failing.spec?.workingDir
  const words = evidence.map(({ excerpt }) => excerpt).join('\n')
  if (!own || !words.includes(own)) return []
  const parent = own.replace(/\/+$/, '').replace(/\/[^/]*$/, '') || '/'
  const isFile = /not a directory/.test(words)
  return [
    patchFix(file, {
      id: 'runtime-error/working-dir',
      title: isFile
        ? `Work in ${parent}: ${own} is a file`
        : `Leave workingDir to the image: ${own} does not exist in it`,
      patch: containerPatch(file, { workingDir: isFile ? parent : null }),
      risk: isFile ? 'low' : 'medium',
    }),
  ]
}

const REASONS = new Set([
  'StartError',
  'ContainerCannotRun',
  'RunContainerError',
  'CreateContainerError',
  'CreatePodSandboxError',
])

/** A fallback below any message that a signature understands. */
const statedBy = (file: CaseFile): readonly Finding[] => {
  const { exit, failing } = file
  const waiting = failing.status?.state?.waiting
  if (waiting?.reason && REASONS.has(waiting.reason) && waiting.message)
    return [
      finding('The runtime cannot start the container', [
        file.fromStatus('state.waiting.message', waiting.message),
      ]),
    ]
  if (exit?.reason && REASONS.has(exit.reason))
    return [
      finding('The runtime cannot start the container', [
        ...(exit.message ? [file.fromStatus(`${exit.field}.message`, exit.message)] : []),
        file.fromStatus(`${exit.field}.reason`, exit.reason),
      ]),
    ]
  return []
}

const finding = (title: string, evidence: Finding['evidence']): Finding => ({
  cause: 'runtime-error',
  weight: 70,
  rule: 'runtime-error/status',
  title,
  evidence,
  facts: {},
})
