import { shellQuote } from '@unloop/engine/commands'
import type { Piece, Word } from './parts.ts'

/** The folder's variable in the script. */
const FOLDER = '$dir'

/** `"$dir/volumes/config"`: the variable in double quotes, what follows quoted by itself. */
export function belowFolder(path: string): string {
  return /^[A-Za-z0-9._/-]+$/.test(path) ? `"${FOLDER}/${path}"` : `"${FOLDER}/"${shellQuote(path)}`
}

const pieceText = (piece: Piece): string =>
  typeof piece === 'string' ? shellQuote(piece) : belowFolder(piece.below)

/** A word as `sh` reads it back, whatever is in it. A NUL can't be in any argument (execve(2)): it is left out. */
export function wordText(word: Word): string {
  return word
    .map((piece) => pieceText(typeof piece === 'string' ? piece.replaceAll('\0', '') : piece))
    .join('')
}

/** One line of a comment, whatever is in the text. */
export function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()}`
}

/** A here-document's end that is no line of the text. */
export function endMark(text: string): string {
  const lines = new Set(text.split('\n'))
  let mark = 'UNLOOP_END'
  while (lines.has(mark)) mark += '_'
  return mark
}
