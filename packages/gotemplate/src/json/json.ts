import { FunctionError } from '../errors.ts'
import { formatFloat } from '../format/float.ts'
import { compareStrings } from '../text/utf8.ts'
import type { MapKey, Value } from '../values/value.ts'

// Short escapes of encoding/json; since Go 1.22 `\b` and `\f` are among them.
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}

/** A string as Go's encoding/json writes it: `<`, `>`, `&` escaped, so that it can stand in HTML. */
export function jsonString(text: string): string {
  const body = text
    .replace(/["\\\u0000-\u001f<>&\u2028\u2029]/g, (char) => {
      return ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
    })
    // A lone surrogate is what is held for bytes that are no UTF-8; encoding/json writes the replacement character.
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\\ufffd')
  return `"${body}"`
}

/** A number as Go's encoding/json writes it. */
export function jsonNumber(value: number): string {
  if (!Number.isFinite(value))
    throw new FunctionError(`json: unsupported value: ${formatFloat(value, 'g')}`)
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-6 || size >= 1e21))
    return formatFloat(value, 'e')
      .replace(/e([+-])0(\d)$/, 'e$1$2')
      .replace(/e\+/, 'e+')
  return formatFloat(value, 'f')
}

/**
 * A value as Go's `json.Marshal` writes it: keys of maps sorted, structs in the order of their fields.
 * @throws {FunctionError} for what JSON can't hold
 */
export function toJson(value: Value | undefined): string {
  if (value === undefined || value.kind === 'interface') return 'null'
  if (value.type.toJson !== undefined) return value.type.toJson(value)
  switch (value.kind) {
    case 'bool':
      return String(value.data)
    case 'int':
    case 'uint':
      return value.data.toString()
    case 'float':
      return jsonNumber(value.data)
    case 'string':
      return jsonString(value.data)
    case 'slice':
    case 'array':
      return value.data === null ? 'null' : `[${value.data.map((item) => toJson(item)).join(',')}]`
    case 'map':
      return value.data === null ? 'null' : mapJson(value.data)
    case 'struct': {
      const fields = (value.type.fields ?? []).filter((field) => field.json !== '-')
      const items = fields.map(
        ({ name, json }) => `${jsonString(json ?? name)}:${toJson(value.data[name])}`,
      )
      return `{${items.join(',')}}`
    }
    case 'pointer':
      return toJson(value.data ?? undefined)
    case 'complex':
    case 'func':
      throw new FunctionError(`json: unsupported type: ${value.type.name}`)
  }
}

/** A map with its keys as text, sorted by bytes. */
function mapJson(data: ReadonlyMap<MapKey, Value>): string {
  const entries = [...data].map(([key, item]) => [String(key), item] as const)
  const sorted = entries.toSorted(([a], [b]) => compareStrings(a, b))
  return `{${sorted.map(([key, item]) => `${jsonString(key)}:${toJson(item)}`).join(',')}}`
}
