import { isFields } from '../fields.ts'
import { pathText, type Path } from '../manifest.ts'
import type { FieldType } from './fields.ts'

/** Where a value stands, as Go tells it: the struct, and the names of the fields down to it, without indexes and keys of maps. */
export interface GoPlace {
  readonly struct: string
  readonly fields: readonly string[]
}

/** Numbers of 64 bits in the Go types of k8s.io/api; all other whole numbers have 32. */
const WIDE = new Set([
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'supplementalGroups',
  'terminationGracePeriodSeconds',
  'activeDeadlineSeconds',
  'startingDeadlineSeconds',
  'tolerationSeconds',
  'expirationSeconds',
  'generation',
  'observedGeneration',
  'seconds',
])

const bare = (type: string): string => type.replace(/^V\d+(?:alpha\d+|beta\d+)?/, '')

function goType(type: FieldType, field: string): string | null {
  switch (type.kind) {
    case 'string':
    case 'word':
      return 'string'
    case 'integer':
      return WIDE.has(field) ? 'int64' : 'int32'
    case 'number':
      return 'float64'
    case 'boolean':
      return 'bool'
    case 'list':
      return `[]${goType(type.of, field) ?? ''}`
    case 'map':
      return `map[string]${goType(type.of, field) ?? ''}`
    case 'object':
      return `v1.${bare(type.type)}`
    default:
      return null
  }
}

const jsonKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array'
  if (isFields(value)) return 'object'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** What Go's decoder says of a value of another type (encoding/json, UnmarshalTypeError); null where it has words of its own. */
export function mismatchError(value: unknown, type: FieldType, place: GoPlace): string | null {
  const wanted = goType(type, place.fields.at(-1) ?? '')
  if (wanted === null) return null
  return `json: cannot unmarshal ${jsonKind(value)} into Go struct field ${[bare(place.struct), ...place.fields].join('.')} of type ${wanted}`
}

/** apimachinery, resource.ErrFormatWrong. */
export const QUANTITY_ERROR =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

export function unknownFieldError(path: Path): string {
  return `strict decoding error: unknown field "${pathText(path)}"`
}

export function unsupportedError(path: Path, value: string, words: readonly string[]): string {
  return `${pathText(path)}: Unsupported value: ${JSON.stringify(value)}: supported values: ${[
    ...words,
  ]
    .sort()
    .map((word) => JSON.stringify(word))
    .join(', ')}`
}
