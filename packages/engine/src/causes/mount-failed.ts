import { sh } from '../commands/sh.ts'
import { previousRevision } from '../changes/change.ts'
import type { Volume } from '../evidence/kube.ts'
import { kubectl, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { filesIn, missingFile, type MissingFile } from './shared/missing-file.ts'
import {
  kindOf,
  mountAt,
  mountEvidence,
  mountsOf,
  volumeWords,
  type Mounted,
} from './shared/mounts.ts'
import { statedEvent, statedWords } from './shared/stated.ts'
import { withOwnFindings } from './shared/own.ts'

/** A volume cannot be attached or mounted, subPath trouble, or a mount hides the program's files. */
export const mountFailed: Cause = withOwnFindings({
  id: 'mount-failed',
  explain: (_, { rule, facts }) => explain(rule, facts),
  find: (file) => [
    ...notMounted(file),
    ...runtimeMount(file),
    ...unbound(file),
    ...hidden(file),
    ...history(file),
  ],
  fixes: (file, finding) => fixes(file, finding),
})

const explain = (rule: string, facts: Finding['facts']): string => {
  switch (rule) {
    case 'mount-failed/hides':
      return `The image has its program in ${facts['mountPath']}, and ${facts['what']} is mounted over that folder: what the image has there is hidden, so ${facts['path']} cannot be found.`
    case 'mount-failed/runtime':
      return 'The runtime could not put a volume into the container: a file is mounted over a folder, a folder over a file, or the subPath does not exist.'
    case 'mount-failed/unbound':
      return 'The pod needs a PersistentVolumeClaim that is not bound to a volume, or whose volume is on other nodes, so no node can take the pod.'
    default:
      return `The kubelet cannot mount ${facts['volume'] ? `volume ${facts['volume']}` : 'a volume of the pod'}, so none of its containers starts. It tries again by itself and goes on once the mount works.`
  }
}

/** Both pass by themselves: the kubelet's cache fills, the plugin registers. */
const PASSING =
  /failed to sync (?:configmap|secret) cache|object "[^"]*"\/"[^"]*" not registered|timed out waiting for the condition$/i
const REFERENCE =
  /(?:configmaps?|secrets?) "[^"]+" not found|references non-existent|couldn't find key/i
const NAMED = /volume "([^"]+)"|unmounted volumes=\[([\w.-]+)/i
const KUBELET = /^Failed(?:Mount|AttachVolume|MapVolume)$/

const notMounted = (file: CaseFile): readonly Finding[] => {
  if (file.failing.kind !== 'start-blocked' || file.failing.exits.length > 0) return []
  const failures = file.events.filter(({ reason }) => KUBELET.test(reason))
  const telling = failures.filter(
    ({ message }) => !PASSING.test(message.trim()) && !REFERENCE.test(message),
  )
  const passingOnly = telling.length === 0
  const event =
    telling.at(-1) ??
    (failures.some(({ message }) => REFERENCE.test(message)) ? undefined : failures.at(-1))
  if (!event) return []
  const named = NAMED.exec(event.message)
  const volume = named?.[1] ?? named?.[2] ?? ''
  const index = (file.podSpec?.volumes ?? []).findIndex(({ name }) => name === volume)
  return [
    {
      cause: 'mount-failed',
      weight: passingOnly ? 60 : 93,
      rule: 'mount-failed/kubelet',
      title: `Volume${volume ? ` ${volume}` : ''} cannot be mounted: ${brief(event.message)}`,
      evidence: [file.fromEvent(event), ...volumeEvidence(file, index)],
      facts: { volume, text: event.message.slice(0, 500) },
    },
  ]
}

const brief = (message: string): string =>
  message
    .replace(/^MountVolume\.\w+ failed for volume "[^"]*"\s*:\s*/, '')
    .replace(/^rpc error: code = \w+ desc = /, '')
    .trim()
    .split('\n')[0]
    ?.slice(0, 130) ?? ''

const volumeEvidence = (file: CaseFile, index: number): readonly Evidence[] => {
  const volume: Volume | undefined = file.podSpec?.volumes?.[index]
  const kind = volume ? kindOf(volume) : 'other'
  return volume && kind !== 'other'
    ? [file.fromSubject(`spec.volumes[${index}].${kind}`, volume[kind])]
    : []
}

const RUNTIME =
  /error mounting|not a directory: unknown: Are you trying to mount|failed to prepare subPath|failed to create subPath|subPath.{0,80}(?:not|fail)|hostPath type check failed|failed to (?:generate|apply).{0,60}mounts?\b|mount(?:ing)? .{0,200}(?:no such file or directory|not a directory|invalid argument|read-only file system|permission denied)/i

const OF_KUBELET = /^(?:MountVolume|AttachVolume|MapVolume|Unable to attach)/

