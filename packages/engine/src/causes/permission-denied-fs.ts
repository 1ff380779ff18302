import { inContainer, kubectl, verifyRollout } from '../fixes/commands.ts'
import {
  containerPatch,
  mountPatch,
  namedContainerPatch,
  patchFix,
  podPatch,
} from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { copiedConfig } from './shared/copied-config.ts'
import { allSaid, lastSaid, saidEvidence, relevanceOf } from './shared/log.ts'
import {
  mountAt,
  mountEvidence,
  pathsIn,
  volumeWords,
  type Mounted,
  type VolumeKind,
} from './shared/mounts.ts'
import { withOwnFindings } from './shared/own.ts'

/** A file or directory cannot be read, written or owned; read-only file system. */
export const permissionDeniedFs: Cause = withOwnFindings({
  id: 'permission-denied-fs',
  explain: (file, { facts }) => explain(file, facts),
  find: (file) => denied(file),
  fixes: (file, { facts }) => fixes(file, facts),
})

const explain = (file: CaseFile, facts: Finding['facts']): string => {
  const user = userWords(file)
  const path = facts['path'] ?? 'a path that it needs'
  switch (facts['kind']) {
    case 'read-only-root':
      return `The pod makes the container's own file system read-only (readOnlyRootFilesystem), and the program wants to write ${path}, which is on no volume.`
    case 'read-only-mount':
      return `The program wants to write ${path}, which lies on ${facts['where'] ?? 'a mount'}; that is mounted read-only.`
    case 'too-open':
      return `The program refuses ${path} as others than its owner may read it. On a volume with fsGroup or a Secret's default mode the group may read every file.`
    case 'mount-owner':
      return `${path} is the mount point itself and belongs to root; ${user} ${file.podSpec?.securityContext?.fsGroup === undefined ? 'has no right in it, as the pod sets no fsGroup, and' : 'may write in it through its group, but'} may not change its mode or owner. A folder below it would belong to the program.`
    case 'volume':
      return `${user} may not use ${path} on ${facts['where'] ?? 'the volume'}: its files belong to another user, and no fsGroup of the pod gives them to its group.`
    default:
      return `${user} has no right to use ${path}. Whoever owns it (the image, a volume, an earlier run as another user) does not let this user in.`
  }
}

const userWords = (file: CaseFile): string => {
  const user = userOf(file)
  return user === undefined ? "The container's user" : `User ${user}`
}

const userOf = (file: CaseFile): number | undefined =>
  file.failing.spec?.securityContext?.runAsUser ?? file.podSpec?.securityContext?.runAsUser

const groupOf = (file: CaseFile): number | undefined =>
  file.failing.spec?.securityContext?.runAsGroup ??
  file.podSpec?.securityContext?.runAsGroup ??
  userOf(file)

const READ_ONLY = /read-only file ?system|\bEROFS\b/i
const TOO_OPEN =
  /must be accessible by owner only|permissions? .{0,30}(?:are|is) too open|unprotected private key|bad permissions|has group or world access|(?:should|must) be (?:u=rw|0?[46]00)|too permissive|invalid permissions on|permissions on .{0,80} are too open/i
const DENIED =
  /permission denied|\bEACCES\b|AccessDenied(?:Exception)?\b(?!.{0,40}(?:arn:|s3|sts|api))|access to the path .{0,160} is denied|not writ(?:e)?able|cannot (?:write|create|touch|mkdir|open) .{0,160}(?:denied|not permitted)|could not (?:change permissions|create|open|write) .{0,160}(?:denied|not permitted)|operation not permitted|\bEPERM\b|has wrong ownership|must be owned by/i
/** Sockets, interfaces, cloud services, databases and processes deny too, but not on the file system. */
const ELSEWHERE =
  /\b(?:bind|listen|publickey|ssh|iam|arn:|s3:|setuid|setgid|setgroups|for (?:table|schema|relation|database|sequence)|connect(?:ing)? to .{0,60}docker|exec|netlink|rtnetlink|iptables|ioctl|interface|mlock|ptrace|bpf|sysctl|setpriority|sched_\w+|setrlimit|capabilit\w+)\b/i
