import { problem, type Problem } from '../problem.ts'

export interface JsonValues {
  readonly values: readonly unknown[]
  readonly problems: readonly Problem[]
  /** True where items of a cut document were saved one by one: `values` then holds bare items. */
  readonly listKind?: string
}

/**
 * Reads one JSON document, several one after the other, JSON lines, or a document that is cut off or broken in places, of
 * which the complete elements (of `items`, or of an outer array) are kept.
 */
export function parseJsonValues(text: string, source: string): JsonValues {
  try {
    return { values: [JSON.parse(text)], problems: [] }
  } catch {
    return salvage(text, source)
  }
}

/** The span of one value in the text, with the spans of the elements of the arrays directly inside it. */
interface Span {
  readonly start: number
  readonly end: number
  readonly closed: boolean
  readonly elements: readonly (readonly [number, number])[]
}

function salvage(text: string, source: string): JsonValues {
  const values: unknown[] = []
  const problems: Problem[] = []
  let at = nextStart(text, 0)
  if (at === -1) {
    return {
      values,
      problems: [
        problem(
          'json-syntax',
          source,
          'This is no JSON; a Kubernetes object or List was expected.',
        ),
      ],
    }
  }
  while (at !== -1) {
    const span = scanValue(text, at)
    const whole = span.closed ? tryParse(text.slice(span.start, span.end)) : undefined
    if (whole !== undefined) values.push(whole)
    else rescueElements(text, span, { values, problems, source })
    at = nextStart(text, span.end)
  }
  return { values, problems }
}

interface Rescue {
  readonly values: unknown[]
  readonly problems: Problem[]
  readonly source: string
}

function rescueElements(text: string, span: Span, into: Rescue): void {
  const items: unknown[] = []
  let lost = 0
  for (const [start, end] of span.elements) {
    const element = tryParse(text.slice(start, end))
    if (element === undefined) lost++
    else items.push(element)
  }
  const head = text.slice(span.start, span.start + 4096)
  const kind = /"kind"\s*:\s*"(\w+List)"/.exec(head)?.[1]
  if (kind === undefined) into.values.push(items)
  else into.values.push({ kind, items })
  const where = `${into.source}:${lineOf(text, span.closed ? span.start : span.end)}`
  const kept = `${items.length} complete ${items.length === 1 ? 'item was' : 'items were'} read`
  into.problems.push(
    span.closed
      ? problem('json-syntax', where, `This JSON is broken; ${kept}, ${lost} could not be.`)
      : problem(
          'json-truncated',
          where,
          `This JSON is cut off before its end; ${kept}, what followed is not known.`,
        ),
  )
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The next `{` or `[` that begins a line (or the text), where a document may start. */
function nextStart(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 123 || code === 91) return i
    if (code === 32 || code === 9 || code === 10 || code === 13 || code === 44) continue
    const end = text.indexOf('\n', i)
    if (end === -1) return -1
    i = end
  }
  return -1
}

function scanValue(text: string, start: number): Span {
  const elements: (readonly [number, number])[] = []
  // Elements of the outer array, or of an array that is a member of the outer object (`items`).
  const elementDepth = text.charCodeAt(start) === 91 ? 2 : 3
  let depth = 0
  let elementStart = -1
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 34) {
      i = endOfString(text, i)
    } else if (code === 123 || code === 91) {
      depth++
      if (depth === elementDepth && code === 123) elementStart = i
    } else if (code === 125 || code === 93) {
      if (depth === elementDepth && elementStart !== -1) {
        elements.push([elementStart, i + 1])
        elementStart = -1
      }
      depth--
      if (depth <= 0) return { start, end: i + 1, closed: true, elements }
    }
  }
  return { start, end: text.length, closed: false, elements }
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 92) i++
    else if (code === 34) return i
  }
  return text.length
}

/** The line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++
  return line
}
