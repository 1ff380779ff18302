import { at, isFields, listOf, wordOf, type Fields } from '@unloop/lint'

/** Objects of the cluster that the request's object refers to, as far as they were looked up. */
export interface Surroundings {
  readonly found: readonly Fields[]
  /** Kinds of which everything that is referred to was looked up. */
  readonly kinds: readonly string[]
}

/** One object that another one needs. */
export interface Needed {
  readonly kind: keyof typeof PLURALS
  readonly name: string
}

/** What `--live` reads; Secrets are left out, as nobody can be given the right to their keys without their values. */
export const PLURALS = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  ServiceAccount: 'serviceaccounts',
  Service: 'services',
} as const

/** The checks that need an object beside the one of the request, and which kind it is. */
export const RESTS_ON: Readonly<Record<string, keyof typeof PLURALS>> = {
  'env-configmap-missing': 'ConfigMap',
  'envfrom-configmap-missing': 'ConfigMap',
  'volume-configmap-missing': 'ConfigMap',
  'env-configmap-key-missing': 'ConfigMap',
  'volume-configmap-item-missing': 'ConfigMap',
  'script-configmap-not-executable': 'ConfigMap',
  'script-crlf': 'ConfigMap',
  'script-no-shebang': 'ConfigMap',
  'pvc-missing': 'PersistentVolumeClaim',
  'missing-service-account': 'ServiceAccount',
  'statefulset-service-missing': 'Service',
}

const MOST_LOOKUPS = 50

/** What the pod template of an object refers to, each once. */
export function needsOf(object: Fields): readonly Needed[] {
  const spec = podSpecOf(object)
  const needed = new Map<string, Needed>()
  const need = (kind: Needed['kind'], name: unknown) => {
    const word = wordOf(name)
    if (word !== '' && needed.size < MOST_LOOKUPS)
      needed.set(`${kind}/${word}`, { kind, name: word })
  }
  for (const volume of listOf(at(spec, 'volumes'))) {
    need('ConfigMap', at(volume, 'configMap', 'name'))
    need('PersistentVolumeClaim', at(volume, 'persistentVolumeClaim', 'claimName'))
    for (const source of listOf(at(volume, 'projected', 'sources')))
      need('ConfigMap', at(source, 'configMap', 'name'))
  }
  for (const list of ['initContainers', 'containers'])
    for (const container of listOf(at(spec, list))) {
      for (const each of listOf(at(container, 'envFrom')))
        need('ConfigMap', at(each, 'configMapRef', 'name'))
      for (const each of listOf(at(container, 'env')))
        need('ConfigMap', at(each, 'valueFrom', 'configMapKeyRef', 'name'))
    }
  need('ServiceAccount', at(spec, 'serviceAccountName'))
  if (object['kind'] === 'StatefulSet') need('Service', at(object, 'spec', 'serviceName'))
  return [...needed.values()]
}

const podSpecOf = (object: Fields): unknown =>
  [
    at(object, 'spec', 'jobTemplate', 'spec', 'template', 'spec'),
    at(object, 'spec', 'template', 'spec'),
    at(object, 'spec'),
  ].find((spec) => isFields(spec))