/** Without a path, EPERM is the kernel's word for a missing capability (capabilities(7)); files are refused with EACCES. */
const PRIVILEGE = /operation not permitted|\bEPERM\b/i

const denied = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, TOO_OPEN) ?? lastSaid(file, READ_ONLY) ?? lastSaid(file, DENIED)
  // The shell's 126: what it was told to run may not be executed, which is a matter of the command.
  const executed = file.exit?.code === 126
  if (!said || executed || ELSEWHERE.test(said.line.text.slice(0, 1000))) return []
  const text = said.line.text.slice(0, 2000)
  const path = pathNear(text, said.match.index)
  if (path === null && PRIVILEGE.test(text)) return []
  const mounted = path ? mountAt(file, path) : null
  const kind = kindOfDenial(text, path, mounted)
  const checked =
    kind === 'read-only-root' ||
    kind === 'read-only-mount' ||
    kind === 'mount-owner' ||
    kind === 'volume'
  const where = mounted ? volumeWords(mounted) : ''
  return [
    {
      cause: 'permission-denied-fs',
      weight: (kind === 'too-open' ? 86 : checked ? 82 : path ? 62 : 46) * relevanceOf(said),
      rule: `permission-denied-fs/${kind}`,
      title: titleOf(kind, path, where),
      evidence: [
        ...saidEvidence(file, said),
        ...(mounted ? mountEvidence(file, mounted) : []),
        ...contextEvidence(file),
      ],
      facts: {
        kind,
        ...(path ? { path } : {}),
        ...(where ? { where } : {}),
        ...(mounted ? { volume: mounted.volume.name } : {}),
      },
    },
  ]
}

/** Stack frames name paths too; the one that is meant stands in the message, next to the words. */
const pathNear = (text: string, at: number): string | null => {
  const paths = pathsIn(text).filter(
    (path) => !/\.(?:py|js|mjs|rb|go|java|php):?$/.test(path) || text.indexOf(path) > at,
  )
  return (
    paths.sort((a, b) => Math.abs(text.indexOf(a) - at) - Math.abs(text.indexOf(b) - at))[0] ?? null
  )
}

type Kind = 'read-only-root' | 'read-only-mount' | 'too-open' | 'mount-owner' | 'volume' | 'image'

const kindOfDenial = (text: string, path: string | null, mounted: Mounted | null): Kind => {
  if (TOO_OPEN.test(text)) return 'too-open'
  if (READ_ONLY.test(text)) return mounted ? 'read-only-mount' : 'read-only-root'
  if (!mounted) return 'image'
  const atMount =
    path !== null && path.replace(/\/$/, '') === mounted.mount.mountPath.replace(/\/$/, '')
  if (atMount && /chmod|change permissions|changing permissions|fchmod|utime/i.test(text))
    return 'mount-owner'
  return 'volume'
}

const titleOf = (kind: Kind, path: string | null, where: string): string => {
  const what = path ?? 'a file that it needs'
  switch (kind) {
    case 'read-only-root':
      return `${path ?? "The container's file system"} is read-only (readOnlyRootFilesystem)`
    case 'read-only-mount':
      return `${what} is on ${where || 'a volume'}, which is mounted read-only`
    case 'too-open':
      return `${what} may be read by others than its owner, which the program refuses`
    case 'mount-owner':
      return `The program may not change the mode of the mount point ${what}`
    case 'volume':
      return `No permission for ${what} on ${where}`
    case 'image':
      return `No permission for ${what}`
  }
}

const contextEvidence = (file: CaseFile): readonly Evidence[] => {
  const own = file.failing.spec?.securityContext
  const pod = file.podSpec?.securityContext
  return [
    ...(own && Object.keys(own).length > 0 ? [file.fromSpec('securityContext', own)] : []),
    ...(pod && Object.keys(pod).length > 0 ? [file.fromSubject('spec.securityContext', pod)] : []),
  ]
}

