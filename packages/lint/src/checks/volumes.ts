import { dataOf, keysOf, type Bundle } from '../bundle.ts'
import { inContainers, inPods, type Check, type Found } from '../check.ts'
import { edited, setTo, type Edit } from '../edit.ts'
import { at, isFields, listOf, numberOf, textOf, wordOf } from '../fields.ts'
import { invalid } from '../names.ts'
import { clean, keyAt, mountAt, SOURCES, sourceOf, type Source } from '../mounted.ts'
import { baseName, programOfSite, runsOf } from '../program.ts'
import type { MountEntry, Site, VolumeEntry, Workload } from '../workload.ts'

/** A file that a container mounts from a ConfigMap or Secret. */
interface Mounted {
  readonly mount: MountEntry
  readonly source: Source
  /** Null where the object or its key is not among the files. */
  readonly text: string | null
  /** In the object's data; `items` may give the file another name. */
  readonly key: string
}

/** The file that the container runs, where a ConfigMap or Secret of the bundle holds it. */
const mountedProgram = (site: Site, bundle: Bundle): Mounted | null => {
  const run = runsOf(programOfSite(site))[0]
  const file = run?.words[0]
  if (file === undefined || !file.startsWith('/')) return null
  const mount = mountAt(site, file)
  const source = sourceOf(mount?.volume ?? null, site.workload.namespace, bundle)
  if (mount === null || source === null) return null
  const key = keyAt(mount, source, file)
  const text = source.object === null ? null : dataOf(source.object, key)
  return { mount, source, text, key }
}

const octal = (mode: number): string => `0${mode.toString(8)}`

/** Mode of a file: its item's, else the volume's, else 0644 (core/v1, ConfigMapVolumeSource). */
const modeOf = ({ fields }: Source, key: string): number => {
  const item = listOf(fields['items']).find((each) => wordOf(at(each, 'key')) === key)
  return numberOf(at(item, 'mode')) ?? numberOf(fields['defaultMode']) ?? 0o644
}

/** Where items have modes of their own, it is theirs that would have to change. */
const executable = ({ mount: { volume }, source }: Mounted): readonly Edit[] =>
  volume === null || listOf(source.fields['items']).some((each) => at(each, 'mode') !== undefined)
    ? []
    : setTo([...volume.path, source.field, 'defaultMode'], 0o755)

/** Without any x bit execve fails for root too (execve(2), EACCES). */
const notExecutable = (site: Site, bundle: Bundle): readonly Found[] => {
  const program = programOfSite(site)
  const mounted = mountedProgram(site, bundle)
  if (mounted === null || program === null) return []
  // A key that is not there is another mistake.
  if (mounted.source.object !== null && mounted.text === null) return []
  const mode = modeOf(mounted.source, mounted.key)
  if ((mode & 0o111) !== 0) return []
  const first = runsOf(program)[0]
  return [
    {
      path: first?.path ?? site.path,
      ...edited(executable(mounted)),
      message: `${first?.words[0]} comes from ${mounted.source.kind} ${mounted.source.object?.name ?? mounted.mount.name}, whose files are mounted with mode ${octal(mode)}: nobody may execute them.`,
      fix: `Set defaultMode: 0755 on the volume ${mounted.mount.name}, or run it with its interpreter: ["sh", "${first?.words[0]}"].`,
    },
  ]
}

/**
 * The mounted program with its text, its path in the container and the place in the manifest that runs it; null where the text
 * is not known.
 */
const scriptText = (
  site: Site,
  bundle: Bundle,
):
  | (Mounted & { readonly text: string; readonly file: string; readonly run: Site['path'] })
  | null => {
  const first = runsOf(programOfSite(site))[0]
  const mounted = mountedProgram(site, bundle)
  if (mounted?.text == null || first === undefined) return null
  return { ...mounted, text: mounted.text, file: first.words[0] ?? '', run: first.path }
}

/** The kernel reads the first line only; a file without `#!` is run by a shell, which may get by. */
const crlf = (site: Site, bundle: Bundle): readonly Found[] => {
  const script = scriptText(site, bundle)
  const line = script?.text.split('\n', 1)[0] ?? ''
  if (script === null || !line.endsWith('\r')) return []
  const isShebang = line.startsWith('#!')
  return [
    {
      path: script.run,
      message: `${script.file} has Windows line ends: the kernel looks for the interpreter ${JSON.stringify(line.replace(/^#!/, ''))}.`,
      ...(isShebang ? {} : { severity: 'may-crash' as const }),
    },
  ]
}

