import type { Container, Pod, SecurityContext } from '@unloop/engine/evidence'
import { flag, option, type Part, type Word } from './parts.ts'

/** User, groups, capabilities and the rest of both security contexts; the container's own settings win over the pod's. */
export function securityPart({ spec }: Pod, container: Container): Part {
  const pod = spec?.securityContext ?? {}
  const own: SecurityContext = { ...pod, ...container.securityContext }
  const user = userPart(own)
  return {
    options: [
      ...user.options,
      ...groupsOf(pod).flatMap((group) => flag('--group-add', String(group))),
      ...(own.readOnlyRootFilesystem ? [option('--read-only')] : []),
      ...(own.privileged ? [option('--privileged')] : []),
      ...(own.capabilities?.drop ?? []).flatMap((name) => flag('--cap-drop', name)),
      ...(own.capabilities?.add ?? []).flatMap((name) => flag('--cap-add', name)),
      ...(own.allowPrivilegeEscalation === false
        ? flag('--security-opt', 'no-new-privileges')
        : []),
      ...(own.seccompProfile?.type === 'Unconfined'
        ? flag('--security-opt', 'seccomp=unconfined')
        : []),
    ],
    notes: [...(user.notes ?? []), ...profileNotes(own)],
  }
}

const userPart = ({ runAsUser, runAsGroup, runAsNonRoot }: SecurityContext): Part => {
  if (runAsUser !== undefined) {
    const word: Word = [runAsGroup === undefined ? `${runAsUser}` : `${runAsUser}:${runAsGroup}`]
    return { options: flag('--user', ...word) }
  }
  return {
    options: [],
    notes: [
      ...(runAsGroup === undefined
        ? []
        : [`The group ${runAsGroup} (runAsGroup) is not set here: that needs a user as well.`]),
      ...(runAsNonRoot
        ? [
            'The cluster refuses to start it as root (runAsNonRoot); this command does not check that.',
          ]
        : []),
    ],
  }
}

const groupsOf = (pod: SecurityContext): readonly number[] => {
  const more = (pod as { readonly supplementalGroups?: readonly number[] }).supplementalGroups ?? []
  return [...new Set([...(pod.fsGroup === undefined ? [] : [pod.fsGroup]), ...more])]
}

const profileNotes = ({ seccompProfile, ...own }: SecurityContext): readonly string[] => [
  ...(seccompProfile?.type === 'Localhost'
    ? [
        `The seccomp profile ${seccompProfile.localhostProfile ?? ''} lies on the node and is not used here.`,
      ]
    : []),
  ...['seLinuxOptions', 'appArmorProfile', 'windowsOptions'].flatMap((name) =>
    name in own ? [`${name} is not set here.`] : [],
  ),
]