const fixes = (file: CaseFile, facts: Finding['facts']): readonly Fix[] => {
  const path = facts['path']
  const mounted = path ? mountAt(file, path) : facts['kind'] === 'image' ? workMount(file) : null
  switch (facts['kind']) {
    case 'read-only-root':
      return [...writableFolders(file, path), writableRoot(file)]
    case 'read-only-mount':
      if (mounted && /^(?:configMap|secret|projected)$/.test(mounted.kind))
        return [...copiedConfig(file, mounted), look(file, path)]
      return mounted?.mount.readOnly
        ? [writableMount(file, mounted)]
        : path && !isOfKernel(path)
          ? [scratch(file, folderOf(path))]
          : [look(file, path)]
    case 'too-open':
      return mounted?.kind === 'secret'
        ? [secretMode(file, mounted)]
        : mounted
          ? [ownIt(file, mounted, { command: 'chmod 600', path: path ?? mounted.mount.mountPath })]
          : [look(file, path)]
    case 'mount-owner':
      return mounted ? [subfolder(file, mounted), look(file, path)] : [look(file, path)]
    case 'volume':
      return mounted ? volumeFixes(file, mounted) : [look(file, path)]
    default:
      if (mounted) return [...volumeFixes(file, mounted), look(file, path)]
      if (!path || isOfKernel(path)) return [look(file, path)]
      return mayHoldData(file, path)
        ? [ownVolume(file, path), look(file, path)]
        : [scratch(file, folderOf(path)), look(file, path)]
  }
}

/** Where servers keep what must stay: their data directories, by the conventions of images. */
const DATA =
  /^\/(?:data|bitnami|prometheus|storage|pgdata)(?:\/|$)|^\/var\/lib\/(?!nginx\b|php\b|dhcp|haproxy)|\/(?:pg)?data(?:\/|$)/

/** Whether a volume that is not shown may lie there: an empty one over it would hide the data. */
const mayHoldData = ({ failing }: CaseFile, path: string): boolean =>
  (failing.subject === null || failing.subject.partial === true) && DATA.test(path)

const ownVolume = (file: CaseFile, path: string): Fix => ({
  id: 'permission-denied-fs/own-volume',
  title: `Let the volume at ${folderOf(path)} belong to the program: fsGroup of its group in the pod's securityContext, or chown in an init container where the volume's driver ignores fsGroup`,
  where: 'manifest',
  risk: 'low',
  commands: [kubectl(file, 'get', file.target, '-o', 'yaml'), kubectl(file, 'edit', file.target)],
  patch: null,
  verify: verifyRollout(file),
})

const WRITTEN: ReadonlySet<VolumeKind> = new Set<VolumeKind>([
  'persistentVolumeClaim',
  'hostPath',
  'emptyDir',
  'csi',
  'other',
])

/** Where a relative path lies: the one volume that the working folder or a word of the command names (`--dir /data`). */
const workMount = (file: CaseFile): Mounted | null => {
  const { command = [], args = [], workingDir = '' } = file.failing.spec ?? {}
  const named = [workingDir, ...[...command, ...args].flatMap(pathsIn)].flatMap((path) => {
    const mounted = path.startsWith('/') ? mountAt(file, path) : null
    return mounted && WRITTEN.has(mounted.kind) && !mounted.mount.readOnly ? [mounted] : []
  })
  const [only, ...more] = named
  return only && more.every(({ volume }) => volume.name === only.volume.name) ? only : null
}

const folderOf = (path: string): string =>
  /\.[a-z]\w{0,5}$/i.test(path) ? path.slice(0, path.lastIndexOf('/')) || '/' : path

const volumeName = (path: string): string =>
  `scratch${path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-+$/, '')
    .slice(0, 40)}`

/** Files that the kernel makes up: nothing may be mounted over them. */
const isOfKernel = (path: string): boolean => /^\/(?:proc|sys|dev)(?:\/|$)|^\/$/.test(path)

/** Folders that servers write to beside what their log names, by the first word of the command or the image (their packages). */
const WRITES: readonly (readonly [program: RegExp, folders: readonly string[]])[] = [
  [/nginx/, ['/var/cache/nginx', '/var/lib/nginx', '/var/log/nginx', '/run', '/tmp']],
  [/httpd|apache/, ['/usr/local/apache2/logs', '/var/log/apache2', '/run', '/tmp']],
  [/redis|valkey/, ['/data', '/tmp']],
  [/postgres/, ['/run/postgresql', '/tmp']],
  [/mysql|mariadb/, ['/run/mysqld', '/tmp']],
  [/haproxy/, ['/run/haproxy', '/tmp']],
  [/rabbitmq/, ['/var/lib/rabbitmq', '/var/log/rabbitmq', '/tmp']],
  [
    /tomcat|catalina/,
    ['/usr/local/tomcat/work', '/usr/local/tomcat/temp', '/usr/local/tomcat/logs', '/tmp'],
  ],
  [/grafana/, ['/var/lib/grafana', '/tmp']],
  [/prometheus/, ['/prometheus', '/tmp']],
]

