import type { ContainerRole } from '@unloop/engine/report'
import {
  at,
  boolOf,
  fieldsOf,
  isFields,
  listOf,
  numberOf,
  textOf,
  wordOf,
  type Fields,
} from './fields.ts'
import { FACETS, facetsOf } from './facets.ts'
import type { Image } from './image.ts'
import { imageWith, type ImageSettings } from './known.ts'
import type { Path } from './manifest.ts'

/** A word of `command` or `args`, with its place. */
export interface Word {
  readonly text: string
  readonly path: Path
}

/** One entry of `env`. Order counts: `$(NAME)` sees earlier ones alone. */
export interface EnvEntry {
  readonly name: string
  /** Null where it comes from elsewhere. */
  readonly value: string | null
  readonly from: Fields | null
  readonly path: Path
}

/** A declared port; null for what is missing or no number. */
export interface PortEntry {
  readonly name: string | null
  readonly port: number | null
  readonly protocol: string
  readonly hostPort: number | null
  readonly path: Path
}

export type ProbeKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe'
export type HandlerKind = 'httpGet' | 'tcpSocket' | 'grpc' | 'exec'

/** A probe; its handler is null where it has none, which the API server refuses. */
export interface ProbeEntry {
  readonly kind: ProbeKind
  readonly fields: Fields
  readonly path: Path
  readonly handler: HandlerKind | null
  /** As written: a number or a port's name. */
  readonly port: number | string | null
  readonly command: readonly Word[]
}

/** A volume of the pod; `fields` says what it is made from. */
export interface VolumeEntry {
  readonly name: string
  readonly fields: Fields
  readonly path: Path
}

/** A mount; its volume is null where the pod has none of that name. */
export interface MountEntry {
  readonly name: string
  readonly mountPath: string
  readonly subPath: string | null
  readonly readOnly: boolean
  readonly path: Path
  readonly volume: VolumeEntry | null
}

/** What holds for a container, its own fields over those of its pod; null where neither says. */
export interface Security {
  readonly user: number | null
  readonly nonRoot: boolean | null
  readonly fsGroup: number | null
  readonly readOnlyRoot: boolean
  readonly escalation: boolean | null
  readonly privileged: boolean
  readonly added: readonly string[]
  readonly dropped: readonly string[]
}

/** One container of a pod template, as the checks read it. */
export interface Site {
  readonly workload: Workload
  readonly role: ContainerRole
  readonly name: string
  readonly path: Path
  readonly fields: Fields
  readonly image: Image
  readonly command: readonly Word[] | null
  readonly args: readonly Word[] | null
  /** Command and args in order. */
  readonly argv: readonly Word[]
  readonly env: readonly EnvEntry[]
  readonly envFrom: readonly { readonly fields: Fields; readonly path: Path }[]
  readonly ports: readonly PortEntry[]
  readonly probes: readonly ProbeEntry[]
  readonly mounts: readonly MountEntry[]
  readonly security: Security
  readonly limits: Fields
  readonly requests: Fields
  /** Sum of FACETS. */
  readonly facets: number
}

/** An object that makes pods, with the pod's spec wherever its kind has that. */
export interface Workload {
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly fields: Fields
  /** Path of the pod's spec. */
  readonly path: Path
  readonly spec: Fields
  readonly labels: Fields
  readonly annotations: Fields
  readonly replicas: number
  /** The pod is meant to run for ever: its containers are started again however they end. */
  readonly runsForever: boolean
  readonly isJob: boolean
  readonly volumes: readonly VolumeEntry[]
  readonly sites: readonly Site[]
  /** Those that kubectl debug added to a running pod: nothing decides about them but good practice. */
  readonly ephemeral: readonly Site[]
  /** The configuration of an image, where the caller has it. */
  readonly configOf: (image: string) => ImageSettings | null
}

