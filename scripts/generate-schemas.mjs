// Writes the field table that lint checks objects against, from the models of the Kubernetes client (its OpenAPI, in code).
// Run by hand when the client is updated: node scripts/generate-schemas.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './lib/workspace.mjs'

const models = join(root, 'node_modules', '@kubernetes', 'client-node', 'dist', 'gen', 'models')

const KINDS = {
  v1: 'Pod Service ConfigMap Secret ServiceAccount PersistentVolumeClaim PersistentVolume Namespace LimitRange ResourceQuota ReplicationController PodTemplate Endpoints',
  'apps/v1': 'Deployment StatefulSet DaemonSet ReplicaSet',
  'batch/v1': 'Job CronJob',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'Role ClusterRole RoleBinding ClusterRoleBinding',
  'storage.k8s.io/v1': 'StorageClass',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'node.k8s.io/v1': 'RuntimeClass',
  'apiregistration.k8s.io/v1': 'APIService',
  'admissionregistration.k8s.io/v1': 'ValidatingWebhookConfiguration MutatingWebhookConfiguration',
}

/** The client's types say string where the API takes a quantity, which may be written as a number. */
const QUANTITIES = new Set([
  'V1ResourceRequirements.limits',
  'V1ResourceRequirements.requests',
  'V1VolumeResourceRequirements.limits',
  'V1VolumeResourceRequirements.requests',
  'V1EmptyDirVolumeSource.sizeLimit',
  'V1PersistentVolumeSpec.capacity',
  'V1PodSpec.overhead',
  'V1ResourceFieldSelector.divisor',
  'V1ResourceQuotaSpec.hard',
  'V1LimitRangeItem._default',
  'V1LimitRangeItem.default',
  'V1LimitRangeItem.defaultRequest',
  'V1LimitRangeItem.max',
  'V1LimitRangeItem.maxLimitRequestRatio',
  'V1LimitRangeItem.min',
  'V2MetricTarget.averageValue',
  'V2MetricTarget.value',
  'V2MetricValueStatus.averageValue',
  'V2MetricValueStatus.value',
])

const types = new Map()
const kinds = []

for (const [apiVersion, names] of Object.entries(KINDS))
  for (const kind of names.split(' ')) {
    const type = `${apiVersion.endsWith('v2') ? 'V2' : 'V1'}${kind}`
    kinds.push([`${apiVersion}/${kind}`, type])
    await visit(type)
  }

const version = /release-([\d.]+)/.exec(readFileSync(join(models, 'V1Pod.d.ts'), 'utf8'))?.[1]
const rows = [...types].sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(
  join(root, 'packages', 'engine', 'src', 'lint', 'schema', 'types.data.ts'),
  [
    '// Made by scripts/generate-schemas.mjs from the models of @kubernetes/client-node (Apache-2.0): change that.',
    '',
    '/** The release of Kubernetes whose fields these are. */',
    `export const SCHEMA_VERSION = '${version}'`,
    '',
    '/** The type of each kind, by apiVersion/kind. */',
    'export const KIND_TYPES: Readonly<Record<string, string>> = {',
    ...kinds.map(([kind, type]) => `  '${kind}': '${type}',`),
    '}',
    '',
    '/** The fields of each type: `name:type`, `!` for one that must be there; see fields.ts for the types. */',
    'export const TYPE_FIELDS: Readonly<Record<string, string>> = {',
    ...rows.map(([type, fields]) => `  ${type}: '${fields}',`),
    '}',
    '',
  ].join('\n'),
)

async function visit(type) {
  if (types.has(type)) return
  types.set(type, '')
  const { [type]: model } = await import(pathToFileURL(join(models, `${type}.js`)).href)
  const text = readFileSync(join(models, `${type}.d.ts`), 'utf8')
  const fields = []
  for (const { name, baseName, type: of, format } of model.getAttributeTypeMap()) {
    if (baseName === 'managedFields') {
      fields.push('managedFields:*')
      continue
    }
    const code = await codeOf(of, format, `${type}.${name}`)
    const isRequired = new RegExp(`^ {4}'${name}':`, 'm').test(text)
    fields.push(`${baseName}:${code}${isRequired ? '!' : ''}`)
  }
  types.set(type, fields.join(' '))
}

async function codeOf(of, format, place) {
  const list = /^Array<(.+)>$/.exec(of)
  if (list) return `[]${await codeOf(list[1], format, place)}`
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(of)
  if (map) return `{}${await codeOf(map[1], format, place)}`
  if (of === 'string') return QUANTITIES.has(place) ? 'q' : 's'
  if (of === 'number') return format === 'double' ? 'f' : 'n'
  if (of === 'boolean') return 'b'
  if (of === 'IntOrString') return 'x'
  if (of === 'Date' || of === 'V1MicroTime') return 's'
  if (!/^V\d/.test(of)) return '*'
  await visit(of)
  return of
}
