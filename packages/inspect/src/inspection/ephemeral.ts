import type { Container, Pod, SecurityContext } from '@unloop/engine/evidence'
import { restricted, toolUser, userOf } from './tools.ts'

/** A container to add to a running pod (KEP-277). It can't be taken out again and stays in the pod's record. */
export interface EphemeralRequest {
  readonly pod: Pod
  readonly container: Container
  readonly name: string
  readonly image: string
  readonly script: string
  /** Its processes and files are looked at, not the network alone. */
  readonly isTargeted: boolean
  /** The namespace enforces Pod Security "restricted". */
  readonly isRestricted: boolean
}

/**
 * A container that is added to the running pod, runs the script once and ends. Without resources, which ephemeral containers may
 * not have. To see the files of another container (/proc/1/root) it must run as the same user with at least its capabilities
 * (ptrace(2), PTRACE_MODE_READ_FSCREDS), so it takes over that container's security context.
 */
export function ephemeralContainer(
  request: EphemeralRequest,
): Container & Readonly<Record<string, unknown>> {
  return {
    name: request.name,
    image: request.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-c', request.script],
    securityContext: securityOf(request),
    ...(request.isTargeted ? { targetContainerName: request.container.name } : {}),
  }
}

/** The user of the container that is looked at, so that its files open or fail to as they do there. */
const securityOf = ({
  pod,
  container,
  isTargeted,
  isRestricted,
}: EphemeralRequest): SecurityContext => {
  if (!isTargeted) return restricted(toolUser(pod, container))
  const own = container.securityContext ?? {}
  const user = userOf(pod, container) ?? statedUser(pod, container.name)
  // Its group has to be the container's as well: what the spec does not state, the image decides for both.
  const { runAsGroup: _group, ...strict } = restricted(user || toolUser(pod, container))
  const base = isRestricted ? strict : {}
  return { ...base, ...own, ...(user === null ? {} : { runAsUser: user }) }
}

interface Linux {
  readonly user?: { readonly linux?: { readonly uid?: number } }
}

/** Whom it runs as, where the kubelet states it (KEP-3619, Kubernetes 1.31 and newer). */
const statedUser = ({ status }: Pod, name: string): number | null =>
  (status?.containerStatuses?.find((each) => each.name === name) as Linux | undefined)?.user?.linux
    ?.uid ?? null
