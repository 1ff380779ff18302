import { sprint } from '../format/print.ts'
import { printable } from '../format/value.ts'
import { indirect } from '../values/inspect.ts'
import type { GoType } from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { ContentType } from './attributes.data.ts'

/** A named string type of html/template, by which trusted text is told from plain text. */
function safe(name: string): GoType {
  return { kind: 'string', name: `template.${name}`, named: true }
}

/** HTML that is trusted as it is. */
export const SAFE_HTML: GoType = safe('HTML')
/** A URL that is trusted as it is. */
export const SAFE_URL: GoType = safe('URL')

// Type names to content types; a string of any other type is plain text.
const TYPES: ReadonlyMap<string, ContentType> = new Map<string, ContentType>([
  ['template.CSS', 'css'],
  ['template.HTML', 'html'],
  ['template.HTMLAttr', 'htmlAttr'],
  ['template.JS', 'js'],
  ['template.JSStr', 'jsStr'],
  ['template.URL', 'url'],
  ['template.Srcset', 'srcset'],
])

/** The text of an escaper's arguments and what it is trusted to be; nil arguments give nothing. */
export function stringify(args: readonly (Value | undefined)[]): readonly [string, ContentType] {
  const [first] = args
  if (args.length === 1 && first !== undefined) {
    const { value } = indirect(first)
    if (value.kind === 'string' && (value.type.name === 'string' || TYPES.has(value.type.name)))
      return [value.data, TYPES.get(value.type.name) ?? 'plain']
  }
  const given = args.filter((arg) => arg !== undefined && arg.kind !== 'interface')
  return [sprint(given.map((arg) => printable(arg))), 'plain']
}
