import type { CollectStep } from '../report/report.ts'
import type { CaseFile } from '../case/case-file.ts'

/** Below this no cause stands out. */
const UNDECIDED = 0.4

/** What to fetch next when the evidence does not decide: only what is not at hand already. */
export const collectSteps = (file: CaseFile, confidence: number): readonly CollectStep[] => {
  if (confidence >= 0.8) return []
  const { namespace, container, kind } = file.trouble
  const pod = file.podName || '<pod>'
  const at = namespace ? ` -n ${namespace}` : ''
  const steps: CollectStep[] = []
  if (!file.runs.some(({ crashed }) => crashed))
    steps.push({
      why: 'No log of the crashed run is at hand; its last lines usually name the cause.',
      command: `kubectl logs ${pod}${container?.name ? ` -c ${container.name}` : ''} --previous${at}`,
    })
  if (file.exit === null || file.events.length === 0)
    steps.push({
      why: 'Exit code, reason and events tell a crash from a kill by the kubelet.',
      command: `kubectl describe pod ${pod}${at}`,
    })
  if (confidence < UNDECIDED && file.podName && container && kind === 'crash-loop')
    steps.push({
      why: 'A look inside a copy of the pod shows what no log says: whether programs, libraries and files are there for its user, and names and ports answer.',
      command: `unloop debug ${file.target}${at}${container.name ? ` -c ${container.name}` : ''}`,
    })
  return steps
}
