import { CHECK_CODES } from '@unloop/lint'
import { didYouMean } from '../../options/suggest.ts'

const COMMENT = /#\s*unloop-ignore:?\s*([\w*.-]+(?:\s*,\s*[\w.-]+)*)/
const ANNOTATION = /^\s*["']?ignore\.unloop\.dev\/([\w.-]+)["']?\s*:/

const codes = new Set([...CHECK_CODES, 'all', '*'])

/** What asks to leave out a check that does not exist: the finding is told all the same, and its reader wonders why. */
export function ignoreNotes(text: string, file: string, own: readonly string[]): readonly string[] {
  if (!/unloop-ignore|ignore\.unloop\.dev/.test(text)) return []
  return text.split('\n').flatMap((line, index) => {
    const asked = COMMENT.exec(line)?.[1] ?? ANNOTATION.exec(line)?.[1] ?? ''
    return asked
      .split(',')
      .map((each) => each.trim())
      .filter((code) => code !== '' && !codes.has(code) && !own.includes(code))
      .map(
        (code) =>
          `${file}:${index + 1} asks to leave out ${code}, and there is no such check.${didYouMean(code, [...CHECK_CODES, ...own])}`,
      )
  })
}
