import { indirect, keyValue, sortedEntries } from '../values/inspect.ts'
import { string } from '../values/make.ts'
import type { ListValue, MapValue, PointerValue, StructValue, Value } from '../values/value.ts'
import { type Flags, noFlags, pad } from './flags.ts'
import { formatBool, formatFloatVerb, formatInteger, formatString } from './scalar.ts'

/** Pointers within values are not followed by Go either, but cycles could be built by a caller's data. */
const MAX_DEPTH = 100

/** An argument under a verb, as Go's fmt prints it. */
export function formatArgument(value: Value | undefined, verb: string, flags: Flags): string {
  if (value === undefined || value.kind === 'interface')
    return verb === 'v' || verb === 'T' ? pad('<nil>', flags) : badVerb(value, verb)
  if (verb === 'T') return pad(value.type.name, flags)
  return formatAt(value, verb, { flags, depth: 0 })
}

/** Go's report of a verb that the type does not have, as `%!d(string=text)`. */
function badVerb(value: Value | undefined, verb: string): string {
  if (value === undefined || value.kind === 'interface') return `%!${verb}(<nil>)`
  return `%!${verb}(${value.type.name}=${formatWithout(value)})`
}

/** In reports of a wrong verb, methods are not called. */
function formatWithout(value: Value): string {
  return formatPlain(value, 'v', { flags: noFlags(), depth: 0 }) ?? ''
}

/** The text that a value's own `Error` or `String` method gives. */
export function ownText(value: Value): string | undefined {
  const methods = value.type.methods ?? {}
  const method = methods['Error'] ?? methods['String']
  if (method === undefined || method.params.length > 0) return undefined
  const text = method.call(value, [])
  return text?.kind === 'string' ? text.data : undefined
}

/** A value within another. Its own `Error` or `String` method is asked for verbs of strings, unless `%#v` wants Go syntax. */
function formatAt(
  value: Value,
  verb: string,
  { flags, depth }: { readonly flags: Flags; readonly depth: number },
): string {
  if (depth > MAX_DEPTH) return '...'
  if (!flags.sharpV && 'vsxXq'.includes(verb)) {
    const text = ownText(value)
    if (text !== undefined) return formatString(text, verb, flags) ?? ''
  }
  return formatPlain(value, verb, { flags, depth }) ?? badVerb(value, verb)
}

/** A value by its kind; undefined if the kind has no such verb. */
function formatPlain(
  value: Value,
  verb: string,
  { flags, depth }: { readonly flags: Flags; readonly depth: number },
): string | undefined {
  switch (value.kind) {
    case 'bool':
      return formatBool(value.data, verb, flags)
    case 'int':
    case 'uint':
      return formatInteger(value.data, verb, { flags, unsigned: value.kind === 'uint' })
    case 'float':
      return formatFloatVerb(value.data, verb, flags)
    case 'complex':
      return formatComplex(value.data, verb, flags)
    case 'string':
      return formatString(value.data, verb, flags)
    case 'slice':
    case 'array':
      return formatList(value, verb, { flags, depth })
    case 'map':
      return formatMap(value, verb, { flags, depth })
    case 'struct':
      return formatStruct(value, verb, { flags, depth })
    case 'pointer':
      return formatPointer(value, verb, { flags, depth })
    case 'interface':
      return flags.sharpV ? `${value.type.name}(nil)` : '<nil>'
    case 'func':
      return '0x0'
  }
}

/** A complex number as `(re+imi)`; the imaginary part has a sign always. */
function formatComplex(
  value: { readonly re: number; readonly im: number },
  verb: string,
  flags: Flags,
): string | undefined {
  const re = formatFloatVerb(value.re, verb, flags)
  const im = formatFloatVerb(value.im, verb, { ...flags, plus: true })
  return re === undefined ? undefined : `(${re}${im}i)`
}

/** Lists in brackets. Bytes are text under verbs of strings. */
function formatList(
  value: ListValue,
  verb: string,
  { flags, depth }: { readonly flags: Flags; readonly depth: number },
): string {
  if (value.type.element?.name === 'uint8' && 'sqxX'.includes(verb)) {
    const bytes = (value.data ?? []).map((item) => Number(item.data))
    // Bytes that are no ASCII are held as lone low surrogates, which `fromBytes` and `toBytes` agree on.
    const text = String.fromCharCode(...bytes.map((byte) => (byte < 0x80 ? byte : 0xdc00 + byte)))
    return formatString(text, verb, flags) ?? ''
  }
  if (flags.sharpV && value.data === null) return `${value.type.name}(nil)`
  const items = (value.data ?? []).map((item) => formatAt(item, verb, { flags, depth: depth + 1 }))
  return flags.sharpV ? `${value.type.name}{${items.join(', ')}}` : `[${items.join(' ')}]`
}

/** Maps in the order of their sorted keys, as fmt prints them since Go 1.12. */
function formatMap(
  value: MapValue,
  verb: string,
  { flags, depth }: { readonly flags: Flags; readonly depth: number },
): string {
  if (flags.sharpV && value.data === null) return `${value.type.name}(nil)`
  const items = sortedEntries(value).map(
    ([key, item]) =>
      `${formatAt(keyValue(value, key), verb, { flags, depth: depth + 1 })}:${formatAt(item, verb, { flags, depth: depth + 1 })}`,
  )
  return flags.sharpV ? `${value.type.name}{${items.join(', ')}}` : `map[${items.join(' ')}]`
}

/** Structs in braces, with the names of fields for `%+v` and `%#v`. */
function formatStruct(
  value: StructValue,
  verb: string,
  { flags, depth }: { readonly flags: Flags; readonly depth: number },
): string {
  const items = (value.type.fields ?? []).map((field) => {
    const item = value.data[field.name]
    const text = item === undefined ? '<nil>' : formatAt(item, verb, { flags, depth: depth + 1 })
    return flags.plusV || flags.sharpV ? `${field.name}:${text}` : text
  })
  return flags.sharpV ? `${value.type.name}{${items.join(', ')}}` : `{${items.join(' ')}}`
}

/**
 * A pointer at the top prints its target behind `&`. Deeper ones print an address in Go, which can't be told here: it is
 * constant.
 */
function formatPointer(
  value: PointerValue,
  verb: string,
  { flags, depth }: { readonly flags: Flags; readonly depth: number },
): string {
  const target = value.data
  if (target === null) return flags.sharpV ? `(${value.type.name})(nil)` : '<nil>'
  if (depth === 0 && ['array', 'slice', 'struct', 'map'].includes(target.kind))
    return `&${formatAt(target, verb, { flags, depth: depth + 1 })}`
  return '0xc000000000'
}

/** What `{{ . }}` writes: a pointer's target, `<no value>` where there is none. */
export function printable(value: Value | undefined): Value {
  if (value === undefined) return string('<no value>')
  return value.kind === 'pointer' && ownText(value) === undefined ? indirect(value).value : value
}