/** The kernel runs ELF and `#!` (execve(2)). A file that a shell is told to read needs neither. */
const noShebang = (site: Site, bundle: Bundle): readonly Found[] => {
  const script = scriptText(site, bundle)
  if (script === null || script.text.startsWith('#!') || script.text.startsWith('\x7fELF'))
    return []
  if (programOfSite(site)?.kind === 'script') return []
  const why = /^(?:\s|\ufeff)+#!/.test(script.text)
    ? 'has something before its #! line'
    : 'has no #! line'
  return [
    {
      path: script.run,
      message: `${script.file} ${why}: the kernel does not know what runs it.`,
    },
  ]
}

/** The kubelet makes a directory of a subPath that is not there. Names with `$(NAME)` are left alone. */
const subPathKey = (site: Site, bundle: Bundle): readonly Found[] =>
  site.mounts.flatMap((mount) => {
    const source = sourceOf(mount.volume, site.workload.namespace, bundle)
    if (mount.subPath === null || source === null || source.object === null) return []
    if (/[$(]/.test(mount.subPath)) return []
    const [top = ''] = mount.subPath.split('/')
    const items = listOf(source.fields['items'])
    const files =
      items.length > 0
        ? items.map((each) => wordOf(at(each, 'path')))
        : Object.keys({
            ...(source.object.fields['data'] as object | undefined),
            ...(source.object.fields['binaryData'] as object | undefined),
            ...(source.object.fields['stringData'] as object | undefined),
          })
    if (
      files.length === 0 ||
      files.some((file) => file === mount.subPath || file.split('/')[0] === top)
    )
      return []
    return [
      {
        path: [...mount.path, 'subPath'],
        message: `${source.kind} ${source.object.name} has no ${mount.subPath} (it has ${files.slice(0, 5).join(', ')}): an empty directory is mounted at ${mount.mountPath} instead of a file.`,
      },
    ]
  })

/** Endings of single files; `/etc/nginx/conf.d` has none of them. */
const FILE_NAME =
  /\.(?:ya?ml|json|conf|cnf|cfg|ini|toml|xml|properties|env|sh|pem|crt|key|js|py|txt|tmpl)$/

const fileMount = (site: Site): readonly Found[] =>
  site.mounts.flatMap((mount) => {
    const isData = mount.volume?.fields['configMap'] ?? mount.volume?.fields['secret']
    if (mount.subPath !== null || !isData || !FILE_NAME.test(mount.mountPath)) return []
    return [
      {
        path: [...mount.path, 'mountPath'],
        message: `${mount.mountPath} looks like a file, and without subPath a directory of that name is mounted there.`,
        fix: `Add subPath: ${baseName(mount.mountPath)}.`,
      },
    ]
  })

/** Where images keep no program of their own. */
const NO_PROGRAMS =
  /^\/(?:tmp|var|data|mnt|run|srv\/data|home|config|etc|scripts?|secrets?|cache|logs?)(?:\/|$)/

/** A relative command is looked for below workingDir. An emptyDir counts where no other container of the pod mounts it. */
const hidesProgram = (site: Site, bundle: Bundle): readonly Found[] => {
  const program = programOfSite(site)
  const run = runsOf(program)[0]
  const file = run?.words[0] ?? ''
  const folder = textOf(site.fields['workingDir'])
  const target = file.startsWith('/')
    ? file
    : folder !== null && /^\.{0,2}\/?\S*\//.test(file)
      ? `${clean(folder)}/${file.replace(/^\.\//, '')}`
      : null
  if (target === null || run === undefined || NO_PROGRAMS.test(target)) return []
  const mount = mountAt(site, target)
  if (mount === null || mount.subPath !== null || mount.mountPath === '/') return []
  const source = sourceOf(mount.volume, site.workload.namespace, bundle)
  if (source !== null) {
    if (source.object === null) return []
    if (dataOf(source.object, keyAt(mount, source, target)) !== null) return []
    if (at(source.object.fields, 'binaryData', keyAt(mount, source, target)) !== undefined)
      return []
  } else if (mount.volume?.fields['emptyDir'] === undefined || filledByInit(site, mount)) return []
  return [
    {
      path: [...mount.path, 'mountPath'],
      message: `The volume ${mount.name} is mounted at ${mount.mountPath} and hides what the image has there, ${target} included.`,
      severity: source === null ? 'may-crash' : 'will-crash',
    },
  ]
}

/** Where images keep their own program, by the custom of Dockerfiles. */
const PROGRAM_FOLDERS =
  /^\/(?:app|src|code|workspace|srv\/app|opt\/app|usr|usr\/src\/app|usr\/local|usr\/local\/bin|usr\/bin|bin|usr\/local\/tomcat\/webapps|home\/[\w-]+\/app)$/
const CODE = /\.(?:js|mjs|cjs|ts|py|rb|php|pl|sh|lua|jar|html?)$/

/** Files of settings mounted over such a folder: the image's own command is no longer there. */
const hidesImage = (site: Site, bundle: Bundle): readonly Found[] =>
  site.mounts.flatMap((mount) => {
    const source = sourceOf(mount.volume, site.workload.namespace, bundle)
    if (source === null || mount.subPath !== null || site.command !== null) return []
    if (!PROGRAM_FOLDERS.test(clean(mount.mountPath))) return []
    const keys = source.object === null ? [] : keysOf(source.object)
    if (keys.some((key) => CODE.test(key))) return []
    return [
      {
        path: [...mount.path, 'mountPath'],
        message: `${source.kind} ${source.object?.name ?? mount.name} is mounted over ${mount.mountPath}, where images keep their program: only ${keys.length === 0 ? 'its own files' : keys.slice(0, 3).join(', ')} can be seen there.`,
      },
    ]
  })

/** An init container that mounts the same emptyDir may put the program there. */
const filledByInit = (site: Site, { name }: MountEntry): boolean =>
  site.workload.sites.some(
    (other) => other !== site && other.mounts.some((mount) => mount.name === name),
  )

/** Modes of a volume that one node, or one pod, may use at a time (core/v1, PersistentVolumeAccessMode). */
const SINGLE = new Set(['ReadWriteOnce', 'ReadWriteOncePod'])

/** The first claim of the files that has such modes only and that a container may write to. */
const singleClaim = (
  workload: Workload,
  bundle: Bundle,
): { readonly volume: VolumeEntry; readonly name: string; readonly mode: string } | null => {
  for (const volume of workload.volumes) {
    const name = wordOf(at(volume.fields, 'persistentVolumeClaim', 'claimName'))
    const claim =
      name === '' ? null : bundle.find('PersistentVolumeClaim', workload.namespace, name)
    const modes = listOf(at(claim?.fields, 'spec', 'accessModes')).map(wordOf)
    const isUsed = workload.sites.some(({ mounts }) =>
      mounts.some((mount) => mount.name === volume.name && !mount.readOnly),
    )
    if (modes.length > 0 && isUsed && modes.every((mode) => SINGLE.has(mode)))
      return { volume, name, mode: modes[0] ?? '' }
  }
  return null
}

const sharedClaim = (workload: Workload, bundle: Bundle): readonly Found[] => {
  const claim = singleClaim(workload, bundle)
  if (claim === null || workload.replicas < 2 || workload.kind === 'StatefulSet' || workload.isJob)
    return []
  return [
    {
      path: [...claim.volume.path, 'persistentVolumeClaim', 'claimName'],
      message: `${workload.replicas} replicas share the claim ${claim.name}, which is ${claim.mode}: pods on another node cannot attach it${claim.mode === 'ReadWriteOncePod' ? '' : ', and pods on the same node lock each other out'}.`,
    },
  ]
}

/** With `maxSurge` 0 the old pod ends before the new one starts. */
const rollingClaim = (workload: Workload, bundle: Bundle): readonly Found[] => {
  const claim = singleClaim(workload, bundle)
  const strategy = at(workload.fields, 'spec', 'strategy', 'type') ?? 'RollingUpdate'
  const surge = at(workload.fields, 'spec', 'strategy', 'rollingUpdate', 'maxSurge')
  if (claim === null || workload.kind !== 'Deployment' || workload.replicas !== 1) return []
  if (strategy !== 'RollingUpdate' || surge === 0 || surge === '0' || surge === '0%') return []
  const stated = at(workload.fields, 'spec', 'strategy', 'type') !== undefined
  return [
    {
      path: stated
        ? ['spec', 'strategy', 'type']
        : [...claim.volume.path, 'persistentVolumeClaim', 'claimName'],
      message: `A rolling update starts the new pod beside the old one, and the claim ${claim.name} (${claim.mode}) serves one of them.`,
    },
  ]
}

/** initdb refuses a folder that is not empty. A PGDATA from a ConfigMap or Secret is not known, and is left alone. */
const pgData = (site: Site): readonly Found[] => {
  const { dataDir, name } = site.image.facts ?? {}
  if (dataDir !== '/var/lib/postgresql/data' || site.role === 'init') return []
  const entry = site.env.find(({ name: each }) => each === 'PGDATA')
  const data = entry === undefined ? dataDir : (entry.value ?? '')
  const mount = site.mounts.find(({ mountPath }) => clean(mountPath) === clean(data))
  if (mount === undefined || mount.subPath !== null) return []
  const isClaim =
    isFields(mount.volume?.fields['persistentVolumeClaim']) ||
    isTemplate(site, mount.name) ||
    isFields(mount.volume?.fields['ephemeral'])
  if (!isClaim) return []
  return [
    {
      path: [...mount.path, 'mountPath'],
      message: `${name} makes its data directory at ${data}, which is the root of the volume: most file systems keep a lost+found there.`,
      fix: 'Set PGDATA to a folder below the mount, such as /var/lib/postgresql/data/pgdata, or add a subPath.',
    },
  ]
}

/** A StatefulSet makes a volume of the name of each claim template (apps/v1). */
const isTemplate = (site: Site, name: string): boolean =>
  listOf(at(site.workload.fields, 'spec', 'volumeClaimTemplates')).some(
    (each) => wordOf(at(each, 'metadata', 'name')) === name,
  )

/** A fresh volume belongs to root on most drivers; fsGroup gives its group the right to write (core/v1, PodSecurityContext). */
const noFsGroup = (site: Site): readonly Found[] => {
  const { user, fsGroup } = site.security
  if (user === null || user === 0 || fsGroup !== null || preparesVolumes(site)) return []
  return site.mounts.flatMap((mount) => {
    const isClaim =
      isFields(mount.volume?.fields['persistentVolumeClaim']) || isTemplate(site, mount.name)
    return isClaim && !mount.readOnly
      ? [
          {
            path: [...mount.path, 'name'],
            message: `User ${user} writes to the volume ${mount.name}, which belongs to root until fsGroup says otherwise.`,
          },
        ]
      : []
  })
}

/** An init container that changes the owner. */
const preparesVolumes = (site: Site): boolean =>
  site.workload.sites.some(
    (other) =>
      other.role === 'init' && other.argv.some(({ text }) => /chown|chmod|install /.test(text)),
  )

/** YAML takes octal and decimal modes, JSON decimal ones only (core/v1, ConfigMapVolumeSource). */
const decimalMode = (workload: Workload): readonly Found[] =>
  workload.volumes.flatMap(({ fields, path }) =>
    ['configMap', 'secret', 'projected', 'downwardAPI'].flatMap((field) => {
      const mode = numberOf(at(fields, field, 'defaultMode'))
      if (mode === null || !/^[0-7]{3}$/.test(String(mode)) || !LOOKS_OCTAL.has(mode)) return []
      return [
        {
          path: [...path, field, 'defaultMode'],
          ...edited(setTo([...path, field, 'defaultMode'], Number.parseInt(String(mode), 8))),
          message: `${mode} without a leading zero is decimal, and means ${octal(mode)}.`,
          fix: `Write 0${mode} (YAML), which is ${Number.parseInt(String(mode), 8)} in JSON.`,
        },
      ]
    }),
  )

/** Decimal numbers that read like the modes people use, and mean other ones. */
const LOOKS_OCTAL = new Set([
  400, 440, 444, 500, 550, 555, 600, 640, 644, 660, 664, 700, 750, 755, 775, 777,
])

/** With fsGroup the kubelet adds the group's right to read; without it the last digit decides. */
const secretMode = (site: Site, bundle: Bundle): readonly Found[] => {
  const { user, fsGroup } = site.security
  if (user === null || user === 0 || fsGroup !== null) return []
  return site.mounts.flatMap(({ volume }) => {
    const source = sourceOf(volume, site.workload.namespace, bundle)
    const mode = numberOf(source?.fields['defaultMode'])
    if (volume === null || source === null || mode === null || (mode & 0o004) !== 0) return []
    return [
      {
        path: [...volume.path, source.field, 'defaultMode'],
        message: `The files of ${volume.name} belong to root with mode ${octal(mode)}, and the container runs as user ${user} without fsGroup.`,
      },
    ]
  })
}

/** Programs that write to the files they are given. */
const writesOf = (words: readonly string[]): readonly string[] => {
  const program = baseName(words[0] ?? '')
  if (
    program === 'sed' &&
    words.some((word) => /^-[a-zA-Z]*i/.test(word) || word.startsWith('--in-place'))
  )
    return words.slice(1).filter((word) => word.startsWith('/'))
  if (/^(?:touch|chown|chmod|truncate|mkdir|rm|tee)$/.test(program))
    return words.slice(1).filter((word) => word.startsWith('/'))
  if (/^(?:cp|mv|install)$/.test(program))
    return words.slice(-1).filter((word) => word.startsWith('/'))
  return []
}

/** Volumes of ConfigMaps, Secrets and projected ones are read-only since Kubernetes 1.9.6, whatever `readOnly` says. */
const readOnlyWrite = (site: Site): readonly Found[] =>
  runsOf(programOfSite(site)).flatMap((run) => {
    for (const file of [...writesOf(run.words), ...run.writes]) {
      const mount = file.startsWith('/') ? mountAt(site, file) : null
      const kind = SOURCES.find(([field]) => isFields(mount?.volume?.fields[field]))?.[1]
      const isProjected = isFields(mount?.volume?.fields['projected'])
      if (mount === null || (kind === undefined && !isProjected)) continue
      return [
        {
          path: run.path,
          message: `${run.words[0] ?? 'The script'} writes to ${file}, and ${kind ?? 'projected'} volumes such as ${mount.name} are always read-only.`,
          happens: `${run.words[0] ?? 'sh'}: ${file}: Read-only file system; the script ends with an error if nothing catches it.`,
        },
      ]
    }
    return []
  })

/** As core validation, ValidateVolumeMounts; claim templates count as volumes. */
const missingVolume = (site: Site): readonly Found[] =>
  site.mounts.flatMap((mount) =>
    mount.volume === null && !isTemplate(site, mount.name)
      ? [
          {
            path: [...mount.path, 'name'],
            message: `The pod has no volume ${mount.name}${site.workload.volumes.length === 0 ? '; it has none' : ` (it has ${site.workload.volumes.map(({ name }) => name).join(', ')})`}.`,
            refusal: `Not found: ${JSON.stringify(mount.name)}`,
          },
        ]
      : [],
  )

const duplicateMount = (site: Site): readonly Found[] =>
  site.mounts.flatMap((mount, index) =>
    site.mounts.findIndex(({ mountPath }) => mountPath === mount.mountPath) < index
      ? [
          {
            path: [...mount.path, 'mountPath'],
            message: `Two volumes are mounted at ${mount.mountPath}.`,
            refusal: invalid(mount.mountPath, 'must be unique'),
          },
        ]
      : [],
  )

export const VOLUME_CHECKS: readonly Check[] = [
  {
    code: 'script-configmap-not-executable',
    severity: 'will-crash',
    title:
      'The command is a file from a ConfigMap or Secret that is mounted without the right to execute it',
    happens: 'exec: "/etc/web/run.sh": permission denied (exit code 126 or 128).',
    fix: 'Set defaultMode: 0755 on the volume, or run the file with its interpreter.',
    aliases: [],
    find: inContainers(notExecutable, 'mounts'),
  },
  {
    code: 'script-crlf',
    severity: 'will-crash',
    title: 'A script from a ConfigMap has Windows line ends',
    happens:
      'exec /etc/web/run.sh: no such file or directory, although the file is there; or /bin/sh^M: bad interpreter.',
    fix: 'Save the script with LF line ends.',
    aliases: [],
    find: inContainers(crlf, 'mounts'),
  },
  {
    code: 'script-no-shebang',
    severity: 'will-crash',
    title: 'A script from a ConfigMap is executed and says not what runs it',
    happens: 'exec /etc/web/run.sh: exec format error (exit code 255, 126 or 8).',
    fix: 'Begin the script with #!/bin/sh, or run it with its interpreter.',
    aliases: [],
    find: inContainers(noShebang, 'mounts'),
  },
  {
    code: 'subpath-key-missing',
    severity: 'may-crash',
    title: 'subPath names a file that the ConfigMap or Secret does not have',
    happens: 'An empty directory stands where the program expects a file: is a directory.',
    fix: 'Correct the subPath.',
    aliases: [],
    find: inContainers(subPathKey, 'mounts'),
  },
  {
    code: 'mount-file-without-subpath',
    severity: 'may-crash',
    title: 'A volume is mounted over the path of a file',
    happens:
      'The program finds a directory where it expects a file: is a directory; or the container is not created: not a directory.',
    fix: 'Add subPath with the name of the key.',
    aliases: [],
    find: inContainers(fileMount, 'mounts'),
  },
  {
    code: 'mount-hides-workdir',
    severity: 'may-crash',
    title: 'A volume hides the folder of the program',
    happens: 'exec: "/app/server": no such file or directory (exit code 127 or 128).',
    fix: 'Mount the volume at a folder of its own, or single files with subPath.',
    aliases: [],
    find: inContainers((site, bundle) => [
      ...hidesProgram(site, bundle),
      ...hidesImage(site, bundle),
    ]),
  },
  {
    code: 'rwo-pvc-multi-replica',
    severity: 'may-crash',
    title: 'Several replicas share a volume that one node can attach',
    happens:
      'FailedAttachVolume: Multi-Attach error for volume, or the second database finds its files locked.',
    fix: 'Use a StatefulSet with volumeClaimTemplates, or a ReadWriteMany volume.',
    aliases: [],
    find: inPods(sharedClaim),
  },
  {
    code: 'rwo-pvc-rolling-update',
    severity: 'may-crash',
    title: 'A rolling update starts a second pod on a volume that serves one',
    happens:
      'FailedAttachVolume: Multi-Attach error, or the new pod ends because the old one holds the lock: the rollout hangs.',
    fix: 'Set strategy.type: Recreate.',
    aliases: [],
    find: inPods(rollingClaim),
  },
  {
    code: 'postgres-pgdata-at-mount-root',
    severity: 'may-crash',
    title: "PostgreSQL's data directory is the root of a volume",
    happens:
      'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty (lost+found); exit code 1.',
    fix: 'Set PGDATA to a folder below the mount.',
    aliases: [],
    find: inContainers(pgData, 'mounts'),
  },
  {
    code: 'nonroot-pvc-no-fsgroup',
    severity: 'may-crash',
    title: 'A user other than root writes to a volume that belongs to root',
    happens: 'Permission denied on the first write; the program ends with exit code 1.',
    fix: 'Set securityContext.fsGroup of the pod.',
    aliases: [],
    find: inContainers(noFsGroup, 'mounts'),
  },
  {
    code: 'defaultmode-decimal',
    severity: 'may-crash',
    title: 'A file mode is written without its leading zero',
    happens:
      'The files get other rights than meant: permission denied, or a program that refuses keys that others can read.',
    fix: 'Write it with a leading zero: 0444.',
    aliases: [],
    find: inPods(decimalMode),
  },
  {
    code: 'secret-mode-0400-nonroot',
    severity: 'may-crash',
    title: 'Mounted files are readable by root only, and the container runs as another user',
    happens: 'open /etc/tls/tls.key: permission denied; exit code 1.',
    fix: 'Set fsGroup and mode 0440, or mode 0444.',
    aliases: [],
    find: inContainers(secretMode, 'mounts'),
  },
  {
    code: 'write-into-configmap-mount',
    severity: 'may-crash',
    title: 'A script writes to a ConfigMap or Secret volume',
    happens: 'Read-only file system; exit code 1.',
    fix: 'Copy the file to an emptyDir first, and change it there.',
    aliases: [],
    find: inContainers(readOnlyWrite, 'mounts'),
  },
  {
    code: 'volume-mount-missing-volume',
    severity: 'refused',
    title: 'A mount names a volume that the pod does not have',
    happens: 'The API server refuses the object: volumeMounts[0].name: Not found.',
    fix: 'Correct the name, or declare the volume.',
    aliases: ['kubevious/volume-mount-ref'],
    find: inContainers(missingVolume, 'mounts'),
  },
  {
    code: 'duplicate-mountpath',
    severity: 'refused',
    title: 'Two volumes are mounted at the same path',
    happens:
      'The API server refuses the object: volumeMounts[1].mountPath: Invalid value: must be unique.',
    fix: 'Give each mount its own path.',
    aliases: [],
    find: inContainers(duplicateMount, 'mounts'),
  },
]