/** The runtime says so while it creates the container. */
const runtimeMount = (file: CaseFile): readonly Finding[] => {
  if (file.runs.some(({ crashed, lines }) => crashed && lines.length > 2)) return []
  const stated = statedWords(file, RUNTIME)
  if (
    !stated ||
    /^(?:Liveness|Readiness|Startup) probe/.test(stated.text) ||
    OF_KUBELET.test(stated.text)
  )
    return []
  const mounted = mountsOf(file).find(
    ({ mount }) =>
      stated.text.includes(`"${mount.mountPath}"`) || stated.text.includes(mount.mountPath),
  )
  return [
    {
      cause: 'mount-failed',
      weight: 95,
      rule: 'mount-failed/runtime',
      title: mounted
        ? `${volumeWords(mounted)} cannot be mounted at ${mounted.mount.mountPath}`
        : 'The runtime cannot mount a volume of the container',
      evidence: [
        stated.evidence,
        ...(mounted ? mountEvidence(file, mounted) : []),
        ...statedEvent(file, RUNTIME),
      ],
      facts: mounted ? { volume: mounted.volume.name, mountPath: mounted.mount.mountPath } : {},
    },
    ...counterEvidence(
      'mount-failed/runtime',
      40,
      'runtime-error',
      'bad-command',
      'permission-denied-fs',
    ),
  ]
}

const UNBOUND =
  /unbound immediate PersistentVolumeClaims|persistentvolumeclaim "([^"]+)" (?:not found|is being deleted)|volume node affinity conflict|didn't find available persistent volumes/i

const unbound = (file: CaseFile): readonly Finding[] => {
  if (file.failing.kind !== 'not-ready') return []
  const stated = statedWords(file, UNBOUND)
  if (!stated) return []
  const index = (file.podSpec?.volumes ?? []).findIndex(
    ({ persistentVolumeClaim }) => persistentVolumeClaim,
  )
  return [
    {
      cause: 'mount-failed',
      weight: 94,
      rule: 'mount-failed/unbound',
      title: `The pod waits for its volume: ${stated.match[0]}`,
      evidence: [stated.evidence, ...volumeEvidence(file, index)],
      facts: {
        claim:
          stated.match[1] ?? file.podSpec?.volumes?.[index]?.persistentVolumeClaim?.claimName ?? '',
      },
    },
  ]
}

/** A container that ran has its volumes: what events say of mounts and claims was before that. */
const history = (file: CaseFile): readonly Finding[] => {
  const ran = file.failing.kind === 'crash-loop' && file.exit?.ran != null && file.exit.code !== 128
  return ran && hidden(file).length === 0 && file.runs.length > 0
    ? counterEvidence('mount-failed/mounted-since', 60, 'mount-failed')
    : []
}

/** Images do not keep programs in these: whoever mounts there means to. */
const DATA_FOLDERS =
  /^\/(?:etc|var\/(?:lib|log|run|cache|spool)|tmp|data|mnt|run|config|secrets?|certs?|dev)(?:\/|$)/

/**
 * A program's own file is missing from a folder that a volume covers: the volume hides what the image has there. Sure where
 * the volume's files are known, or where the revision before had no such mount.
 */
const hidden = (file: CaseFile): readonly Finding[] => {
  const missing = missingFile(file)
  const mounted = missing ? mountAt(file, missing.path) : null
  if (!missing || !mounted || missing.path === mounted.mount.mountPath) return []
  const { mountPath } = mounted.mount
  const added = isNewMount(file, mountPath)
  const files = filesIn(file, mounted)
  const first = missing.path.slice(mountPath.replace(/\/$/, '').length + 1).split('/')[0] ?? ''
  if (files?.includes(first) || mounted.mount.subPath) return []
  if (!missing.program && !added) return []
  if (DATA_FOLDERS.test(mountPath) && !added) return []
  const weight = hiddenWeight(file, mounted, { added, known: files !== null })
  return [
    { ...hiddenFinding(file, missing, mounted), weight },
    ...(weight >= 80
      ? counterEvidence(
          'mount-failed/hides',
          45,
          'bad-command',
          'missing-dependency',
          'config-file-missing',
          'image-bad',
          'runtime-error',
          'app-exception',
        )
      : []),
  ]
}

const hiddenWeight = (
  file: CaseFile,
  { volume, kind }: Mounted,
  { added, known }: { readonly added: boolean; readonly known: boolean },
): number => {
  if (added) return 94
  if (known) return 90
  const filled = (file.podSpec?.initContainers ?? []).some(({ volumeMounts }) =>
    volumeMounts?.some(({ name }) => name === volume.name),
  )
  if (filled) return 50
  return kind === 'emptyDir' ? 86 : 72
}

const hiddenFinding = (
  file: CaseFile,
  missing: MissingFile,
  mounted: Mounted,
): Omit<Finding, 'weight'> => {
  const what = volumeWords(mounted)
  return {
    cause: 'mount-failed',
    rule: 'mount-failed/hides',
    title: `${what} is mounted over ${mounted.mount.mountPath} and hides ${missing.path}`,
    evidence: [...missing.evidence, ...mountEvidence(file, mounted)],
    facts: {
      path: missing.path,
      mountPath: mounted.mount.mountPath,
      what,
      volume: mounted.volume.name,
    },
  }
}

