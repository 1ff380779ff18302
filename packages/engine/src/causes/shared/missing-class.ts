import type { CaseFile } from '../../case/case-file.ts'
import type { Finding } from '../../case/finding.ts'
import { patchFix, podPatch } from '../../fixes/patch.ts'
import type { Fix } from '../../report/report.ts'

/** Words of the API server's admission plugins (plugin/pkg/admission: priority, runtimeclass). */
const CLASS =
  /no (PriorityClass) with name \\?"?([\w.-]+?)\\?"? was found|(RuntimeClass) \\?"([\w.-]+)\\?" not found/

/** A class that the pod template names and the cluster does not have: no pod of it is created. */
export function missingClass(file: CaseFile): readonly Finding[] {
  const event = file.events.findLast(({ message }) => CLASS.test(message))
  const [, priority, priorityName, runtime, runtimeName] = CLASS.exec(event?.message ?? '') ?? []
  const kind = priority ?? runtime
  const name = priorityName ?? runtimeName
  if (!event || !kind || !name) return []
  return [
    {
      cause: 'kernel-or-node',
      weight: 93,
      rule: 'kernel-or-node/class',
      title: `The cluster has no ${kind} ${name}, so no pod is created`,
      evidence: [file.fromEvent(event)],
      facts: { kind, name },
    },
  ]
}

/** The pod does without the class; a RuntimeClass may be what keeps the program away from the node's kernel. */
export function classFixes(file: CaseFile, { kind, name }: Finding['facts']): readonly Fix[] {
  const isRuntime = kind === 'RuntimeClass'
  return [
    patchFix(file, {
      id: 'kernel-or-node/class',
      title: `Do without ${kind} ${name}, which the cluster does not have, or create it${isRuntime ? ': its pods then run under the default runtime' : ''}`,
      patch: podPatch(file, { [isRuntime ? 'runtimeClassName' : 'priorityClassName']: null }),
      risk: isRuntime ? 'high' : 'medium',
    }),
  ]
}