/** A writable folder for every path that the log names, those that the program is known to write to, and /tmp. */
const writableFolders = (file: CaseFile, path: string | undefined): readonly Fix[] => {
  const { image = '', command = [], args = [] } = file.failing.spec ?? {}
  const program = `${image.slice(image.lastIndexOf('/') + 1)} ${[...command, ...args][0] ?? ''}`
  const said = allSaid(file, READ_ONLY).flatMap(({ line, match }) => {
    const near = pathNear(line.text.slice(0, 2000), match.index)
    return near ? [folderOf(near)] : []
  })
  const known = WRITES.find(([name]) => name.test(program))?.[1] ?? ['/tmp']
  const wanted = [...(path ? [folderOf(path)] : []), ...said, ...known]
  const folders = [...new Set(wanted)].filter(
    (folder) => !isOfKernel(folder) && mountAt(file, folder) === null,
  )
  // A folder below another one comes with it.
  const outer = folders.filter(
    (folder) => !folders.some((other) => other !== folder && folder.startsWith(`${other}/`)),
  )
  return outer.length > 0 && (path ?? said[0]) !== undefined ? [scratch(file, outer)] : []
}

/** Writable folders of the pod's own. */
const scratch = (file: CaseFile, folders: string | readonly string[]): Fix => {
  const mounts = [folders].flat().map((mountPath) => ({
    name: volumeName(mountPath),
    source: { emptyDir: {} },
    mountPath,
  }))
  return patchFix(file, {
    id: 'permission-denied-fs/scratch',
    title: `Mount a writable emptyDir at ${mounts.map(({ mountPath }) => mountPath).join(', ')}`,
    patch: mountPatch(file, mounts),
  })
}

const writableRoot = (file: CaseFile): Fix =>
  patchFix(file, {
    id: 'permission-denied-fs/root',
    title:
      'For now only: let the container write its own file system (readOnlyRootFilesystem false); this switches a protection off',
    temporary: true,
    patch: containerPatch(file, { securityContext: { readOnlyRootFilesystem: false } }),
    risk: 'high',
  })

const writableMount = (file: CaseFile, { mount }: Mounted): Fix =>
  patchFix(file, {
    id: 'permission-denied-fs/mount',
    title: `Mount ${mount.mountPath} for writing`,
    patch: containerPatch(file, {
      volumeMounts: [{ mountPath: mount.mountPath, name: mount.name, readOnly: false }],
    }),
  })

const secretMode = (file: CaseFile, { volume }: Mounted): Fix =>
  patchFix(file, {
    id: 'permission-denied-fs/mode',
    title: `Give the files of Secret ${volume.secret?.secretName ?? volume.name} the mode 0400`,
    patch: podPatch(file, { volumes: [{ name: volume.name, secret: { defaultMode: 0o400 } }] }),
  })

/** The program's folder below the mount point; PGDATA and its like say where. */
const subfolder = (file: CaseFile, { mount }: Mounted): Fix => {
  const base = mount.mountPath.replace(/\/$/, '')
  const env = file.failing.spec?.env?.find(({ value }) => value?.replace(/\/$/, '') === base)
  const name = env?.name ?? (/postgres/.test(file.failing.spec?.image ?? '') ? 'PGDATA' : null)
  const value = `${base}/${name === 'PGDATA' || name === null ? 'pgdata' : 'data'}`
  return patchFix(file, {
    id: 'permission-denied-fs/subfolder',
    title: `Use a folder below the mount point: ${name ? `${name}=` : ''}${value}`,
    patch: name ? subfolderPatch(file, { name, value }) : null,
  })
}

