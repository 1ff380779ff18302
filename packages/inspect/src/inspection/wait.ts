import type { ContainerStatus, Pod } from '@unloop/engine/evidence'
import { RemedyError } from '@unloop/remedy/errors'
import { TOOL_CONTAINER } from './tools.ts'

/** How far a copy has come. */
export type Progress =
  | { readonly kind: 'starting'; readonly words: string }
  | { readonly kind: 'running' }
  | { readonly kind: 'ended' }
  /** The tools can't be had: the image's own shell may do. */
  | { readonly kind: 'no-tools'; readonly why: string }
  | { readonly kind: 'stuck'; readonly why: string }

const BLOCKED = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
])

/** What the status of the copy says about the container that is to be inspected. */
export function progressOf(pod: Pod, container: string): Progress {
  const { status } = pod
  const own = status?.containerStatuses?.find(({ name }) => name === container)
  if (own?.state?.running) return { kind: 'running' }
  const tools = status?.initContainerStatuses?.find(({ name }) => name === TOOL_CONTAINER)
  const noTools = tools && failureOf(tools)
  if (noTools) return { kind: 'no-tools', why: noTools }
  for (const init of status?.initContainerStatuses ?? []) {
    const failed = failureOf(init)
    if (failed) return { kind: 'stuck', why: `its init container ${init.name}: ${failed}` }
  }
  const ended = own?.state?.terminated
  if (ended?.exitCode === 0) return { kind: 'ended' }
  if (ended || (own && failureOf(own)))
    return { kind: 'stuck', why: own ? (failureOf(own) ?? '') : '' }
  const unscheduled = status?.conditions?.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  )
  if (unscheduled?.reason === 'Unschedulable')
    return { kind: 'starting', words: `no node takes it yet: ${unscheduled.message ?? ''}` }
  if (status?.phase === 'Failed')
    return { kind: 'stuck', why: [status.reason, status.message].filter(Boolean).join(': ') }
  return { kind: 'starting', words: own?.state?.waiting?.reason ?? status?.phase ?? 'Pending' }
}

const failureOf = ({ state }: ContainerStatus): string | null => {
  const { waiting, terminated } = state ?? {}
  if (waiting && BLOCKED.has(waiting.reason ?? ''))
    return `${waiting.reason}${waiting.message ? `: ${waiting.message}` : ''}`
  if (terminated && terminated.exitCode !== 0)
    return `ended with exit code ${terminated.exitCode ?? '?'}${terminated.message ? `: ${terminated.message}` : ''}`
  return null
}

/** `why` is a clause, as the kubelet or the scheduler says it. */
export function stuckError(why: string): RemedyError {
  return new RemedyError(
    'look-failed',
    `The copy does not start: ${why}.`,
    'What keeps it from starting may be what keeps the original from starting: unloop diagnose names that.',
  )
}
