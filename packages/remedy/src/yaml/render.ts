import { parse, stringify, type Scalar, type ToStringOptions } from 'yaml'
import { equal, type Json } from '../patch/value.ts'

/** A scalar in the quoting of the one that it replaces, where that quoting can hold it. */
export function renderScalar(value: Json, like: Scalar['type'] | undefined): string {
  if (typeof value === 'string' && !value.includes('\n')) {
    if (like === 'QUOTE_DOUBLE') return JSON.stringify(value)
    if (like === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`
  }
  return inline(value)
}

/** On one line: as plain as it can be and still be read as the same value. */
export function inline(value: Json): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value)
  if (typeof value === 'object' && value !== null) return flow(value)
  return JSON.stringify(value)
}

/** Safe in flow and block context alike, and for readers of YAML 1.1, to which `on`, `1:30` and `0o7` mean something else. */
const isPlain = (text: string): boolean =>
  /^[\w/.][\w ./@%+=-]*$/.test(text) &&
  !/^(?:[\d_]+|0[box].*|\d{4}-\d\d?-.*)$/i.test(text) &&
  text.trim() === text &&
  !/^(?:y|n|yes|no|on|off|true|false|null|~|\.inf|\.nan)$/i.test(text) &&
  equal(readBack(text), text)

const readBack = (text: string): Json => {
  try {
    return parse(text) as Json
  } catch {
    return null
  }
}

const flow = (value: object): string =>
  Array.isArray(value)
    ? `[${value.map((each: Json) => inline(each)).join(', ')}]`
    : `{${Object.entries(value as Readonly<Record<string, Json>>)
        .map(([key, each]) => `${inline(key)}: ${inline(each)}`)
        .join(', ')}}`

/** How block style is written at one place. */
export interface BlockStyle {
  /** Spaces before its keys. */
  readonly indent: number
  /** Spaces by which one level lies deeper. */
  readonly step: number
  /** Whether `- ` of a list lies deeper than its key. */
  readonly isListIndented: boolean
  readonly eol: string
}

/** `key: value` as lines of a block, indented; without the last line end. */
export function blockEntry(key: string, value: Json, style: BlockStyle): string {
  return indented(stringify({ [key]: value }, options(style)), style)
}

/** `- item` as lines of a block. */
export function blockItem(value: Json, style: BlockStyle): string {
  return indented(stringify([value], options(style)), style)
}

const options = ({ step, isListIndented }: BlockStyle): ToStringOptions => ({
  indent: Math.max(2, step),
  indentSeq: isListIndented,
  lineWidth: 0,
})

const indented = (text: string, { indent, eol }: BlockStyle): string =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(indent) + line))
    .join(eol)
