import { problem, type Problem } from '../problem.ts'
import { readBlocks } from '../yaml/block-reader.ts'
import { readExact } from '../yaml/exact.ts'

export interface YamlValues {
  readonly values: readonly unknown[]
  readonly problems: readonly Problem[]
}

/** One document, or one item of a List, with the place where it begins. */
interface Chunk {
  readonly text: string
  readonly line: number
  readonly item: boolean
}

/** How many lines of a broken last item are given up in search of a part that reads. */
const MAX_TRIMS = 4

/**
 * Reads YAML as kubectl and people write it: several documents, Lists, documents cut off at the end or broken in places.
 * The items of a List are read one by one, so that a broken one costs no other, and kubectl's own output takes a fast path.
 */
export function parseYamlValues(text: string, source: string): YamlValues {
  const values: unknown[] = []
  const problems: Problem[] = []
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  for (const chunk of chunksOf(lines)) {
    const read = readChunk(chunk.text)
    if (read.ok)
      values.push(...(chunk.item && Array.isArray(read.value) ? read.value : [read.value]))
    else reportBroken(chunk, read, { values, problems, source })
  }
  return { values: values.filter((value) => value !== null && value !== undefined), problems }
}

type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly line: number }

function readChunk(text: string): Read {
  const fast = readBlocks(text)
  if (fast !== undefined) return { ok: true, value: fast.value }
  const { value, problems } = readExact(text.replace(/^\t+/gm, tabsAsSpaces))
  const broken = problems.find(({ code }) => code === 'yaml-syntax' || code === 'yaml-tab')
  return broken
    ? { ok: false, message: broken.message, line: broken.spot.line }
    : { ok: true, value }
}

const tabsAsSpaces = (tabs: string): string => '  '.repeat(tabs.length)

interface Target {
  readonly values: unknown[]
  readonly problems: Problem[]
  readonly source: string
}

function reportBroken(chunk: Chunk, error: Read & { ok: false }, into: Target): void {
  const where = `${into.source}:${chunk.line + error.line - 1}`
  const lines = chunk.text.trimEnd().split('\n')
  for (let trim = 1; trim <= MAX_TRIMS && trim < lines.length; trim++) {
    const read = readChunk(lines.slice(0, -trim).join('\n'))
    if (!read.ok) continue
    into.values.push(...(chunk.item && Array.isArray(read.value) ? read.value : [read.value]))
    const message = 'This YAML is cut off before its end; what stands before was read.'
    into.problems.push(problem('yaml-truncated', where, message))
    return
  }
  const reason = error.message === '' ? '' : ` (${error.message})`
  const message = `This YAML could not be read${reason}; the other items of the file were.`
  into.problems.push(problem('yaml-syntax', where, message))
}

function* chunksOf(lines: readonly string[]): Generator<Chunk> {
  let start = 0
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i]
    if (line !== undefined && !/^(?:---(?:\s|$)|\.\.\.\s*$)/.test(line)) continue
    yield* itemsOf(lines, start, i)
    start = i + 1
  }
}

/** Splits a document whose `items:` stands at column 0, as kubectl writes a List, into its items. */
function* itemsOf(lines: readonly string[], from: number, to: number): Generator<Chunk> {
  const chunk = (start: number, end: number, item: boolean): Chunk => ({
    text: lines.slice(start, end).join('\n'),
    line: start + 1,
    item,
  })
  const listed = isList(lines, from, to)
  const first = listed ? nextItem(lines, from, to) : to
  if (first === to) {
    if (hasContent(lines, from, to)) yield chunk(from, to, false)
    return
  }
  for (let start = first; start < to;) {
    const end = nextItem(lines, start + 1, to)
    yield chunk(start, itemEnd(lines, start, end), true)
    start = end
  }
}

function isList(lines: readonly string[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const line = lines[i] ?? ''
    if (/^items:\s*$/.test(line)) return true
    if (/^- (?:apiVersion|kind|metadata):/.test(line)) return true
    if (/^(?:spec|status|data|metadata):/.test(line)) return false
  }
  return false
}

function nextItem(lines: readonly string[], from: number, to: number): number {
  for (let i = from; i < to; i++) if (lines[i]?.startsWith('- ')) return i
  return to
}

/** The List's own trailing fields (`kind: List`, `metadata:`) follow the last item at column 0. */
function itemEnd(lines: readonly string[], start: number, end: number): number {
  for (let i = start + 1; i < end; i++) if (/^[A-Za-z]/.test(lines[i] ?? '')) return i
  return end
}

function hasContent(lines: readonly string[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (/^\s*[^\s#]/.test(lines[i] ?? '')) return true
  return false
}