/** The program makes its folder itself, if its group may write at the mount point. */
const subfolderPatch = (file: CaseFile, env: { readonly name: string; readonly value: string }) => {
  const group = groupOf(file)
  const container = { name: file.failing.container?.name ?? '', env: [env] }
  return file.podSpec?.securityContext?.fsGroup === undefined && group !== undefined
    ? podPatch(file, { securityContext: { fsGroup: group }, containers: [container] })
    : containerPatch(file, { env: [env] })
}

const volumeFixes = (file: CaseFile, mounted: Mounted): readonly Fix[] => {
  const group = groupOf(file)
  const hasGroup = file.podSpec?.securityContext?.fsGroup !== undefined
  if (mounted.kind === 'secret' || mounted.kind === 'configMap')
    return [groupFix(file, group ?? 1000)]
  // The kubelet applies fsGroup to claims and emptyDirs, never to hostPath, and some drivers do not take part.
  const owned = ownIt(file, mounted, {
    command: `chown -R ${userOf(file) ?? 1000}:${group ?? 1000}`,
    path: mounted.mount.mountPath,
  })
  return mounted.kind === 'hostPath' || hasGroup ? [owned] : [groupFix(file, group ?? 1000), owned]
}

const groupFix = (file: CaseFile, group: number): Fix =>
  patchFix(file, {
    id: 'permission-denied-fs/fs-group',
    title: `Give the volume to the program's group: fsGroup ${group}`,
    patch: podPatch(file, {
      securityContext: { fsGroup: group, fsGroupChangePolicy: 'OnRootMismatch' },
    }),
  })

/** `chown` or `chmod` with its options, and the path that it is for. */
interface Owning {
  readonly command: string
  readonly path: string
}

/** An init container of the pod that sets the wrong mode is corrected; else one as root is added. */
const ownIt = (file: CaseFile, mounted: Mounted, owning: Owning): Fix =>
  correctedInit(file, owning) ?? addedInit(file, mounted, owning)

/** `chmod 0644 FILE` or `install -m 0644 … FILE` in a script of the pod's own. */
const correctedInit = (file: CaseFile, { path, command }: Owning): Fix | null => {
  const mode = /^chmod (0?\d{3})$/.exec(command)?.[1]
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!mode || name.length < 3) return null
  for (const { name: own, command: words } of file.podSpec?.initContainers ?? []) {
    const at = (words ?? []).findIndex((word) => word.includes(name) && /chmod|install/.test(word))
    const word = words?.[at]
    if (!words || !word) continue
    const right = word.replace(/\b(chmod|install -m)(\s+)[0-7]{3,4}\b/g, `$1$2${mode}`)
    if (right === word) continue
    return patchFix(file, {
      id: 'permission-denied-fs/init-mode',
      title: `Let init container ${own} set mode ${mode} on ${name}`,
      patch: namedContainerPatch(file, own, { command: words.with(at, right) }),
    })
  }
  return null
}

/** An init container as root that sets owner or mode before the program starts. */
const addedInit = (file: CaseFile, { mount }: Mounted, { path, command }: Owning): Fix =>
  patchFix(file, {
    id: 'permission-denied-fs/init-owner',
    title: `Set it right before the program starts: \`${command} ${path}\` in an init container`,
    risk: 'medium',
    patch: podPatch(file, {
      initContainers: [
        {
          name: 'fix-permissions',
          image: 'busybox:1.36',
          command: ['sh', '-c', `${command} ${path}`],
          securityContext: { runAsUser: 0, runAsNonRoot: false },
          volumeMounts: [
            {
              name: mount.name,
              mountPath: mount.mountPath,
              ...(mount.subPath ? { subPath: mount.subPath } : {}),
            },
          ],
        },
      ],
    }),
  })

const look = (file: CaseFile, path: string | undefined): Fix => ({
  id: 'permission-denied-fs/look',
  title: 'See who owns it, and as whom the program runs',
  where: 'image',
  risk: 'low',
  commands: [
    kubectl(
      file,
      'debug',
      file.podName,
      '-it',
      '--copy-to',
      `${file.podName}-debug`,
      ...inContainer(file, '--container'),
      '--',
      'sh',
      '-c',
      `id; ls -ldn ${path ?? '/'}`,
    ),
  ],
  patch: null,
  verify: verifyRollout(file),
})
