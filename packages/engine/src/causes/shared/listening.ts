import type { CaseFile } from '../../case/case-file.ts'
import { allSaid, type Said } from './log.ts'

/** A port on which the program says that it listens, and the address where it names one. */
export interface Listening {
  readonly port: number
  /** Empty where the line names none. */
  readonly address: string
  readonly said: Said
}

const SAYS_SO =
  /\b(?:listen(?:ing|s)?|started|starting|running|bound|binding|serving|serve|accepting|exposed?|ready)\b/i
const CLOCK = /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?/g
const ADDRESS =
  /(?:\bport(?:s|\(s\))?["':=\s]{0,4}\(?|(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]*\]|localhost|\*)[:/]|(?:^|(?<!\w)[\s"'=(])(?:tcp|https?|:::?)?:(?=\d))(\d{2,5})\b(?![.\d:])/gi
/** What a program connects to is not what it listens on. */
const CLIENT =
  /\b(?:connect(?:ing|ed|ion)? to|waiting for|refused|failed|error|upstream|proxy(?:ing)? to|forward(?:ing)? to|cannot|unable)\b/i

/** In the order in which the crashed run says them. */
export function listeningPorts(file: CaseFile): readonly Listening[] {
  const found = new Map<string, Listening>()
  for (const said of allSaid(file, SAYS_SO)) {
    const text = said.line.text.slice(0, 2000)
    if (CLIENT.test(text)) continue
    for (const [, address = '', digits] of text.replace(CLOCK, '').matchAll(ADDRESS)) {
      const port = Number(digits)
      const key = `${address}:${port}`
      if (port > 0 && port < 65536 && !found.has(key)) found.set(key, { port, address, said })
    }
  }
  return [...found.values()]
}
