import { at, fieldsOf, isFields, type Fields } from '@unloop/lint'

/** An object without what the API server adds of its own: checks speak of what its author wrote. */
export function withoutServerDefaults(object: Fields, namespace: string): Fields {
  const { status: _status, ...rest } = object
  const { managedFields: _managed, ...metadata } = fieldsOf(object['metadata'])
  const written = { ...rest, metadata: namespace === '' ? metadata : { ...metadata, namespace } }
  return POD_SPECS.reduce(withoutAlias, withoutJobSelector(written))
}

/** Where the pod's spec stands: of a Pod, a template, a CronJob. */
const POD_SPECS: readonly (readonly string[])[] = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
]

/** `serviceAccount` is written beside `serviceAccountName` by conversion (core/v1 conversion.go, for old clients). */
function withoutAlias(object: Fields, path: readonly string[]): Fields {
  const { serviceAccount, ...spec } = fieldsOf(at(object, ...path))
  return serviceAccount !== undefined && serviceAccount === spec['serviceAccountName']
    ? replaced(object, path, spec)
    : object
}

/** A Job's selector is made up by the server unless `manualSelector` says otherwise (batch/v1 JobSpec). */
function withoutJobSelector(object: Fields): Fields {
  const { selector: _selector, ...spec } = fieldsOf(object['spec'])
  return object['kind'] === 'Job' && isFields(object['spec']) && spec['manualSelector'] !== true
    ? { ...object, spec }
    : object
}

/** A copy with another value at the path. */
function replaced(object: Fields, [step, ...rest]: readonly string[], value: Fields): Fields {
  if (step === undefined) return value
  return { ...object, [step]: replaced(fieldsOf(object[step]), rest, value) }
}
