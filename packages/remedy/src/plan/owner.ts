import { sh } from '@unloop/engine/commands'
import type { KubeObject } from '@unloop/engine/evidence'
import { pathText } from '../patch/diff.ts'

/** Who writes an object from elsewhere and would overwrite a change in the cluster. */
export interface Owner {
  readonly by: 'helm' | 'argocd' | 'flux' | 'kustomize' | 'terraform' | 'operator' | 'openshift'
  /** `the Helm release web`. */
  readonly what: string
  /** Where to change it instead: a full sentence. */
  readonly instead: string
  /** True where it puts its own state back by itself, so that a live change does not last. */
  readonly reverts: boolean
}

type Labels = Readonly<Record<string, string>>
type Rule = (object: KubeObject, labels: Labels, annotations: Labels) => Owner | null
type Path = readonly string[]

/** Owners of an object, those that undo changes by themselves first; `changed` are the fields that a plan changes in it. */
export function ownersOf(object: KubeObject, changed: readonly Path[] = []): readonly Owner[] {
  const { labels = {}, annotations = {} } = object.metadata
  return RULES.flatMap((rule) => rule(object, labels, annotations) ?? [])
    .map((owner) => ({ ...owner, instead: `${owner.instead}${placeWords(owner, changed)}` }))
    .sort((a, b) => Number(b.reverts) - Number(a.reverts))
}

const MOST_PLACES = 3

/** The field that is to be changed there; for a chart, the value by which most charts set it (helm create's own names). */
const placeWords = ({ by }: Owner, changed: readonly Path[]): string => {
  const fields = changed.slice(0, MOST_PLACES).map(pathText)
  if (fields.length === 0) return ''
  const values = [...new Set(changed.flatMap((path) => valueKey(path) ?? []))].slice(0, MOST_PLACES)
  if (by === 'helm' || by === 'flux' || by === 'argocd')
    return ` The field is ${fields.join(', ')}${values.length > 0 ? `, which most charts set by ${values.join(', ')} in values.yaml` : ''}.`
  return ` The field is ${fields.join(', ')}.`
}

const VALUES: Readonly<Record<string, string>> = {
  image: 'image.tag',
  imagePullPolicy: 'image.pullPolicy',
  imagePullSecrets: 'imagePullSecrets',
  replicas: 'replicaCount',
  env: 'env',
  envFrom: 'envFrom',
  command: 'command',
  args: 'args',
  resources: 'resources',
  livenessProbe: 'livenessProbe',
  readinessProbe: 'readinessProbe',
  startupProbe: 'startupProbe',
  volumes: 'volumes',
  volumeMounts: 'volumeMounts',
  nodeSelector: 'nodeSelector',
  serviceAccountName: 'serviceAccount.name',
  initContainers: 'initContainers',
}

const valueKey = (path: Path): string | null => {
  const names = path.map((part) => part.replace(/\[.*$/, ''))
  const at = names.findIndex((name) => name === 'securityContext' || VALUES[name] !== undefined)
  if (at < 0) return null
  const name = names[at] ?? ''
  const rest = /^(?:resources|.*Probe)$/.test(name) ? names.slice(at + 1) : []
  // The container's own stands in a list of containers, the pod's does not.
  const key =
    name === 'securityContext'
      ? names[at - 1] === 'containers'
        ? name
        : 'podSecurityContext'
      : (VALUES[name] ?? name)
  return [key, ...rest].join('.')
}

const own = (owner: Owner): Owner => owner

const argo: Rule = (_, labels, annotations) => {
  const tracking = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0]
  const name = tracking ?? labels['argocd.argoproj.io/instance']
  if (!name) return null
  return own({
    by: 'argocd',
    what: `the Argo CD application ${name}`,
    instead: `Change it in the repository that application ${name} syncs from (argocd app get ${name} names it); with self-heal on, Argo CD puts the old state back within minutes.`,
    reverts: true,
  })
}

