import { nearest } from '../../causes/shared/names.ts'
import { quantity } from '../../evidence/quantity.ts'
import { isFields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { fieldsOfType, typeOfKind, type FieldType } from './fields.ts'

export interface SchemaProblem {
  readonly code:
    | 'unknown-field'
    | 'type-mismatch'
    | 'null-quantity'
    | 'required-field-missing'
    | 'quantity-invalid'
  readonly path: Path
  readonly message: string
}

/** What the API server's strict decoding would say of an object; nothing for kinds that are not in the table. */
export function schemaProblems(
  object: Readonly<Record<string, unknown>>,
  apiVersion: string,
  kind: string,
): readonly SchemaProblem[] {
  const type = typeOfKind(apiVersion, kind)
  if (type === null) return []
  const validator = new Validator()
  validator.object(object, type, [])
  return validator.problems
}

const MAX_PROBLEMS = 100

class Validator {
  readonly problems: SchemaProblem[] = []

  object(value: Readonly<Record<string, unknown>>, type: string, path: Path): void {
    const fields = fieldsOfType(type)
    for (const key of Object.keys(value)) {
      const field = fields.get(key)
      const child = value[key]
      if (field === undefined) this.#unknown(key, type, path)
      else if (child !== null && child !== undefined) this.#value(child, field.type, [...path, key])
    }
    for (const [name, { isRequired }] of fields)
      if (isRequired && value[name] === undefined && !EASY.has(`${type}.${name}`))
        this.#add('required-field-missing', path, `${name} is missing; it must be there`)
  }

  #add(code: SchemaProblem['code'], path: Path, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ code, path, message })
  }

  #unknown(key: string, type: string, path: Path): void {
    const known = [...fieldsOfType(type).keys()]
    const odd = /[^\x21-\x7e]/.test(key)
    const near = odd ? null : nearest(key, known)
    const home = near === null ? homeOf(key, type) : null
    const hint = odd
      ? ' It holds a character that is no ordinary space or letter.'
      : near !== null
        ? ` Is ${near} meant?`
        : home === null
          ? ''
          : ` It belongs to ${home}: look at the indentation.`
    const place =
      path.length === 0 ? 'the object' : String(path.findLast((step) => typeof step === 'string'))
    this.#add('unknown-field', [...path, key], `There is no field ${key} in ${place}.${hint}`)
  }

  #value(value: unknown, type: FieldType, path: Path): void {
    switch (type.kind) {
      case 'any':
        return
      case 'object':
        if (isFields(value)) this.object(value, type.type, path)
        else this.#mismatch(value, 'a map', path)
        return
      case 'list':
        if (!Array.isArray(value)) this.#mismatch(value, 'a list', path)
        else
          for (const [index, each] of value.entries())
            if (each !== null) this.#value(each, type.of, [...path, index])
        return
      case 'map':
        if (!isFields(value)) this.#mismatch(value, 'a map', path)
        else for (const key of Object.keys(value)) this.#entry(value[key], type.of, [...path, key])
        return
      default:
        this.#scalar(value, type.kind, path)
    }
  }

  #entry(value: unknown, type: FieldType, path: Path): void {
    if (value === null || value === undefined) {
      if (type.kind === 'quantity')
        this.#add(
          'null-quantity',
          path,
          `${String(path.at(-1))} has no value; a quantity such as 512Mi is expected`,
        )
      return
    }
    this.#value(value, type, path)
  }

  #scalar(
    value: unknown,
    kind: 'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'intOrString',
    path: Path,
  ): void {
    switch (kind) {
      case 'string':
        if (typeof value !== 'string') this.#mismatch(value, 'text', path)
        return
      case 'integer':
        if (typeof value !== 'number' || !Number.isInteger(value))
          this.#mismatch(value, 'a whole number', path)
        return
      case 'number':
        if (typeof value !== 'number') this.#mismatch(value, 'a number', path)
        return
      case 'boolean':
        if (typeof value !== 'boolean') this.#mismatch(value, 'true or false', path)
        return
      case 'quantity':
        if (typeof value !== 'string' && typeof value !== 'number')
          this.#mismatch(value, 'a quantity', path)
        else if (quantity(value) === null && !/\{\{|\$\{|<no value>|%!/.test(String(value)))
          this.#add(
            'quantity-invalid',
            path,
            `${JSON.stringify(value)} is no quantity, such as 500m or 256Mi`,
          )
        return
      case 'intOrString':
        if (typeof value !== 'string' && typeof value !== 'number')
          this.#mismatch(value, 'a number or a name', path)
    }
  }

  #mismatch(value: unknown, wanted: string, path: Path): void {
    const key = path.findLast((step) => typeof step === 'string') ?? ''
    this.#add('type-mismatch', path, `${key} must be ${wanted}, and this is ${kindOf(value)}`)
  }
}

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list'
  if (isFields(value)) return 'a map'
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 40))}`
  if (typeof value === 'boolean')
    return `the boolean ${value} (yes, no, on, off, y and n are booleans too)`
  return `the number ${String(value)}`
}

/** Required by the OpenAPI document, yet filled in or told by a check of its own. */
const EASY = new Set([
  'V1DeploymentSpec.selector',
  'V1StatefulSetSpec.selector',
  'V1DaemonSetSpec.selector',
  'V1ReplicaSetSpec.selector',
  'V1StatefulSetSpec.serviceName',
  'V1ContainerState.running',
  'V1RoleBinding.roleRef',
])

/** Where a misplaced field usually belongs. */
const HOMES: readonly (readonly [type: string, name: string])[] = [
  ['V1Container', 'the container'],
  ['V1PodSpec', "the pod's spec"],
  ['V1DeploymentSpec', "the workload's spec"],
  ['V1ObjectMeta', 'metadata'],
  ['V1SecurityContext', "the container's securityContext"],
  ['V1PodSecurityContext', "the pod's securityContext"],
  ['V1Probe', 'the probe'],
]

const homeOf = (key: string, type: string): string | null =>
  HOMES.find(([home]) => home !== type && fieldsOfType(home).has(key))?.[1] ?? null
