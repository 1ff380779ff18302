import { isFields } from '../fields.ts'
import { pathText, type Path } from '../manifest.ts'
import { fieldText } from '../refusal.ts'
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

/** Names of the OpenAPI document begin with their version, Go's own do not. */
const bare = (type: string): string => type.replace(/^V\d+(?:alpha\d+|beta\d+)?/, '')

/** The type as Go prints it; null for those that decode themselves, such as quantities. */
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

/** UnmarshalTypeError.Value of encoding/json, which tells the digits of a fraction and of no other number. */
const jsonKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array'
  if (isFields(value)) return 'object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : `number ${value}`
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

/** apimachinery's NewStrictDecodingError, as kubectl shows it. */
export function unknownFieldError(path: Path): string {
  return `strict decoding error: unknown field "${pathText(path)}"`
}

/** What validation says of fields that are not there in other words than `Required value`. */
const REQUIRED: Readonly<Record<string, string>> = {
  'V1HTTPIngressPath.pathType': 'Required value: pathType must be specified',
  'V1PolicyRule.verbs': 'Required value: verbs must contain at least one value',
  'V1PodAffinityTerm.topologyKey': 'Required value: can not be empty',
  'V1HTTPGetAction.port': 'Invalid value: 0: must be between 1 and 65535, inclusive',
  'V1TCPSocketAction.port': 'Invalid value: 0: must be between 1 and 65535, inclusive',
  'V1GRPCAction.port': 'Invalid value: 0: must be between 1 and 65535, inclusive',
  'V1ServicePort.port': 'Invalid value: 0: must be between 1 and 65535, inclusive',
  'V2HorizontalPodAutoscalerSpec.maxReplicas': 'Invalid value: 0: must be greater than 0',
  'V1HorizontalPodAutoscalerSpec.maxReplicas': 'Invalid value: 0: must be greater than 0',
}

/** `type` is the table's name of the object that lacks the last field of the path. */
export function requiredError(path: Path, type: string): string {
  return `${fieldText(path)}: ${REQUIRED[`${type}.${path.at(-1)}`] ?? 'Required value'}`
}

/** Operators of selectors are refused in words of their own, without a list (apimachinery and core validation). */
const OPERATOR_FIELDS = /(?:matchExpressions|matchFields)\[\d+\]\.operator$/

/** apimachinery's field.NotSupported. */
export function unsupportedError(path: Path, value: string, words: readonly string[]): string {
  const place = fieldText(path)
  if (OPERATOR_FIELDS.test(place))
    return `${place}: Invalid value: ${JSON.stringify(value)}: not a valid selector operator`
  return `${place}: Unsupported value: ${JSON.stringify(value)}: supported values: ${words
    .map((word) => JSON.stringify(word))
    .join(', ')}`
}
