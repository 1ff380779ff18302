import type { KubeObject } from '@unloop/engine/evidence'
import { stringify } from 'yaml'
import { statedFields } from './inverse.ts'
import { isObject, type Json, type JsonObject } from './value.ts'

/** A line of a diff, with its sign apart. */
export interface DiffLine {
  readonly sign: ' ' | '+' | '-'
  readonly text: string
}

const CONTEXT = 3
const MOST_LINES = 4000

/** The difference of two objects as lines of YAML with a few lines around each change; values of Secrets are not shown. */
export function objectDiff(
  before: KubeObject | null,
  after: KubeObject | null,
): readonly DiffLine[] {
  return withContext(lineDiff(yamlOf(before, after), yamlOf(after, before)))
}

const yamlOf = (object: KubeObject | null, other: KubeObject | null): readonly string[] => {
  if (object === null) return []
  const fields = statedFields(object)
  const shown = object.kind === 'Secret' ? hidden(fields, other) : fields
  return stringify(shown, { lineWidth: 0 }).trimEnd().split('\n').slice(0, MOST_LINES)
}

/** Keys of a Secret stay, values become words that tell whether they change. */
const hidden = (fields: JsonObject, other: KubeObject | null): JsonObject => {
  const theirs = (other?.['data'] ?? {}) as Readonly<Record<string, Json>>
  const data = isObject(fields['data']) ? fields['data'] : {}
  const shown = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      theirs[key] === undefined || theirs[key] === value
        ? '(hidden)'
        : `(hidden, ${JSON.stringify(value).length} characters, changed)`,
    ]),
  )
  return { ...fields, data: shown }
}

/** Common beginnings and ends are cut off; between them the longest common subsequence. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++
  return [
    ...before.slice(0, head).map((text): DiffLine => ({ sign: ' ', text })),
    ...middleDiff(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((text): DiffLine => ({ sign: ' ', text })),
  ]
}

const middleDiff = (before: readonly string[], after: readonly string[]): readonly DiffLine[] => {
  const removed = before.map((text): DiffLine => ({ sign: '-', text }))
  const added = after.map((text): DiffLine => ({ sign: '+', text }))
  if (before.length * after.length > 1_000_000) return [...removed, ...added]
  const lengths = table(before, after)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i++] ?? '' })
      j++
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))
      lines.push({ sign: '-', text: before[i++] ?? '' })
    else lines.push({ sign: '+', text: after[j++] ?? '' })
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)]
}

const table = (
  before: readonly string[],
  after: readonly string[],
): readonly (readonly number[])[] => {
  const rows: number[][] = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  )
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = rows[i]
      if (row)
        row[j] =
          before[i] === after[j]
            ? (rows[i + 1]?.[j + 1] ?? 0) + 1
            : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return rows
}

/** Lines far from any change become one line that says so. */
const withContext = (lines: readonly DiffLine[]): readonly DiffLine[] => {
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]))
  const near = new Set(
    changed.flatMap((at) =>
      Array.from({ length: 2 * CONTEXT + 1 }, (_, step) => at - CONTEXT + step),
    ),
  )
  return lines.flatMap((line, index) => {
    if (near.has(index)) return [line]
    return near.has(index - 1) && lines.some((_, at) => at > index && near.has(at))
      ? [{ sign: ' ', text: '…' } as const]
      : []
  })
}