const isNewMount = (file: CaseFile, mountPath: string): boolean => {
  const name = file.failing.container?.name
  const before = previousRevision(file)?.spec.containers?.find(
    (container) => container.name === name,
  )
  return (
    before !== undefined &&
    !(before.volumeMounts ?? []).some((mount) => mount.mountPath === mountPath)
  )
}

const fixes = (file: CaseFile, { rule, facts }: Finding): readonly Fix[] => {
  const mounted = mountsOf(file).find(
    ({ volume, mount }) =>
      volume.name === facts['volume'] &&
      (!facts['mountPath'] || mount.mountPath === facts['mountPath']),
  )
  if (rule === 'mount-failed/hides' && mounted) return [elsewhere(file, mounted)]
  if (rule === 'mount-failed/unbound') return [claim(file, facts['claim'] ?? '')]
  return mounted?.kind === 'hostPath' ? [hostPathFix(file, mounted)] : [look(file)]
}

/** A folder of its own below the one that it hides: strategic merge keys mounts by path, so the old one is deleted. */
const elsewhere = (file: CaseFile, { mount, kind }: Mounted): Fix => {
  const mountPath = `${mount.mountPath.replace(/\/$/, '')}/${kind === 'configMap' ? 'config' : kind === 'secret' ? 'secrets' : 'data'}`
  return patchFix(file, {
    id: 'mount-failed/elsewhere',
    title: `Mount volume ${mount.name} at ${mountPath}, a folder of its own`,
    patch: containerPatch(file, {
      volumeMounts: [
        { mountPath, name: mount.name, ...(mount.readOnly ? { readOnly: true } : {}) },
        { mountPath: mount.mountPath, $patch: 'delete' },
      ],
    }),
  })
}

const claim = (file: CaseFile, name: string): Fix => ({
  id: 'mount-failed/claim',
  title: `See why the claim ${name} is not bound: its StorageClass, its size, its zone`,
  where: 'infra',
  risk: 'low',
  commands: [
    ...(name ? [kubectl(file, 'describe', 'pvc', name)] : [kubectl(file, 'get', 'pvc')]),
    sh`kubectl get storageclass`,
    sh`kubectl get pv`,
  ],
  patch: null,
  verify: `\`${kubectl(file, 'get', 'pvc')}\` shows Bound, and the pod starts.`,
})

/** Sockets of container runtimes, by the scheme of the node's containerRuntimeVersion. */
const SOCKETS: Readonly<Record<string, string>> = {
  containerd: '/run/containerd/containerd.sock',
  'cri-o': '/var/run/crio/crio.sock',
  docker: '/var/run/docker.sock',
}

const runtimeSocket = (file: CaseFile): string | null => {
  const node = file.podSpec?.nodeName ? file.inventory.get('Node', '', file.podSpec.nodeName) : null
  const info = (
    node?.object['status'] as
      { nodeInfo?: { containerRuntimeVersion?: string; kubeletVersion?: string } } | undefined
  )?.nodeInfo
  // kubeadm notes the socket on the node; k3s and RKE2 run a containerd of their own.
  const noted = node?.object.metadata.annotations?.['kubeadm.alpha.kubernetes.io/cri-socket']
  if (noted?.startsWith('unix://')) return noted.slice('unix://'.length)
  if (/\+(?:k3s|rke2)/.test(info?.kubeletVersion ?? ''))
    return '/run/k3s/containerd/containerd.sock'
  return SOCKETS[info?.containerRuntimeVersion?.split(':')[0] ?? ''] ?? null
}

/** A path of the node that is not there, or not what the pod says it is. */
const hostPathFix = (file: CaseFile, { volume }: Mounted): Fix => {
  const { path = '', type } = volume.hostPath ?? {}
  const socket = /\.sock$/.test(path) ? runtimeSocket(file) : null
  const made = type === 'Directory' ? 'DirectoryOrCreate' : type === 'File' ? 'FileOrCreate' : null
  const hostPath = socket && socket !== path ? { path: socket } : made ? { type: made } : null
  const node = file.podSpec?.nodeName
  return patchFix(file, {
    id: 'mount-failed/host-path',
    title:
      socket && hostPath
        ? `Mount the socket of the node's own runtime: ${socket}`
        : made
          ? `Let the kubelet create ${path} (${made})`
          : `Mount a path that the node has instead of ${path}`,
    risk: 'medium',
    patch: hostPath ? podPatch(file, { volumes: [{ name: volume.name, hostPath }] }) : null,
    before: node
      ? [sh`kubectl debug node/${node} -it --image=busybox:1.36 -- ls -l /host${path}`]
      : [],
  })
}

const look = (file: CaseFile): Fix => ({
  id: 'mount-failed/look',
  title: 'See what the volume plugin and the attachment say',
  where: 'infra',
  risk: 'low',
  commands: [
    kubectl(file, 'describe', 'pod', file.podName),
    kubectl(file, 'get', 'pvc'),
    sh`kubectl get volumeattachments`,
  ],
  patch: null,
  verify: verifyRollout(file),
})
