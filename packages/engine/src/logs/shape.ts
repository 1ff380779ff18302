import type { LogLine } from './line.ts'

/** How much of a line makes its shape. */
const HEAD = 320

const VARIABLE =
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\b0x[0-9a-f]+|\b(?=[0-9a-f]*\d)[0-9a-f]{6,64}\b|(?<=-)[bcdfghjklmnpqrstvwxz2456789]{5,10}\b(?=\S*\d)|\d+(?:[.,:]\d+)*/gi
const QUOTED = /(?<=[\s([])(?:"[^"]{0,80}"|'[^']{0,80}')(?=[\s\]),.;:]|$)/g

/** What stays the same when a program prints the same message again: numbers, ids, addresses and quoted names are masked. */
export function shapeOf(text: string): string {
  const head = text.length > HEAD ? text.slice(0, HEAD) : text
  const structured = head.startsWith('{') || /\b(?:level|msg)=/.test(head)
  return (structured ? head : head.replace(QUOTED, '""')).replace(VARIABLE, '#').trim()
}

/** The shapes of a healthy container's or an earlier good run's log. */
export function shapesOf(lines: readonly LogLine[]): ReadonlySet<string> {
  return new Set(lines.map((line) => shapeOf(line.text)))
}

/** True where a healthy log prints such a line too, so that it counts for nothing. */
export function seenIn(shapes: ReadonlySet<string>, line: LogLine): boolean {
  return shapes.has(shapeOf(line.text))
}
