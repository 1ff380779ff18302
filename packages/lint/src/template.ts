import type { LintObject } from './check.ts'
import { at, fieldsOf, isFields, listOf, wordOf } from './fields.ts'
import { memo } from './memo.ts'
import { isTemplated } from './placeholder.ts'

/** `NAME_OF_IT`, `$NAME`: what a script, envsubst or a person puts a value in for. */
const NAMED = /^\$?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^\$[A-Za-z_]\w*$|^\$\([A-Z_]+\)$/

/** Whether the value is the name of one that is still to be filled in. */
function isNameOfValue(text: string): boolean {
  return NAMED.test(text)
}

/** `CLUSTERNAME`, `DC_APP_REPLACEME-0`: capitals that say that a script writes the name. */
const TO_REPLACE = /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*$/
const SAYS_SO = /NAME|REPLACE|CHANGE|YOUR|PLACEHOLDER|TODO|FIXME|INSERT/

/** `REPLACEME-canary`, `alertmanager-((NAME))`, `_`: a name of which a script or a person writes a part. */
const isNameToFill = (name: string): boolean =>
  /\(\(|\)\)|^_+$/.test(name) ||
  (TO_REPLACE.test(name) && SAYS_SO.test(name)) ||
  /^[A-Z][A-Z0-9_]{2,}-[a-z]|[a-z]-[A-Z][A-Z0-9_]{2,}$/.test(name)

/** Its name or one of its labels is still to be filled in: what is in it is filled in together with that. */
export function isTemplate({ name, fields }: LintObject): boolean {
  return (
    isTemplated(name) ||
    // `name: {{.Name}}` is a map for YAML.
    isFields(at(fields, 'metadata', 'name')) ||
    isNameOfValue(name) ||
    isNameToFill(name) ||
    Object.values(fieldsOf(at(fields, 'metadata', 'labels'))).some(
      (value) => typeof value === 'string' && isTemplated(value),
    )
  )
}

/** Whether some tool fills values of the object in: one stands where the API server takes none that looks like that. */
export const hasPlaceholder = memo((object: LintObject): boolean => {
  const { workload, fields, namespace } = object
  const names = [
    namespace,
    ...(workload === null
      ? listOf(at(fields, 'spec', 'ports')).flatMap((each) => [
          at(each, 'port'),
          at(each, 'targetPort'),
        ])
      : [
          workload.spec['serviceAccountName'],
          workload.spec['nodeName'],
          at(fields, 'spec', 'replicas'),
          ...workload.sites.flatMap(({ fields: site }) => [
            site['image'],
            ...listOf(site['ports']).map((each) => at(each, 'containerPort')),
          ]),
        ]),
  ]
  return (
    isTemplate(object) || names.map(wordOf).some((each) => isTemplated(each) || isNameOfValue(each))
  )
})

/** Whether it says what a cluster should answer, in expressions of Chainsaw: `(length(items)): 1`, `($name)`. */
export const isAssertion = memo(({ fields }: LintObject): boolean => hasExpression(fields, 0))

const EXPRESSION = /^(?:~\.?)?\(.+\)(?:->\w+)?$/

function hasExpression(value: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH) return false
  if (Array.isArray(value)) return value.some((each) => hasExpression(each, depth + 1))
  if (!isFields(value)) return typeof value === 'string' && /^\(\$[\w.]+\)$/.test(value)
  return Object.entries(value).some(
    ([key, each]) => EXPRESSION.test(key) || hasExpression(each, depth + 1),
  )
}

const MAX_DEPTH = 14

/** Whether the file holds it encrypted, as SOPS does: its values are no values, and `sops` goes with them. */
export function isEncrypted({ fields }: LintObject): boolean {
  return isFields(fields['sops']) && at(fields, 'sops', 'mac') !== undefined
}
