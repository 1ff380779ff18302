import { nearest } from '@unloop/engine/evidence'
import { quantity } from '@unloop/engine/evidence'
import { edited, renamed, setTo, type Edit } from '../edit.ts'
import { at, isFields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { isSlip } from '../slip.ts'
import { fieldsOfType, requiredOfType, typeOfKind, type Field, type FieldType } from './fields.ts'
import {
  mismatchError,
  QUANTITY_ERROR,
  requiredError,
  unknownFieldError,
  unsupportedError,
} from './quoted.ts'

export interface SchemaProblem {
  readonly code:
    | 'unknown-field'
    | 'type-mismatch'
    | 'null-quantity'
    | 'required-field-missing'
    | 'quantity-invalid'
    | 'word-not-allowed'
  readonly path: Path
  readonly message: string
  readonly edits?: readonly Edit[]
  /** The error as the API server words it. */
  readonly error?: string
}

/** What the API server's strict decoding would say of an object; nothing for kinds that are not in the table. */
export function schemaProblems(
  object: Readonly<Record<string, unknown>>,
  apiVersion: string,
  kind: string,
): readonly SchemaProblem[] {
  const type = typeOfKind(apiVersion, kind)
  if (type === null) return []
  const validator = new Validator(object)
  validator.object(object, type)
  return validator.problems
}

const MAX_PROBLEMS = 100

/** Of shorter keys a slip could be another word. */
const MIN_SLIP = 4

class Validator {
  readonly problems: SchemaProblem[] = []
  readonly #root: Readonly<Record<string, unknown>>
  /** Where it stands: one list that grows and shrinks on the way. */
  readonly #path: (string | number)[] = []
  /** The same way as Go tells it. */
  readonly #fields: string[] = []
  #struct = ''

  constructor(root: Readonly<Record<string, unknown>>) {
    this.#root = root
  }

  /** A field that is null counts as left out, as for Go's decoder. */
  object(value: Readonly<Record<string, unknown>>, type: string): void {
    const fields = fieldsOfType(type)
    for (const key of Object.keys(value)) {
      const field = fields.get(key)
      const child = value[key]
      if (field === undefined) this.#unknown(key, type)
      else if (child !== null && child !== undefined) this.#field(key, child, { field, type })
    }
    // What a manifest says of its status is dropped before anything is asked of it.
    if (this.#path[0] === 'status') return
    for (const name of requiredOfType(type))
      if ((value[name] === undefined || value[name] === null) && !EASY.has(`${type}.${name}`))
        this.#add('required-field-missing', `${name} is missing; it must be there`, {
          error: requiredError([...this.#path, name], type),
        })
  }

  #add(code: SchemaProblem['code'], message: string, more: More = {}): void {
    if (this.problems.length >= MAX_PROBLEMS) return
    const { key, edits = [], error } = more
    const path = key === undefined ? [...this.#path] : [...this.#path, key]
    this.problems.push({
      code,
      path,
      message,
      ...edited(edits),
      ...(error == null ? {} : { error }),
    })
  }

  /** Go begins its way anew at each struct. */
  #field(
    key: string,
    value: unknown,
    { field, type }: { readonly field: Field; readonly type: string },
  ): void {
    this.#struct = type
    this.#fields.push(key)
    this.#child(key, value, field.type)
    this.#fields.pop()
    this.#struct = type
  }

  #child(step: string | number, value: unknown, type: FieldType): void {
    this.#path.push(step)
    this.#value(value, type)
    this.#path.pop()
  }

  /** Guesses in turn: a character that nobody sees, a name that is near, a field of another object. */
  #unknown(key: string, type: string): void {
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
    const respelt = known.find((name) => bare(name) === bare(key)) ?? this.#slipOf(key, known)
    const place = this.#path.findLast((step) => typeof step === 'string') ?? 'the object'
    this.#add('unknown-field', `There is no field ${key} in ${place}.${hint}`, {
      key,
      error: unknownFieldError([...this.#path, key]),
      edits: respelt === undefined ? [] : renamed(this.#root, [...this.#path, key], respelt),
    })
  }

  /** The one field that a key is a slip of, where the object does not have that field beside it. */
  #slipOf(key: string, known: readonly string[]): string | undefined {
    const [first, ...more] = key.length < MIN_SLIP ? [] : known.filter((name) => isSlip(key, name))
    const holder = at(this.#root, ...this.#path)
    return more.length > 0 || first === undefined || at(holder, first) !== undefined
      ? undefined
      : first
  }

  #value(value: unknown, type: FieldType): void {
    switch (type.kind) {
      case 'any':
        return
      case 'object':
        if (isFields(value)) this.object(value, type.type)
        else this.#mismatch(value, 'a map', type)
        return
      case 'list':
        if (!Array.isArray(value)) this.#mismatch(value, 'a list', type)
        else
          for (let index = 0; index < value.length; index++)
            if (value[index] !== null) this.#child(index, value[index], type.of)
        return
      case 'map':
        if (!isFields(value)) this.#mismatch(value, 'a map', type)
        else for (const key of Object.keys(value)) this.#entry(key, value[key], type.of)
        return
      case 'word':
        this.#word(value, type.words)
        return
      default:
        this.#scalar(value, type.kind)
    }
  }

  /** An empty word counts as unset, and what a template left is told by a check of its own. */
  #word(value: unknown, words: readonly string[]): void {
    if (typeof value !== 'string') this.#mismatch(value, 'text', { kind: 'string' })
    else if (value !== '' && !words.includes(value) && !/\{\{|\$\{|<no value>|%!/.test(value))
      this.#add(
        'word-not-allowed',
        `${JSON.stringify(value.slice(0, 40))} is none of the values that the field takes: ${words.join(', ')}`,
        { error: unsupportedError(this.#path, value, words) },
      )
  }

  /** `memory:` with nothing behind it decodes to 0 (apimachinery, Quantity.UnmarshalJSON). */
  #entry(key: string, value: unknown, type: FieldType): void {
    if (value !== null && value !== undefined) this.#child(key, value, type)
    else if (type.kind === 'quantity')
      this.#add('null-quantity', `${key} has no value; a quantity such as 512Mi is expected`, {
        key,
      })
  }

  #scalar(
    value: unknown,
    kind: Exclude<FieldType['kind'], 'any' | 'object' | 'list' | 'map' | 'word'>,
  ): void {
    const given = typeof value
    const type = { kind }
    switch (kind) {
      case 'string':
        if (given !== 'string') this.#mismatch(value, 'text', type, this.#quoted(value))
        return
      case 'integer':
        if (!Number.isInteger(value))
          this.#mismatch(value, 'a whole number', type, this.#bare(value, /^-?\d{1,15}$/))
        return
      case 'number':
        if (given !== 'number') this.#mismatch(value, 'a number', type)
        return
      case 'boolean':
        if (given !== 'boolean')
          this.#mismatch(value, 'true or false', type, this.#bare(value, /^(?:true|false)$/))
        return
      case 'quantity':
        this.#quantity(value)
        return
      case 'intOrString':
        if (given !== 'string' && given !== 'number')
          this.#mismatch(value, 'a number or a name', type)
    }
  }

  #quantity(value: unknown): void {
    if (typeof value !== 'string' && typeof value !== 'number')
      this.#mismatch(value, 'a quantity', { kind: 'quantity' })
    else if (quantity(value) === null && !/\{\{|\$\{|<no value>|%!/.test(String(value)))
      this.#add(
        'quantity-invalid',
        `${JSON.stringify(value)} is no quantity, such as 500m or 256Mi`,
        { error: QUANTITY_ERROR },
      )
  }

  /** The edit that puts a number or boolean in quotes. */
  #quoted(value: unknown): readonly Edit[] {
    const isScalar = typeof value === 'number' || typeof value === 'boolean'
    return isScalar ? [{ op: 'quote', path: [...this.#path] }] : []
  }

  /** A number or boolean that stands in quotes. */
  #bare(value: unknown, like: RegExp): readonly Edit[] {
    if (typeof value !== 'string' || !like.test(value)) return []
    return setTo(
      [...this.#path],
      JSON.parse(value.replace(/^(-?)0+(?=\d)/, '$1')) as number | boolean,
    )
  }

  #mismatch(
    value: unknown,
    wanted: string,
    ...[type, edits = []]: readonly [FieldType, (readonly Edit[])?]
  ): void {
    const key = this.#path.findLast((step) => typeof step === 'string') ?? ''
    this.#add('type-mismatch', `${key} must be ${wanted}, and this is ${kindOf(value)}`, {
      edits,
      error: mismatchError(value, type, { struct: this.#struct, fields: this.#fields }),
    })
  }
}

interface More {
  readonly key?: string
  readonly edits?: readonly Edit[]
  readonly error?: string | null
}

/** Names that differ by case, underscores, dashes or invisible characters only are the same word. */
const bare = (name: string): string => name.replace(/[^A-Za-z0-9$]/g, '').toLowerCase()

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
