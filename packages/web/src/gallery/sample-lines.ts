import type { LeveledLine } from '../log/line.ts'

// Levels in turn.
const LEVELS = ['info', 'info', 'info', 'debug', 'info', 'warn', 'info', 'error'] as const
// Milliseconds since 1970, fixed so that pictures are the same each time.
const START = 1_796_000_000_000

/** Lines such as services print, the same each time; some hold markup and escapes. */
export function sampleLines(count: number): LeveledLine[] {
  return Array.from({ length: count }, (_, index) => {
    const level = LEVELS[index % LEVELS.length] ?? 'info'
    return { ms: START + index * 37, pod: 'web-1', run: 3, level, raw: textOf(index, level) }
  })
}

/** A line; every 97th holds an escape sequence and markup, which must show as text. */
function textOf(index: number, level: string): string {
  if (index % 97 === 0) return `\u001B[31m${level}\u001B[0m <script>alert(${index})</script>`
  const took = (index * 7_919) % 400
  return `${level.toUpperCase()} request ${index} GET /api/orders/${index % 500} took ${took} ms trace=${(index * 2_654_435_761) >>> 0}`
}
