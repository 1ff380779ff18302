import { sh } from '../commands/sh.ts'
import { inNamespace } from '../fixes/commands.ts'
import { commandsWithoutHoles } from '../fixes/without-holes.ts'
import type { CollectStep } from '../report/report.ts'
import type { CaseFile } from '../case/case-file.ts'

/** Below this no cause stands out. */
const UNDECIDED = 0.4

/** What to fetch next when the evidence does not decide: only what is not at hand already. */
export function collectSteps(file: CaseFile, confidence: number): readonly CollectStep[] {
  if (confidence >= 0.8) return []
  const { namespace, container, kind } = file.failing
  const pod = file.podName || 'POD'
  const at = inNamespace(namespace)
  const inContainer = container?.name ? ['-c', container.name] : []
  const steps: CollectStep[] = []
  if (!file.runs.some(({ crashed }) => crashed))
    steps.push({
      why: 'No log of the crashed run is at hand; its last lines usually name the cause.',
      command: sh`kubectl logs ${pod} ${inContainer} --previous ${at}`,
    })
  if (file.exit === null || file.events.length === 0)
    steps.push({
      why: 'Exit code, reason and events tell a crash from a kill by the kubelet.',
      command: sh`kubectl describe pod ${pod} ${at}`,
    })
  if (confidence < UNDECIDED && file.podName && container && kind === 'crash-loop')
    steps.push({
      why: 'A look inside a copy of the pod shows what no log says: whether programs, libraries and files are there for its user, and names and ports answer.',
      command: sh`unloop debug ${file.target} ${at} ${inContainer}`,
    })
  return steps.filter(({ command }) => commandsWithoutHoles([command]).length > 0)
}
