import type { LintObject, Severity } from './check.ts'
import { at, fieldsOf, isFields } from './fields.ts'
import { hasPlaceholder, isAssertion, isEncrypted, isTemplate } from './template.ts'
import { isOwnGroup, type Workload } from './workload.ts'

/** What schemas and discovery say holds for custom resources too. */
const OF_ANY_GROUP = new Set([
  'unknown-field',
  'type-mismatch',
  'required-field-missing',
  'word-not-allowed',
  'api-removed',
  'kind-unknown',
  'kind-not-served',
  'yaml-duplicate-key',
])

/** What a patch leaves to the object that it is put over. */
const OF_WHOLE_OBJECTS = new Set([
  'selector-missing',
  'image-missing',
  'required-field-missing',
  'containers-missing',
  'volume-mount-missing-volume',
])

/** Values that a template, a pipeline or a person still fills in: nothing of it can stand in a name, a host or a number. */
const TO_FILL = new RegExp(
  [
    String.raw`\{\{|\$\{|#\{`,
    // `kafka.$DOMAIN`, `$REPLICAS`
    String.raw`\$[A-Z_][A-Z0-9_]*|:\s*["']?\$\(?[A-Za-z_]\w*\)?["']?\s*(?:#.*)?$`,
    // `[YOUR_KEY_ID]`, `xxxxxxx`
    String.raw`:\s*\[[A-Z][A-Z0-9_ -]*\]\s*(?:#.*)?$|:\s*["']?[xX]{3,32}["']?\s*(?:#.*)?$`,
    String.raw`@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__`,
    // `<TAG>`, `app.<your domain>`
    String.raw`<[A-Za-z][^<>]*>`,
    String.raw`:\s*\{[A-Za-z][\w-]*\}(?:\s|$)`,
    String.raw`FILLED[ _-]BY|REPLACE[ _-]?(?:ME|THIS)|CHANGE[ _-]?ME`,
  ].join('|'),
)

/** `replicas: NUM_NODES`, `port: PORT`, `serviceAccountName: $ACCOUNT`: a script or a person puts the value in. */
const VALUE_TO_FILL =
  /:\s*["']?(?!(?:TRUE|FALSE|YES|NO|ON|OFF|NULL|NAN|INF)\b)(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|\$\(?[A-Za-z_]\w*\)?)["']?\s*(?:#.*)?$/

/** Where a word in capitals cannot be anybody's value: numbers and quantities. */
const OF_VALUES = new Set(['type-mismatch', 'quantity-invalid'])

/** Names in capitals are mistakes, unless a dollar or what they name says that they are variables. */
const OF_NAMES = new Set(['port-name-invalid', 'pod-name-invalid'])
const NAME_TO_FILL =
  /:\s*["']?\$\(?[A-Za-z_]\w*\)?["']?\s*(?:#.*)?$|(?:serviceAccountName|targetPort):\s*["']?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+["']?\s*$/

/** What is said of placeholders that no shell replaces: nothing of a file in which a tool replaces them. */
const OF_PLACEHOLDERS = new Set([
  'volume-mount-missing-volume',
  'cmd-dollar-var-no-shell',
  'cmd-undefined-varref',
  'env-placeholder',
  'service-target-port-missing',
  'duplicate-container-port',
])

/** `token: VAULT_TOKEN`, which a script replaces: no secret that anybody has looks like that. */
const NAMED = /:\s*["']?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+["']?\s*(?:#.*)?$/

/** A part of an object that some kustomization puts over the whole one: without selector, and with containers without image. */
function isPatch({ fields, workload, kind }: LintObject): boolean {
  if (workload === null) return false
  if (
    kind !== 'Pod' &&
    kind !== 'Job' &&
    kind !== 'CronJob' &&
    isFields(at(fields, 'spec', 'selector'))
  )
    return false
  return (
    hasPatchMark(workload) || workload.sites.some(isNameAlone) || isTemplateAlone(fields, workload)
  )
}

/** Neither a selector nor labels nor a number of pods: what a patch of images or resources looks like. */
const isTemplateAlone = (fields: LintObject['fields'], { kind }: Workload): boolean =>
  /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind) &&
  Object.keys(fieldsOf(fields['spec'])).length === 1 &&
  at(fields, 'spec', 'template', 'metadata') === undefined

/** A container that has nothing but a name: a patch, whose rest stands elsewhere. */
const isNameAlone = ({ fields }: Workload['sites'][number]): boolean =>
  fields['image'] === undefined && fields['name'] !== undefined

/** `$patch: delete` and the like: a strategic merge patch is no object. */
const hasPatchMark = ({ spec }: Workload): boolean => spec['$patch'] !== undefined

/** A patch of a CustomResourceDefinition, as kubebuilder lays them down: nothing but metadata. */
const isPartOfDefinition = ({ kind, fields }: LintObject): boolean =>
  kind === 'CustomResourceDefinition' &&
  fields['spec'] === undefined &&
  isFields(at(fields, 'metadata', 'annotations'))

/** OpenShift sets the image when a tag moves: what stands there is replaced. */
const isImageTriggered = ({ kind, annotations }: LintObject): boolean =>
  kind === 'DeploymentConfig' || annotations['image.openshift.io/triggers'] !== undefined

/** Whether a finding says nothing there: of foreign resources the API server knows other rules, and a placeholder is no value. */
export function isPassedOver(
  object: LintObject,
  { code, severity }: { readonly code: string; readonly severity: Severity },
  line: string,
): boolean {
  if (OF_WHOLE_OBJECTS.has(code) && isPatch(object)) return true
  if (isAssertion(object) || isPartOfDefinition(object)) return true
  if (code.startsWith('image-') && isImageTriggered(object)) return true
  if (severity !== 'will-crash' && isTemplate(object)) return true
  if (OF_PLACEHOLDERS.has(code) && hasPlaceholder(object)) return true
  if (severity !== 'refused') return false
  if (!isOwnGroup(object.apiVersion) && !OF_ANY_GROUP.has(code)) return true
  if (code === 'secret-not-base64' && NAMED.test(line)) return true
  if (isEncrypted(object) && code !== 'kind-unknown' && code !== 'api-removed') return true
  if (OF_VALUES.has(code) && VALUE_TO_FILL.test(line)) return true
  if (OF_NAMES.has(code) && NAME_TO_FILL.test(line)) return true
  return TO_FILL.test(line) && code !== 'kind-unknown'
}
