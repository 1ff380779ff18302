import { KIND_TYPES, TYPE_FIELDS } from './types.data.ts'
import { FIELD_VALUES } from './values.data.ts'

/** What a field holds. */
export type FieldType =
  | {
      readonly kind:
        'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'intOrString' | 'any'
    }
  | { readonly kind: 'list' | 'map'; readonly of: FieldType }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'object'; readonly type: string }

export interface Field {
  readonly type: FieldType
  readonly isRequired: boolean
}

/** Letters of types.data.ts: `q` a quantity, `x` a whole number or text (intstr.IntOrString), `*` anything. */
const SCALARS: Readonly<Record<string, FieldType>> = {
  s: { kind: 'string' },
  n: { kind: 'integer' },
  f: { kind: 'number' },
  b: { kind: 'boolean' },
  q: { kind: 'quantity' },
  x: { kind: 'intOrString' },
  '*': { kind: 'any' },
}

/** `[]` before a code makes a list of it and `{}` a map; what is no letter names a type of the table. */
function typeOf(code: string): FieldType {
  if (code.startsWith('[]')) return { kind: 'list', of: typeOf(code.slice(2)) }
  if (code.startsWith('{}')) return { kind: 'map', of: typeOf(code.slice(2)) }
  return SCALARS[code] ?? { kind: 'object', type: code }
}

const parsed = new Map<string, ReadonlyMap<string, Field>>()

/** The fields of a type of the table, read when it is first asked for. */
export function fieldsOfType(type: string): ReadonlyMap<string, Field> {
  const known = parsed.get(type)
  if (known !== undefined) return known
  const fields = new Map(
    (TYPE_FIELDS[type] ?? '').split(' ').map((row) => {
      const isRequired = row.endsWith('!')
      const [name = '', code = '*'] = (isRequired ? row.slice(0, -1) : row).split(':')
      const words = FIELD_VALUES[`${type}.${name}`]?.split(' ')
      const fieldType: FieldType = words === undefined ? typeOf(code) : { kind: 'word', words }
      return [name, { type: fieldType, isRequired }] as const
    }),
  )
  parsed.set(type, fields)
  return fields
}

const required = new Map<string, readonly string[]>()

/** Names of the fields that must be there. */
export function requiredOfType(type: string): readonly string[] {
  const known = required.get(type)
  if (known !== undefined) return known
  const names = [...fieldsOfType(type)].flatMap(([name, { isRequired }]) =>
    isRequired ? name : [],
  )
  required.set(type, names)
  return names
}

/** Null for kinds that the table does not hold. */
export function typeOfKind(apiVersion: string, kind: string): string | null {
  return KIND_TYPES[`${apiVersion}/${kind}`] ?? null
}