const flux: Rule = (_, labels) => {
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name']
  const release = labels['helm.toolkit.fluxcd.io/name']
  const name = kustomization ?? release
  if (!name) return null
  const kind = kustomization ? 'Kustomization' : 'HelmRelease'
  const namespace =
    labels['kustomize.toolkit.fluxcd.io/namespace'] ??
    labels['helm.toolkit.fluxcd.io/namespace'] ??
    'flux-system'
  return own({
    by: 'flux',
    what: `the Flux ${kind} ${namespace}/${name}`,
    instead: `Change it in the repository that ${kind} ${name} reads (flux get sources all); or pause it first: flux suspend ${kustomization ? 'kustomization' : 'helmrelease'} ${name} -n ${namespace}.`,
    reverts: true,
  })
}

const helm: Rule = (_, labels, annotations) => {
  const release = annotations['meta.helm.sh/release-name']
  const isHelm =
    release !== undefined ||
    labels['app.kubernetes.io/managed-by'] === 'Helm' ||
    labels['heritage'] === 'Helm'
  if (!isHelm) return null
  const name = release ?? labels['app.kubernetes.io/instance'] ?? labels['release'] ?? ''
  const chart = labels['helm.sh/chart'] ?? labels['chart']
  return own({
    by: 'helm',
    what: `the Helm release ${name}`.trim(),
    instead: `Change it in the values of release ${name}${chart ? ` (chart ${chart})` : ''} and run helm upgrade; the next upgrade overwrites what is changed here.`,
    reverts: false,
  })
}

const kustomize: Rule = ({ metadata }, labels) => {
  const isBuilt =
    labels['app.kubernetes.io/managed-by']?.startsWith('kustomize') ||
    metadata.annotations?.['config.kubernetes.io/origin'] !== undefined
  if (!isBuilt) return null
  return own({
    by: 'kustomize',
    what: 'a kustomization',
    instead: `Change it in ${originOf(metadata) ?? 'the base'} or in a patch of the kustomization; the next apply overwrites what is changed here.`,
    reverts: false,
  })
}

/** `path: base/deployment.yaml`, as kustomize notes it with buildMetadata originAnnotations. */
const originOf = ({ annotations }: KubeObject['metadata']): string | null =>
  /^path:\s*(\S+)/m.exec(annotations?.['config.kubernetes.io/origin'] ?? '')?.[1] ?? null

const terraform: Rule = ({ metadata }) => {
  const manager = metadata.managedFields?.find(({ manager }) =>
    /terraform|opentofu|pulumi/i.test(manager ?? ''),
  )?.manager
  if (!manager) return null
  return own({
    by: 'terraform',
    what: manager,
    instead:
      'Change it in the configuration that made it and apply that; the next plan shows what is changed here as drift and takes it back.',
    reverts: false,
  })
}

const openshift: Rule = (_, labels, annotations) => {
  const owner = annotations['operator.openshift.io/spec-hash'] ?? labels['olm.owner']
  if (!owner) return null
  return own({
    by: 'openshift',
    what: labels['olm.owner'] ? `the operator bundle ${labels['olm.owner']}` : 'a cluster operator',
    instead: 'Change the custom resource that configures the operator; it puts its own state back.',
    reverts: true,
  })
}

/** Kinds whose controllers are part of Kubernetes: their parents are what is changed. */
const BUILT_IN = new Set([
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Node',
])

const operator: Rule = ({ metadata }) => {
  const owner = metadata.ownerReferences?.find(
    ({ controller, kind }) => controller && kind && !BUILT_IN.has(kind),
  )
  if (!owner) return null
  return own({
    by: 'operator',
    what: `${owner.kind} ${owner.name}`,
    instead: `Change ${owner.kind} ${owner.name} (${sh`kubectl edit ${owner.kind?.toLowerCase() ?? ''} ${owner.name ?? ''} -n ${metadata.namespace ?? ''}`}): its operator writes this object and puts its own state back.`,
    reverts: true,
  })
}

const RULES: readonly Rule[] = [argo, flux, operator, openshift, helm, kustomize, terraform]
