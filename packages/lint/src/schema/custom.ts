import { nearest } from '@unloop/engine/evidence'
import type { Bundle } from '../bundle.ts'
import { at, fieldsOf, isFields, listOf, wordOf, type Fields } from '../fields.ts'
import type { SchemaProblem } from './validate.ts'

/** What a CustomResourceDefinition of the files (apiextensions.k8s.io/v1) or a schema of the caller's says of an object; nothing where none is there. */
export function customProblems(object: Fields, bundle: Bundle): readonly SchemaProblem[] {
  const [group = '', version = ''] = wordOf(object['apiVersion']).split('/')
  const kind = wordOf(object['kind'])
  const schema =
    schemaOf({ group, version, kind }, bundle) ??
    bundle.schemaOf?.(wordOf(object['apiVersion']), kind) ??
    null
  if (schema === null) return []
  const validator = new CustomValidator()
  validator.root(object, schema)
  return validator.problems
}

/** The schema of the version that the object names; null where no definition of the files has it. */
function schemaOf(
  wanted: { readonly group: string; readonly version: string; readonly kind: string },
  bundle: Bundle,
): Fields | null {
  for (const { fields } of bundle.kind('CustomResourceDefinition')) {
    if (at(fields, 'spec', 'group') !== wanted.group) continue
    if (at(fields, 'spec', 'names', 'kind') !== wanted.kind) continue
    const version = listOf(at(fields, 'spec', 'versions')).find(
      (each) => at(each, 'name') === wanted.version,
    )
    const schema = at(version, 'schema', 'openAPIV3Schema')
    if (isFields(schema)) return schema
  }
  return null
}

const MAX_PROBLEMS = 100
const MAX_DEPTH = 60

/** The part of OpenAPI v3 that structural schemas are made of. */
class CustomValidator {
  readonly problems: SchemaProblem[] = []
  readonly #path: (string | number)[] = []

  /** apiVersion, kind and metadata are the API server's own. */
  root(object: Fields, schema: Fields): void {
    const properties = fieldsOf(schema['properties'])
    for (const key of Object.keys(object)) {
      if (key === 'apiVersion' || key === 'kind' || key === 'metadata' || key === 'status') continue
      this.#property(key, object[key], { schema, properties })
    }
    this.#required(object, schema)
  }

  #add(code: SchemaProblem['code'], message: string, ...more: readonly string[]): void {
    if (this.problems.length < MAX_PROBLEMS)
      this.problems.push({ code, path: [...this.#path, ...more], message })
  }

  /**
   * The API server prunes what a schema does not have, unless `x-kubernetes-preserve-unknown-fields` keeps it
   * (apiextensions.k8s.io/v1).
   */
  #property(
    key: string,
    value: unknown,
    { schema, properties }: { readonly schema: Fields; readonly properties: Fields },
  ): void {
    const child = properties[key] ?? schema['additionalProperties']
    if (isFields(child)) {
      this.#path.push(key)
      this.#value(value, child)
      this.#path.pop()
      return
    }
    const isOpen =
      child === true ||
      schema['x-kubernetes-preserve-unknown-fields'] === true ||
      schema['x-kubernetes-embedded-resource'] === true ||
      Object.keys(properties).length === 0
    if (isOpen) return
    const near = nearest(key, Object.keys(properties))
    const holder = this.#path.findLast((step) => typeof step === 'string') ?? 'the object'
    this.#add(
      'unknown-field',
      `There is no field ${key} in ${holder}.${near === null ? '' : ` Is ${near} meant?`}`,
      key,
    )
  }

  /** Defaults are filled in before the API server looks for what is missing. */
  #required(value: Fields, schema: Fields): void {
    for (const name of listOf(schema['required'])) {
      const field = wordOf(name)
      const hasDefault = at(schema, 'properties', field, 'default') !== undefined
      if (value[field] === undefined && !hasDefault)
        this.#add('required-field-missing', `${field} is missing; it must be there`)
    }
  }

  /** Null counts as left out; `nullable` is not read. */
  #value(value: unknown, schema: Fields): void {
    if (value === null || value === undefined || this.#path.length > MAX_DEPTH) return
    const isEither = schema['x-kubernetes-int-or-string'] === true
    const type = wordOf(schema['type'])
    if (!isEither && type !== '' && !isOfType(value, type)) {
      const name = this.#path.findLast((step) => typeof step === 'string') ?? ''
      this.#add(
        'type-mismatch',
        `${name} must be ${TYPE_WORDS[type] ?? type}, and this is ${JSON.stringify(value)?.slice(0, 40)}`,
      )
      return
    }
    const words = listOf(schema['enum'])
    if (words.length > 0 && !words.includes(value))
      this.#add(
        'word-not-allowed',
        `${JSON.stringify(value)?.slice(0, 40)} is none of the values that the field takes: ${words.map(String).join(', ')}`,
      )
    if (Array.isArray(value)) this.#items(value, schema)
    else if (isFields(value)) {
      const properties = fieldsOf(schema['properties'])
      for (const key of Object.keys(value)) this.#property(key, value[key], { schema, properties })
      this.#required(value, schema)
    }
  }

  #items(list: readonly unknown[], schema: Fields): void {
    const items = schema['items']
    if (!isFields(items)) return
    for (const [index, item] of list.entries()) {
      this.#path.push(index)
      this.#value(item, items)
      this.#path.pop()
    }
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
}

/** Types of OpenAPI v3; any value is of a type that this does not know. */
function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string'
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isFields(value)
    default:
      return true
  }
}
