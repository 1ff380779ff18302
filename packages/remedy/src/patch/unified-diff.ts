import { lineDiff, type DiffLine } from './text-diff.ts'

const CONTEXT = 3

/** Hunks of a unified diff; `line` is where `before` begins in its file, `shift` by how much earlier hunks moved it. */
export function unifiedHunks(
  texts: { readonly before: string; readonly after: string },
  { line, shift }: { readonly line: number; readonly shift: number },
): readonly string[] {
  const lines = lineDiff(split(texts.before), split(texts.after))
  const hunks: string[] = []
  for (const [from, to] of ranges(lines)) {
    const part = lines.slice(from, to)
    const skipped = lines.slice(0, from)
    const old = line + count(skipped, '+')
    const now = line + shift + count(skipped, '-')
    hunks.push(
      `@@ -${old},${count(part, '+')} +${now},${count(part, '-')} @@`,
      ...part.map(({ sign, text }) => `${sign}${text}`),
    )
  }
  return hunks
}

const split = (text: string): readonly string[] => text.replace(/\r?\n$/, '').split(/\r?\n/)

/** Lines of the side that has none with the other side's sign. */
const count = (lines: readonly DiffLine[], without: '+' | '-'): number =>
  lines.filter(({ sign }) => sign !== without).length

/** Changed lines with those around them; neighbours become one. */
function ranges(lines: readonly DiffLine[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  for (const [index, { sign }] of lines.entries()) {
    if (sign === ' ') continue
    const last = found.at(-1)
    const to = Math.min(lines.length, index + CONTEXT + 1)
    if (last !== undefined && index - CONTEXT <= last[1]) last[1] = to
    else found.push([Math.max(0, index - CONTEXT), to])
  }
  return found
}
