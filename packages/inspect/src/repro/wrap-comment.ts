import { comment } from './shell.ts'

const WIDTH = 96

/** A sentence as comment lines of bounded width. */
export function wrapComment(text: string): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of comment(text).slice(2).split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = text.startsWith('- ') ? `  ${word}` : word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((each) => `# ${each}`)
}
