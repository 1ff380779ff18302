import type { YamlNode } from './document.ts'
import { isNull, mergedEntries, type Problems, type Schema, STRING, wrongType } from './schema.ts'

type Fields = Readonly<Record<string, Schema<unknown>>>
type Shape<F extends Fields> = { readonly [K in keyof F]: F[K] extends Schema<infer T> ? T : never }

/** A mapping, declared as Go's struct tags would. */
export interface StructOptions<F extends Fields> {
  /** The type in messages: the package's name and `plain`. */
  readonly goType: string
  readonly fields: F
  /** Values before anything is read; where the whole is null, the zeros of the fields stand instead. */
  readonly defaults?: Partial<Shape<F>>
  /** @throws {ConfigError} what is refused; returns what is changed */
  readonly check?: (value: Shape<F>) => Partial<Shape<F>> | undefined
}

/** A mapping with known fields: others are errors, as upstream's strict reading has it. */
export function struct<F extends Fields>(options: StructOptions<F>): Schema<Shape<F>> {
  const { goType, fields } = options
  const zeros = (): Shape<F> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, field.zero()]),
    ) as Shape<F>
  return {
    goType,
    zero: zeros,
    read: (node, problems) => {
      if (node.kind !== 'mapping') return wrongType(node, goType, problems)
      const before = problems.list.length
      const value = {
        ...zeros(),
        ...options.defaults,
        ...readFields(node.entries, options, problems),
      }
      if (problems.list.length > before) return undefined
      return { ...value, ...options.check?.(value) }
    },
  }
}

function readFields<F extends Fields>(
  entries: readonly (readonly [YamlNode, YamlNode])[],
  { goType, fields }: StructOptions<F>,
  problems: Problems,
): Partial<Shape<F>> {
  const out: Record<string, unknown> = {}
  for (const [key, node] of mergedEntries(entries)) {
    const name = STRING.read(key, problems)
    if (name === undefined) continue
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined)
      problems.list.push(`line ${key.line}: field ${name} not found in type ${goType}`)
    else if (Object.hasOwn(out, name))
      problems.list.push(`line ${key.line}: field ${name} already set in type ${goType}`)
    else {
      const value = isNull(node) ? field.zero() : field.read(node, problems)
      out[name] = value
    }
  }
  return out as Partial<Shape<F>>
}
