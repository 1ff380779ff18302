import type { Container, Pod, SecurityContext } from '@unloop/engine/evidence'
import { TOOL, TOOL_FOLDER } from './marks.ts'

/** Named after unloop, so that they collide with nothing of the pod. */
export const TOOL_VOLUME = 'unloop-tools'
export const TOOL_CONTAINER = 'unloop-tools'

/** `nobody`: an emptyDir may be written by anyone, and the file is read by all. */
const NOBODY = 65534

/** What every Pod Security level takes (docs: Pod Security Standards, restricted). */
export function restricted(uid: number): SecurityContext {
  return {
    runAsUser: uid,
    runAsGroup: uid,
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  }
}

/** Whom the container runs as by its spec; null where the image decides. */
export function userOf(pod: Pod, container: Container): number | null {
  return container.securityContext?.runAsUser ?? pod.spec?.securityContext?.runAsUser ?? null
}

/** Cluster policies may demand a user of a range (OpenShift): that of the container fits, if it is no root. */
export function toolUser(pod: Pod, container: Container): number {
  return userOf(pod, container) || NOBODY
}

const FIND = ['/bin/busybox.static', '/bin/busybox', '/busybox/busybox', '/usr/bin/busybox']

/** An init container that puts the tools onto a volume of the copy: so they run in an image without a shell, too. */
export function toolContainer(pod: Pod, container: Container, image: string): Container {
  return {
    name: TOOL_CONTAINER,
    image,
    imagePullPolicy: 'IfNotPresent',
    command: [
      'sh',
      '-c',
      `for f in ${FIND.join(' ')}; do [ -x "$f" ] && cp "$f" ${TOOL} && exit 0; done; echo 'this image has no busybox' >&2; exit 41`,
    ],
    // The copy's own container asks for as much, so that this adds nothing to what the pod needs.
    resources: smallResources(container.resources),
    volumeMounts: [{ name: TOOL_VOLUME, mountPath: TOOL_FOLDER }],
    securityContext: restricted(toolUser(pod, container)),
  }
}

/** Limits stay; what is asked for is little, so that a full node takes the copy. Devices stay with the original. */
export function smallResources(resources: Container['resources']): Container['resources'] & {} {
  const limits = Object.fromEntries(
    Object.entries(resources?.limits ?? {}).filter(([name]) => PLAIN.has(name)),
  )
  return {
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    requests: { cpu: '1m', memory: '4Mi' },
  }
}

const PLAIN = new Set(['cpu', 'memory', 'ephemeral-storage'])
