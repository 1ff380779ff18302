import { mountPatch, objectPatch, patchFix, podPatch } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

/** A field of the pod that the node's runtime can't do, by its own words. */
export const userNamespaces: Correction = (file, lead) =>
  /spec\.hostUsers: false|does not support user namespaces|user namespaces? (?:is|are) not supported/i.test(
    saidWords(file, lead),
  )
    ? [
        patchFix(file, {
          id: 'pod/host-users',
          title: `Do without a user namespace (hostUsers), which this node's runtime does not support; with containerd 2 or CRI-O 1.28 it could stay`,
          patch: podPatch(file, { hostUsers: null }),
          risk: 'medium',
        }),
      ]
    : []

/** A gate that a controller of the cluster should open and none does (core/v1, `readinessGates`). */
export const readinessGates: Correction = (file, { cause, rule, title }) => {
  const gate = (file.podSpec?.readinessGates ?? []).find(({ conditionType = '' }) =>
    title.includes(conditionType),
  )?.conditionType
  if (cause !== 'readiness-gate' || !gate || !/gate/.test(`${rule} ${title}`)) return []
  // The list has no merge key: it is written whole (core/v1 PodSpec).
  const others = (file.podSpec?.readinessGates ?? []).filter(
    ({ conditionType }) => conditionType !== gate,
  )
  return [
    patchFix(file, {
      id: 'readiness-gate/without',
      title: `Do without readiness gate ${gate}, which nothing in the cluster sets; or install the controller that sets it`,
      patch: podPatch(file, { readinessGates: others.length > 0 ? others : null }),
      risk: 'medium',
    }),
  ]
}

/** modprobe looks for the modules of the kernel that runs, which is the node's (kmod, modprobe(8)). */
export const kernelModules: Correction = (file, lead) => {
  const words = saidWords(file, lead)
  if (
    !/modprobe.{0,80}\/lib\/modules|\/lib\/modules.{0,120}no such file/i.test(words) ||
    !file.failing.container?.name
  )
    return []
  return [
    patchFix(file, {
      id: 'kernel-or-node/modules',
      title: "Mount the node's /lib/modules, where the modules of its kernel are, read-only",
      patch: mountPatch(file, [
        {
          name: 'lib-modules',
          source: { hostPath: { path: '/lib/modules', type: 'Directory' } },
          mountPath: '/lib/modules',
          readOnly: true,
        },
      ]),
      risk: 'medium',
    }),
  ]
}

const LOCKED =
  /unable to lock \S*ibdata|could not get an exclusive lock|lock file "?postmaster\.pid"? already exists|already locked|resource temporarily unavailable.{0,80}lock|another (?:server|process|instance) .{0,60}(?:lock|using|holds)|DBPathInUse|failed to obtain node locks|cannot create lock/i

/** Two pods of a rolling update on one volume: the old one has to be gone before the new one starts (apps/v1, `strategy`). */
export const oneAtATime: Correction = (file, lead) => {
  const { workload, namespace } = file.failing
  const claim = file.podSpec?.volumes?.some(
    ({ persistentVolumeClaim, hostPath }) => persistentVolumeClaim ?? hostPath,
  )
  const spec = file.inventory.get('Deployment', namespace, workload.name)?.object['spec'] as
    { strategy?: { type?: string } } | undefined
  if (workload.kind !== 'Deployment' || !claim || spec?.strategy?.type === 'Recreate') return []
  if (!LOCKED.test(saidWords(file, lead))) return []
  return [
    patchFix(file, {
      id: 'strategy/recreate',
      title:
        'Let the old pod end before the new one starts (strategy Recreate): only one may have the volume',
      patch: objectPatch(
        { kind: 'Deployment', namespace, name: workload.name },
        { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } },
      ),
    }),
  ]
}
