/** Each line takes some 300 bytes while it is read, however short it is; a log of 32 MiB has about as many. */
const MOST_LINES = 300_000
const HEAD_LINES = 20_000

interface BothEnds {
  readonly text: string
  /** What was left out, as a sentence; none where the text is whole. */
  readonly gaps: readonly string[]
}

/** A text of very many lines without its middle: what it is stands at the beginning, what happened at the end. */
export function bothEnds(text: string): BothEnds {
  const lines = countOf(text)
  if (lines <= MOST_LINES) return { text, gaps: [] }
  const head = placeOf(text, HEAD_LINES)
  const tail = placeOf(text, lines - (MOST_LINES - HEAD_LINES))
  const gap = `Only the first ${HEAD_LINES} and the last ${MOST_LINES - HEAD_LINES} of ${lines} lines were read.`
  return { text: text.slice(0, head) + text.slice(tail), gaps: [gap] }
}

function countOf(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}

/** Where the line of this number begins, counted from 0. */
function placeOf(text: string, line: number): number {
  let at = 0
  for (let count = 0; count < line; count++) at = text.indexOf('\n', at) + 1
  return at
}