// Where the pod template is; other kinds have it in `spec.template`.
const TEMPLATES: Readonly<Record<string, Path>> = {
  Pod: [],
  PodTemplate: ['template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

// Kinds whose controllers are known; others may treat their template as they like.
const BUILT_IN = new Set([
  'Deployment',
  'DeploymentConfig',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
])

// Fields of a pod's specification that hold containers.
const LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const

/** Kubernetes' and OpenShift's own API groups: other ones have Jobs and Services that are something else. */
export function isOwnGroup(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''
  // kops reads its own files; no API server does.
  if (group === 'kops.k8s.io') return false
  return !group.includes('.') || /(?:^|\.)(?:k8s|openshift)\.io$/.test(group)
}

/** The workload that an object describes: by its kind, or by a pod template at the usual place (operators' own kinds). */
export function workloadOf(
  kind: string,
  fields: Fields,
  configOf: Workload['configOf'] = () => null,
): Workload | null {
  const base = TEMPLATES[kind] ?? ['spec', 'template']
  const template = at(fields, ...base)
  const spec = fieldsOf(at(template, 'spec'))
  const holds = LISTS.some((list) => Array.isArray(at(spec, list)))
  const isBuiltIn = BUILT_IN.has(kind) && isOwnGroup(wordOf(fields['apiVersion']))
  if (!holds && !isBuiltIn) return null
  return new PodWorkload({ kind, fields, template, base, configOf })
}

/** Volumes and containers are read when asked for, and forgotten again: of a whole repository's they would fill the memory. */
class PodWorkload implements Workload {
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly fields: Fields
  readonly path: Path
  readonly spec: Fields
  readonly labels: Fields
  readonly annotations: Fields
  readonly replicas: number
  readonly runsForever: boolean
  readonly isJob: boolean
  readonly configOf: Workload['configOf']

  constructor({
    kind,
    fields,
    template,
    base,
    configOf,
  }: {
    readonly kind: string
    readonly fields: Fields
    readonly template: unknown
    readonly base: Path
    readonly configOf: Workload['configOf']
  }) {
    this.configOf = configOf
    const isPod = kind === 'Pod' || kind === 'PodTemplate'
    this.kind = kind
    this.name = wordOf(at(fields, 'metadata', 'name'))
    this.namespace = wordOf(at(fields, 'metadata', 'namespace'))
    this.fields = fields
    this.path = [...base, 'spec']
    this.spec = fieldsOf(at(template, 'spec'))
    this.labels = fieldsOf(at(template, 'metadata', 'labels'))
    this.annotations = fieldsOf(at(template, 'metadata', 'annotations'))
    this.replicas = numberOf(at(fields, 'spec', 'replicas')) ?? 1
    this.isJob = kind === 'Job' || kind === 'CronJob'
    this.runsForever =
      !this.isJob && (!isPod || (textOf(this.spec['restartPolicy']) ?? 'Always') === 'Always')
  }

  get volumes(): readonly VolumeEntry[] {
    return partsOf(this).volumes
  }

  get sites(): readonly Site[] {
    return partsOf(this).sites
  }

  get ephemeral(): readonly Site[] {
    return partsOf(this).ephemeral
  }
}

/** What is read of a pod's specification. */
interface PodParts {
  readonly volumes: readonly VolumeEntry[]
  readonly sites: readonly Site[]
  readonly ephemeral: readonly Site[]
}

// Workloads whose parts are kept: checks go over one at a time, and look-ups over a few.
const MAX_RECENT = 64
const recent = new Map<Workload, PodParts>()

/** The parts of a workload, read when first asked for. */
function partsOf(workload: Workload): PodParts {
  const known = recent.get(workload)
  if (known !== undefined) return known
  const parts = readParts(workload)
  if (recent.size >= MAX_RECENT) recent.clear()
  recent.set(workload, parts)
  return parts
}

/** Reads volumes and containers, each with its path in the manifest. */
function readParts(workload: Workload): PodParts {
  const { spec, path } = workload
  const volumes = listOf(spec['volumes']).map((each, index) => ({
    name: wordOf(fieldsOf(each)['name']),
    fields: fieldsOf(each),
    path: [...path, 'volumes', index],
  }))
  const sitesAt = (list: (typeof LISTS)[number]): readonly Site[] =>
    listOf(spec[list]).flatMap((each, index) =>
      isFields(each)
        ? [siteOf(workload, volumes, { fields: each, path: [...path, list, index] })]
        : [],
    )
  return {
    volumes,
    sites: [...sitesAt('initContainers'), ...sitesAt('containers')],
    ephemeral: sitesAt('ephemeralContainers'),
  }
}

/** A container with all that checks ask of it. */
function siteOf(
  workload: Workload,
  volumes: readonly VolumeEntry[],
  { fields, path }: Entry,
): Site {
  const isInit = path.at(-2) !== 'containers'
  const command = wordsAt(fields, 'command', path)
  const args = wordsAt(fields, 'args', path)
  const parts = {
    image: imageWith(wordOf(fields['image']), workload.configOf(wordOf(fields['image']))),
    argv: [...(command ?? []), ...(args ?? [])],
    env: entriesAt(fields, 'env', path).map(envEntry),
    envFrom: entriesAt(fields, 'envFrom', path),
    ports: entriesAt(fields, 'ports', path).map(portEntry),
    probes: PROBES.flatMap((kind) => probeEntry(kind, fields, path)),
    mounts: entriesAt(fields, 'volumeMounts', path).map((each) => mountEntry(volumes, each)),
  }
  return {
    workload,
    role: !isInit ? 'main' : fields['restartPolicy'] === 'Always' ? 'sidecar' : 'init',
    name: wordOf(fields['name']),
    path,
    fields,
    command,
    args,
    ...parts,
    security: securityOf(workload.spec, fields),
    limits: fieldsOf(at(fields, 'resources', 'limits')),
    requests: fieldsOf(at(fields, 'resources', 'requests')),
    facets:
      facetsOf(parts, fieldsOf(fields['lifecycle'])) |
      // The image brings words of its own.
      (parts.image.config === undefined ? 0 : FACETS.words | FACETS.oddWords | FACETS.shell),
  }
}

/** An empty list counts as none: the image's own is used (core/v1 Container). */
function wordsAt(fields: Fields, key: 'command' | 'args', path: Path): readonly Word[] | null {
  const list = listOf(fields[key])
  if (list.length === 0) return null
  return list.map((each, index) => ({ text: wordOf(each), path: [...path, key, index] }))
}

/** Fields with their path. */
interface Entry {
  readonly fields: Fields
  readonly path: Path
}

/** Items of a list that are mappings. */
const entriesAt = (fields: Fields, key: string, path: Path): readonly Entry[] =>
  listOf(fields[key]).flatMap((each, index) =>
    isFields(each) ? [{ fields: each, path: [...path, key, index] }] : [],
  )

/** A variable; null for a value that comes from elsewhere. */
const envEntry = ({ fields, path }: Entry): EnvEntry => ({
  name: wordOf(fields['name']),
  value: fields['valueFrom'] === undefined ? wordOf(fields['value']) : null,
  from: isFields(fields['valueFrom']) ? fields['valueFrom'] : null,
  path,
})

/** A port; TCP is the API server's default. */
const portEntry = ({ fields, path }: Entry): PortEntry => ({
  name: textOf(fields['name']),
  port: numberOf(fields['containerPort']),
  protocol: textOf(fields['protocol']) ?? 'TCP',
  hostPort: numberOf(fields['hostPort']),
  path,
})

/** A mount with its volume, null where there is none of that name. */
const mountEntry = (volumes: readonly VolumeEntry[], { fields, path }: Entry): MountEntry => ({
  name: wordOf(fields['name']),
  mountPath: wordOf(fields['mountPath']),
  subPath: textOf(fields['subPath']) ?? textOf(fields['subPathExpr']),
  readOnly: fields['readOnly'] === true,
  path,
  volume: volumes.find(({ name }) => name === wordOf(fields['name'])) ?? null,
})

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc', 'exec'] as const

/** A probe with its one handler, null where it has none. */
function probeEntry(kind: ProbeKind, container: Fields, base: Path): readonly ProbeEntry[] {
  const fields = container[kind]
  if (!isFields(fields)) return []
  const path = [...base, kind]
  const handler = HANDLERS.find((each) => isFields(fields[each])) ?? null
  const port = handler === null ? undefined : at(fields, handler, 'port')
  const command = listOf(at(fields, 'exec', 'command'))
  return [
    {
      kind,
      fields,
      path,
      handler,
      port: typeof port === 'number' || typeof port === 'string' ? port : null,
      command: command.map((each, index) => ({
        text: wordOf(each),
        path: [...path, 'exec', 'command', index],
      })),
    },
  ]
}

/** The container's security context over the pod's (core/v1: the container's wins field by field). */
function securityOf(spec: Fields, container: Fields): Security {
  const pod = fieldsOf(spec['securityContext'])
  const own = fieldsOf(container['securityContext'])
  const upper = (list: unknown) =>
    listOf(list).map((each) => wordOf(each).toUpperCase().replace(/^CAP_/, ''))
  return {
    user: numberOf(own['runAsUser']) ?? numberOf(pod['runAsUser']),
    nonRoot: boolOf(own['runAsNonRoot']) ?? boolOf(pod['runAsNonRoot']),
    fsGroup: numberOf(pod['fsGroup']),
    readOnlyRoot: own['readOnlyRootFilesystem'] === true,
    escalation: boolOf(own['allowPrivilegeEscalation']),
    privileged: own['privileged'] === true,
    added: upper(at(own, 'capabilities', 'add')),
    dropped: upper(at(own, 'capabilities', 'drop')),
  }
}
