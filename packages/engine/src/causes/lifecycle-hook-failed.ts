import { execCommand, rolloutUndo, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { withOwnFindings } from './shared/own.ts'

/** A postStart hook fails. */
export const lifecycleHookFailed: Cause = withOwnFindings({
  id: 'lifecycle-hook-failed',
  explain: (file) =>
    `The container started, but its postStart hook failed${hookText(file) ? ` (${hookText(file)})` : ''}, and the kubelet kills a container whose hook fails. The hook runs at the same time as the program: it must not rely on the program being up, and whatever it calls must be in the image.`,
  find: (file) => failed(file),
  fixes: (file) => [
    // What a hook does is needed: a revision whose hook did it goes before one without.
    ...undoOf(file),
    patchFix(file, {
      id: 'lifecycle-hook-failed/remove',
      title:
        'Take the postStart hook out until it is repaired; do its work in the program or in an init container',
      patch: containerPatch(file, { lifecycle: { postStart: null } }),
      risk: 'medium',
    }),
    {
      id: 'lifecycle-hook-failed/try',
      title: 'Run the hook by hand while the container is up, and see what it says',
      where: 'manifest',
      risk: 'low',
      commands: hookCommand(file).length ? [execCommand(file, ...hookCommand(file))] : [],
      patch: null,
      verify: verifyRollout(file),
    },
  ],
})

const undoOf = (file: CaseFile): readonly Fix[] => {
  const undo = rolloutUndo(file)
  return undo ? [undo] : []
}

const hookCommand = (file: CaseFile): readonly string[] =>
  file.failing.spec?.lifecycle?.postStart?.exec?.command ?? []

const hookText = (file: CaseFile): string => hookCommand(file).join(' ').slice(0, 100)

const OUTPUT = /message: "([^"]{1,200})|exited with (\d+)|failed - error: (.{1,160})/i

const failed = (file: CaseFile): readonly Finding[] => {
  const event = file.eventsWhere('FailedPostStartHook').at(-1)
  const waiting = file.failing.status?.state?.waiting
  const stated = waiting?.reason === 'PostStartHookError'
  if (!event && !stated && file.terminatedBy !== 'hook') return []
  const kill = file.eventsWhere('Killing', /PostStartHook/i).at(-1)
  const text = event?.message ?? waiting?.message ?? ''
  const output = OUTPUT.exec(text)
  const said = (output?.[1] ?? output?.[3] ?? (output?.[2] ? `exit ${output[2]}` : '')).trim()
  return [
    {
      cause: 'lifecycle-hook-failed',
      weight: 93,
      rule: 'lifecycle-hook-failed/post-start',
      title: `The postStart hook fails${said ? `: ${said.slice(0, 120)}` : ''}`,
      evidence: [
        ...(event ? [file.fromEvent(event)] : []),
        ...(stated && waiting.message
          ? [file.fromStatus('state.waiting.message', waiting.message)]
          : stated
            ? [file.fromStatus('state.waiting.reason', waiting.reason)]
            : []),
        ...specEvidence(file),
        ...(kill ? [file.fromEvent(kill)] : []),
      ],
      facts: {},
    },
  ]
}

const specEvidence = (file: CaseFile): readonly Evidence[] => {
  const hook = file.failing.spec?.lifecycle?.postStart
  return hook ? [file.fromSpec('lifecycle.postStart', hook)] : []
}
