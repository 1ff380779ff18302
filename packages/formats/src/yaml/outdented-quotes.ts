/** What stands before a value in quotes: nothing, a key, the dash of a list, or a bracket or comma of a list in one line. */
const BEFORE = /(?:^|[[{,]|: |- ) *$/

/** The key of a text in lines of its own (`|`, `>`), in which quotes mean nothing. */
const BLOCK = /^( *)(?:- +)*[\w."'/-]+: +[|>][-+\d]*\s*$/

/**
 * The text with the lines of each quoted value indented deeper than its first one. YAML wants them so; libyaml, which Kubernetes'
 * tools read with, looks at indentation outside of quotes only, and generated CustomResourceDefinitions rest on that.
 */
export function withQuotesMoved(text: string): string {
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    const block = BLOCK.exec(line)
    if (block !== null) {
      index = lastOfBlock(lines, index, (block[1] ?? '').length)
      continue
    }
    const open = openQuote(line)
    if (open !== null) index = moveLines(lines, index, open)
  }
  return lines.join('\n')
}

function lastOfBlock(lines: readonly string[], start: number, indent: number): number {
  let index = start
  while (index + 1 < lines.length) {
    const next = lines[index + 1] ?? ''
    if (next.trim() !== '' && next.search(/\S/) <= indent) break
    index++
  }
  return index
}

/** Moves the lines up to the one that closes the quote, and gives its index; that of the first where none does. */
function moveLines(
  lines: string[],
  start: number,
  { column, quote }: { readonly column: number; readonly quote: string },
): number {
  let end = start
  do end++
  while (end < lines.length && closing(lines[end] ?? '', 0, quote) === -1)
  if (end >= lines.length) return start
  for (let index = start + 1; index <= end; index++) {
    const line = lines[index] ?? ''
    if (line.trim() !== '' && line.search(/\S/) <= column)
      lines[index] = ' '.repeat(column + 1) + line.trimStart()
  }
  return end
}

/** The quote that a line opens and does not close. */
function openQuote(line: string): { readonly column: number; readonly quote: string } | null {
  for (let column = 0; column < line.length; column++) {
    const quote = line[column] ?? ''
    if (quote === '#' && /(?:^|\s)$/.test(line.slice(0, column))) return null
    if ((quote !== '"' && quote !== "'") || !BEFORE.test(line.slice(0, column))) continue
    const end = closing(line, column + 1, quote)
    if (end === -1) return { column, quote }
    column = end
  }
  return null
}

/** Where the quote is closed; -1 where it is not. */
function closing(line: string, from: number, quote: string): number {
  for (let index = from; index < line.length; index++) {
    const char = line[index]
    if (quote === '"' && char === '\\') index++
    else if (char === quote) {
      if (quote !== "'" || line[index + 1] !== "'") return index
      index++
    }
  }
  return -1
}
