import { type Context, isInTag, TEXT } from './context.ts'
import { indexOfAny } from './scan.ts'
import { DELIMITER_ENDS } from './delimiters.ts'
import { TRANSITIONS } from './transitions.ts'

/** The text of HTML without its tags, for places where only text can stand. */
export function stripTags(html: string): string {
  let c: Context = TEXT
  let out = ''
  let at = 0
  let isAllText = true
  while (at !== html.length) {
    if (c.delim === 'delimNone') {
      // Within a tag of its own the element's content is text without markup; nothing is kept but what is outside of tags.
      const state = c.element !== 'elementNone' && !isInTag(c.state) ? 'stateRCDATA' : c.state
      const [next, read] = TRANSITIONS[state](c, html.slice(at))
      if (c.state === 'stateText' || c.state === 'stateRCDATA') {
        const passage = html.slice(at, at + read)
        const open = next.state === c.state ? -1 : passage.lastIndexOf('<')
        out += open < 0 ? passage : passage.slice(0, open)
      } else isAllText = false
      c = next
      at += read
      continue
    }
    const end = indexOfAny(html, DELIMITER_ENDS[c.delim], at)
    if (end < 0) break
    at = c.delim === 'delimSpaceOrTagEnd' ? end : end + 1
    c = { ...TEXT, state: 'stateTag', element: c.element }
  }
  return isAllText ? html : out
}
