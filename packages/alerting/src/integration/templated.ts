import { ConfigError, parseYaml } from '../yaml/document.ts'
import { ANY } from '../yaml/schema.ts'
import { sortedMap } from './json.ts'

/**
 * A tree of the configuration with its strings rendered. A rendered text that is YAML other than a string becomes what it
 * stands for, so that a template can give numbers, lists and objects.
 */
export function templated(value: unknown, render: (template: string) => string): unknown {
  if (typeof value === 'string') return structured(render(value))
  if (Array.isArray(value)) return value.map((item: unknown) => templated(item, render))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([key, item]) => [render(key), templated(item, render)] as const,
  )
  return sortedMap(Object.fromEntries(entries))
}

/** What a rendered text stands for: YAML other than a string, or the text as it is. */
function structured(text: string): unknown {
  try {
    const node = parseYaml(text)
    const value = node === undefined ? undefined : ANY.read(node, { list: [] })
    return typeof value === 'string' ? text : sorted(value)
  } catch (error) {
    if (error instanceof ConfigError) return text
    throw error
  }
}

/** A value with its maps sorted, as Go writes them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => sorted(item))
  if (typeof value !== 'object' || value === null) return value ?? null
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const)
  return sortedMap(Object.fromEntries(entries))
}
