import type { Exit } from '../case/exit.ts'
import type { CauseId } from '../catalogue.ts'
import { sh } from '../commands/sh.ts'
import { inNamespace } from '../fixes/commands.ts'
import { commandsWithoutHoles } from '../fixes/without-holes.ts'
import type { CollectStep } from '../report/report.ts'
import type { CaseFile } from '../case/case-file.ts'

const SURE = 0.8
/** Below this no cause stands out. */
const STANDS_OUT = 0.4

/** Exit codes that a kill by the kubelet leaves: then its events say what for. */
const mayBeKilled = ({ code }: Exit): boolean =>
  code === null || code === 0 || code === 137 || code === 143

/** What to fetch next when the evidence does not decide: only what is not at hand already. */
export function collectSteps(
  file: CaseFile,
  {
    cause,
    confidence,
    hasFix,
  }: { readonly cause: CauseId; readonly confidence: number; readonly hasFix: boolean },
): readonly CollectStep[] {
  if (confidence >= SURE) return hasFix ? [] : specStep(file)
  const isOpen = cause === 'unknown' || confidence < STANDS_OUT
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
  if (file.exit === null || (file.events.length === 0 && mayBeKilled(file.exit)))
    steps.push({
      why: 'Exit code, reason and events tell a crash from a kill by the kubelet.',
      command: sh`kubectl describe pod ${pod} ${at}`,
    })
  if (isOpen && file.podName && container && kind === 'crash-loop')
    steps.push({
      why: 'A look inside a copy of the pod shows what no log says: whether programs, libraries and files are there for its user, and names and ports answer.',
      command: sh`unloop debug ${file.target} ${at} ${inContainer}`,
    })
  return steps.filter(({ command }) => commandsWithoutHoles([command]).length > 0)
}

/** Where a paste does not show what the pod is made of, no plan can be made for it yet. */
function specStep({ failing, podName }: CaseFile): readonly CollectStep[] {
  if (failing.subject !== null && !failing.subject.partial) return []
  const at = inNamespace(failing.namespace)
  return [
    {
      why: 'What the pod runs with (image, volumes, user, rights) decides how it is mended.',
      command: sh`kubectl get pod ${podName || 'POD'} ${at} -o yaml`,
    },
  ]
}
