import type { LintObject, Severity } from './check.ts'
import { at, fieldsOf, isFields } from './fields.ts'
import { isTemplated } from './placeholder.ts'
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

/** Values that a template, a pipeline or a person still fills in. */
const TO_FILL =
  /\{\{|\$\{|@[A-Z][A-Z0-9_]*@|__[A-Z][A-Z0-9_]*__|<[A-Z][A-Z0-9_-]*>|:\s*\{[A-Za-z][\w-]*\}(?:\s|$)/

/** `lun: <ADD LUN ID HERE>`: a person still has to write the value. */
const TO_WRITE = /:\s*["']?<[A-Za-z][^<>]*>["']?\s*(?:#.*)?$/

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

/** `REPLACEME-canary`, `alertmanager-((NAME))`, `_`: a name of which a script or a person writes a part. */
const isNameToFill = (name: string): boolean =>
  /\(\(|\)\)|^_+$/.test(name) || /^[A-Z][A-Z0-9_]{2,}-[a-z]|[a-z]-[A-Z][A-Z0-9_]{2,}$/.test(name)

/** Its name or one of its labels is still to be filled in. */
const isTemplate = ({ name, fields }: LintObject): boolean =>
  isTemplated(name) ||
  isNameToFill(name) ||
  Object.values(fieldsOf(at(fields, 'metadata', 'labels'))).some(
    (value) => typeof value === 'string' && isTemplated(value),
  )

/** Whether a finding says nothing there: of foreign resources the API server knows other rules, and a placeholder is no value. */
export function isPassedOver(
  object: LintObject,
  { code, severity }: { readonly code: string; readonly severity: Severity },
  line: string,
): boolean {
  if (OF_WHOLE_OBJECTS.has(code) && isPatch(object)) return true
  // An object without a name of its own is a template: what is in it is filled in together with that.
  if (severity !== 'will-crash' && isTemplate(object)) return true
  if (severity !== 'refused') return false
  if (!isOwnGroup(object.apiVersion) && !OF_ANY_GROUP.has(code)) return true
  if (code === 'secret-not-base64' && NAMED.test(line)) return true
  return (TO_FILL.test(line) || TO_WRITE.test(line)) && code !== 'kind-unknown'
}
