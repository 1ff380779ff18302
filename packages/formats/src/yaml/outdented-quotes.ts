/** A value in quotes, alone in its line, behind a key or behind the dash of a list. */
const OPENS = /^ *(?:- +)*(?:[\w./-]+: +)?(?=["'])/

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
    const opening = OPENS.exec(line)
    if (opening === null) continue
    const column = opening[0].length
    index = moveLines(lines, index, { column, quote: line[column] ?? '' })
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
  if (closes(lines[start] ?? '', column + 1, quote)) return start
  do end++
  while (end < lines.length && !closes(lines[end] ?? '', 0, quote))
  if (end >= lines.length) return start
  for (let index = start + 1; index <= end; index++) {
    const line = lines[index] ?? ''
    if (line.trim() !== '' && line.search(/\S/) <= column)
      lines[index] = ' '.repeat(column + 1) + line.trimStart()
  }
  return end
}

function closes(line: string, from: number, quote: string): boolean {
  for (let index = from; index < line.length; index++) {
    const char = line[index]
    if (quote === '"' && char === '\\') index++
    else if (char === quote) {
      if (quote !== "'" || line[index + 1] !== "'") return true
      index++
    }
  }
  return false
}
