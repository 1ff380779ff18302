import { sh } from '../commands/sh.ts'
import { memoryLimitFor, quantity } from '../evidence/quantity.ts'
import { execCommand, kubectl, STAYS_UP } from '../fixes/commands.ts'
import { objectPatch, patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { lastSaid, saidEvidence } from './shared/log.ts'
import {
  claimOf,
  claimSize,
  mountAt,
  mountEvidence,
  mountsOf,
  pathsIn,
  volumeWords,
  type Mounted,
} from './shared/mounts.ts'
import { withOwnFindings } from './shared/own.ts'

/** No space or no inodes left on a volume or the node. */
export const volumeFull: Cause = withOwnFindings({
  id: 'volume-full',
  explain: (_, { facts }) => {
    const where = facts['where'] ? facts['where'] : 'the file system that it writes to'
    return `The program could not write: there is no space${facts['path'] ? ` for ${facts['path']}` : ''} on ${where}${facts['size'] ? `, which holds ${facts['size']}` : ''}. A restart frees nothing, so it fails again.`
  },
  find: (file) => [...stated(file), ...nodePressure(file)],
  fixes: (file, { facts }) => fixes(file, facts),
})

const FULL =
  /no space left on device|\bENOSPC\b|disk quota exceeded|\bEDQUOT\b|not enough space on the (?:disk|device)|disk is full|database or disk is full|out of disk space|no free space/i
/** ENOSPC also means that watches, cgroups or semaphores ran out (inotify(7), cgroups(7), semget(2)). */
const NOT_DISK =
  /inotify|fsnotify|\bwatch(?:er|es|ing)?\b|\/sys\/fs\/cgroup|semget|semaphore|\bbpf\b/i

/** The script that speaks, as shells put it before what they say; it is not what could not be written. */
const SCRIPT = /^\s*\S+: line \d+: /

const stated = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, FULL)
  const event = file.events.find(({ message, type }) => type !== 'Normal' && FULL.test(message))
  const inStatus = file.failing.exits.find(({ message }) => FULL.test(message ?? ''))
  const text = said?.line.text ?? event?.message ?? inStatus?.message
  if (!text || NOT_DISK.test(text)) return []
  const path = pathsIn(text.replace(SCRIPT, ''))[0] ?? null
  const mounted = volumeFor(file, path)
  const size = mounted ? sizeOf(file, mounted) : null
  const where = mounted
    ? volumeWords(mounted)
    : path && file.failing.spec
      ? "the container's own file system (the node's disk)"
      : ''
  return [
    {
      cause: 'volume-full',
      weight: event || inStatus ? 88 : 72,
      rule: 'volume-full/stated',
      title: `No space left${where ? ` on ${where}` : ''}${size ? ` (${size})` : ''}`,
      evidence: [
        ...saidEvidence(file, said),
        ...(event ? [file.fromEvent(event)] : []),
        ...(inStatus ? [file.fromStatus(`${inStatus.field}.message`, inStatus.message)] : []),
        ...(mounted ? mountEvidence(file, mounted) : []),
      ],
      facts: {
        ...(path ? { path } : {}),
        ...(where ? { where } : {}),
        ...(size ? { size } : {}),
        ...(mounted ? { volume: mounted.volume.name } : {}),
      },
    },
  ]
}

/** The mount of the path; where the text names a relative file, the only volume that a program writes to. */
const volumeFor = (file: CaseFile, path: string | null): Mounted | null => {
  const at = path ? mountAt(file, path) : null
  if (at) return at
  const writable = mountsOf(file).filter(
    ({ kind, mount }) =>
      (kind === 'persistentVolumeClaim' || kind === 'emptyDir') && !mount.readOnly,
  )
  return path?.startsWith('/') && file.failing.spec
    ? null
    : writable.length === 1
      ? (writable[0] ?? null)
      : null
}

const sizeOf = (file: CaseFile, mounted: Mounted): string | null =>
  mounted.kind === 'persistentVolumeClaim'
    ? (claimSize(claimOf(file, mounted))?.text ?? null)
    : (mounted.volume.emptyDir?.sizeLimit ?? null)

interface NodeStatus {
  readonly conditions?: readonly {
    readonly type?: string
    readonly status?: string
    readonly message?: string
  }[]
}

const nodePressure = (file: CaseFile): readonly Finding[] => {
  const name = file.podSpec?.nodeName
  const node = name ? file.inventory.get('Node', '', name) : null
  const conditions = (node?.object['status'] as NodeStatus | undefined)?.conditions ?? []
  const index = conditions.findIndex(
    ({ type, status }) => type === 'DiskPressure' && status === 'True',
  )
  const condition = conditions[index]
  if (!condition) return []
  const evidence: readonly Evidence[] = [
    file.fromObject(node, `status.conditions[${index}]`, {
      type: condition.type,
      status: condition.status,
      message: condition.message,
    }),
  ]
  return [
    {
      cause: 'volume-full',
      weight: 44,
      rule: 'volume-full/node-pressure',
      title: `Node ${name} is under disk pressure`,
      evidence,
      facts: { where: `node ${name}` },
    },
  ]
}

const fixes = (file: CaseFile, facts: Finding['facts']): readonly Fix[] => {
  const mounted = mountsOf(file).find(({ volume }) => volume.name === facts['volume'])
  const see = look(file, mounted?.mount.mountPath ?? facts['path'] ?? '/')
  if (mounted?.kind === 'persistentVolumeClaim') return [expandClaim(file, mounted), see]
  if (mounted?.kind === 'emptyDir') return [growEmptyDir(file, mounted), see]
  return [see]
}

const expandClaim = (file: CaseFile, mounted: Mounted): Fix => {
  const name = mounted.volume.persistentVolumeClaim?.claimName ?? ''
  const size = claimSize(claimOf(file, mounted))
  const storage = size ? memoryLimitFor(size.bytes * 2) : '20Gi'
  const patch = objectPatch(
    { kind: 'PersistentVolumeClaim', namespace: file.failing.namespace, name },
    { spec: { resources: { requests: { storage } } } },
  )
  return {
    ...patchFix(file, {
      id: 'volume-full/expand',
      title: `Grow PVC ${name}${size ? ` from ${size.text}` : ''} to ${storage} (its StorageClass must allow expansion)`,
      patch,
      before: [kubectl(file, 'get', 'pvc', name), sh`kubectl get storageclass`],
      risk: 'medium',
      verify: `\`${kubectl(file, 'get', 'pvc', name)}\` shows ${storage}. ${STAYS_UP}`,
    }),
  }
}

const growEmptyDir = (file: CaseFile, { volume }: Mounted): Fix => {
  const limit = volume.emptyDir?.sizeLimit
  const sizeLimit = memoryLimitFor((quantity(limit) ?? 512 * 2 ** 20) * 4)
  const memory = volume.emptyDir?.medium === 'Memory'
  return patchFix(file, {
    id: 'volume-full/size-limit',
    title: `Give volume ${volume.name} ${sizeLimit}${limit ? ` instead of ${limit}` : ''}${memory ? '; in memory it counts against the memory limit' : ''}`,
    patch: podPatch(file, { volumes: [{ name: volume.name, emptyDir: { sizeLimit } }] }),
  })
}

const look = (file: CaseFile, path: string): Fix => ({
  id: 'volume-full/look',
  title: 'See what fills it, and remove what is not needed',
  where: 'data',
  risk: 'medium',
  commands: [execCommand(file, 'df', '-h', path), execCommand(file, 'df', '-i', path)],
  patch: null,
  verify: STAYS_UP,
})
