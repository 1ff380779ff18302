import type { Range } from './ast.ts'

/** A query that is not valid PromQL: the first thing that is wrong, with its place. */
export class ParseError extends Error {
  override readonly name = 'ParseError'
  readonly range: Range
  /** The message without its place. */
  readonly reason: string

  constructor(query: string, range: Range, reason: string) {
    super(`${positionOf(query, range.start)}: parse error: ${reason}`)
    this.range = range
    this.reason = reason
  }
}

/** Line and column of a place, both from 1; columns count bytes of UTF-8, as Prometheus's do. */
export function positionOf(query: string, offset: number): string {
  if (query === '') return 'unknown position'
  if (offset < 0 || offset > query.length) return 'invalid position'
  const before = query.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return `${line}:${byteLength(before.slice(lineStart)) + 1}`
}

/** Bytes of a text as UTF-8. */
export function byteLength(text: string): number {
  // oxlint-disable-next-line no-control-regex
  return /^[\u0000-\u007f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length
}
