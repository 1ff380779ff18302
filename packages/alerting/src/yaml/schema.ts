import { ConfigError, type YamlNode, type YamlScalar } from './document.ts'

/** Wrong types and unknown fields, gathered while the rest is read, as yaml.v2 does. */
export interface Problems {
  readonly list: string[]
}

/** How a value is read from YAML: its Go type for messages, and what stands where nothing is given. */
export interface Schema<T> {
  /** The type that `cannot unmarshal` names. */
  readonly goType: string
  readonly zero: () => T
  /**
   * Reads a node that is not null. Undefined if it was of a wrong type, which is then among the problems.
   * @throws {ConfigError} what a value's own check refuses
   */
  readonly read: (node: YamlNode, problems: Problems) => T | undefined
}

/** The type of the values that a schema reads. */
export type Infer<S> = S extends Schema<infer T> ? T : never

/** Notes that a node is of another type than wanted. */
export function wrongType(node: YamlNode, goType: string, problems: Problems): undefined {
  problems.list.push(`line ${node.line}: cannot unmarshal ${describe(node)} into ${goType}`)
  return undefined
}

function describe(node: YamlNode): string {
  if (node.kind === 'mapping') return '!!map'
  if (node.kind === 'sequence') return '!!seq'
  const text = node.text.length > 10 ? `${node.text.slice(0, 7)}...` : node.text
  return `${node.resolved.tag} \`${text}\``
}

/** `null`, `~` or nothing at all. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.resolved.tag === '!!null'
}

/** A value read, or the type's zero for null. */
function readOrZero<T>(schema: Schema<T>, node: YamlNode, problems: Problems): T | undefined {
  return isNull(node) ? schema.zero() : schema.read(node, problems)
}

function scalarSchema<T>(
  goType: string,
  zero: T,
  convert: (node: YamlScalar) => T | undefined,
): Schema<T> {
  return {
    goType,
    zero: () => zero,
    read: (node, problems) =>
      (node.kind === 'scalar' ? convert(node) : undefined) ?? wrongType(node, goType, problems),
  }
}

/** Any scalar, as it is written. */
export function text(goType = 'string'): Schema<string> {
  return scalarSchema(goType, '', (node) => node.text)
}

/** Scalars of any type are taken as their text, as yaml.v2 does for a string field. */
export const STRING: Schema<string> = text()
/** A secret; its value never stands in a message. */
export const SECRET: Schema<string> = text('config.plain')

/** YAML 1.1: `yes`, `no`, `on` and `off` too. */
export const BOOL: Schema<boolean> = scalarSchema('bool', false, ({ resolved }) =>
  resolved.tag === '!!bool' ? resolved.value : undefined,
)

/** Go's integer types; a float is cut at its point, as yaml.v2 does. */
export function integer(goType: 'int' | 'int64' | 'uint64'): Schema<number> {
  return scalarSchema(goType, 0, ({ resolved }) => {
    if (resolved.tag !== '!!int' && resolved.tag !== '!!float') return undefined
    const value = Math.trunc(Number(resolved.value))
    if (!Number.isFinite(value) || (goType === 'uint64' && value < 0)) return undefined
    return value
  })
}

/** An integer is taken, too. */
export const FLOAT: Schema<number> = scalarSchema('float64', 0, ({ resolved }) =>
  resolved.tag === '!!int' || resolved.tag === '!!float' ? Number(resolved.value) : undefined,
)

/** A value that may be left out; upstream's pointers. */
export function optional<T>(inner: Schema<T>): Schema<T | undefined> {
  return { goType: inner.goType, zero: () => undefined, read: inner.read }
}

/** A value with a check or conversion of its own. @throws {ConfigError} by `convert` */
export function refined<A, B>(
  inner: Schema<A>,
  zero: () => B,
  convert: (value: A) => B,
): Schema<B> {
  return {
    goType: inner.goType,
    zero,
    read: (node, problems) => {
      const value = inner.read(node, problems)
      return value === undefined ? undefined : convert(value)
    },
  }
}

/** A list; items of a wrong type are left out. `element` is the type in messages where it differs. */
export function list<T>(
  inner: Schema<T>,
  element = inner.goType,
): Schema<readonly T[] | undefined> {
  const goType = `[]${element}`
  return {
    goType,
    zero: () => undefined,
    read: (node, problems) => {
      if (node.kind !== 'sequence') return wrongType(node, goType, problems)
      const items: T[] = []
      for (const item of node.items) {
        const before = problems.list.length
        const value = readOrZero(inner, item, problems)
        if (problems.list.length === before) items.push(value as T)
      }
      return items
    },
  }
}

/** A map from strings. */
export function mapOf<T>(
  inner: Schema<T>,
  element = inner.goType,
): Schema<Readonly<Record<string, T>>> {
  const goType = `map[string]${element}`
  return {
    goType,
    zero: () => ({}),
    read: (node, problems) => {
      if (node.kind !== 'mapping') return wrongType(node, goType, problems)
      const out: Record<string, T> = Object.create(null) as Record<string, T>
      for (const [key, value] of mergedEntries(node.entries)) {
        const name = STRING.read(key, problems)
        if (name === undefined) continue
        const item = readOrZero(inner, value, problems)
        if (Object.hasOwn(out, name))
          problems.list.push(`line ${value.line}: key "${name}" already set in map`)
        else if (item !== undefined || isNull(value)) out[name] = item as T
      }
      return { ...out }
    },
  }
}

/** Whatever stands there, as JSON could hold it; keys that are no strings stay out. */
export const ANY: Schema<unknown> = {
  goType: 'interface {}',
  zero: () => undefined,
  read: (node) => toPlain(node),
}

/** What stands there, as JSON could hold it. */
export function toPlain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar': {
      const { value } = node.resolved
      return typeof value === 'bigint' && Number.isSafeInteger(Number(value))
        ? Number(value)
        : value
    }
    case 'sequence':
      return node.items.map((item) => toPlain(item))
    case 'mapping': {
      const entries = mergedEntries(node.entries).flatMap(([key, value]) =>
        key.kind === 'scalar' && typeof key.resolved.value === 'string'
          ? [[key.resolved.value, toPlain(value)] as const]
          : [],
      )
      return Object.fromEntries(entries)
    }
  }
}

type Entries = readonly (readonly [YamlNode, YamlNode])[]

/** `<<` brings in the entries of other mappings, which those written out override. */
export function mergedEntries(entries: Entries): Entries {
  const isMerge = ([key]: readonly [YamlNode, YamlNode]): boolean =>
    key.kind === 'scalar' && key.text === '<<'
  if (!entries.some(isMerge)) return entries
  const own = entries.filter((entry) => !isMerge(entry))
  const known = new Set(own.map(([key]) => (key.kind === 'scalar' ? key.text : '')))
  const brought = entries.filter(isMerge).flatMap(([, value]) => {
    const sources = value.kind === 'sequence' ? value.items : [value]
    return sources.flatMap((source) => {
      if (source.kind === 'mapping') return mergedEntries(source.entries)
      throw new ConfigError('yaml: map merge requires map or sequence of maps as the value')
    })
  })
  const added: (readonly [YamlNode, YamlNode])[] = []
  for (const entry of brought) {
    const name = entry[0].kind === 'scalar' ? entry[0].text : ''
    if (known.has(name)) continue
    known.add(name)
    added.push(entry)
  }
  return [...added, ...own]
}
