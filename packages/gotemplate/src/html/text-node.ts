import { quote } from '../text/quote.ts'
import { type Context, failed, isComment, isInScriptLiteral, TEXT } from './context.ts'
import { DELIMITER_ENDS } from './delimiters.ts'
import { isJsType } from './js.ts'
import { indexOfAny, unescapeHtml } from './scan.ts'
import { specialTagEnd, type Step, TRANSITIONS } from './transitions.ts'

/** The context after a text, and the text itself if it had to be changed (comments go, stray `<` are escaped). */
export function escapeTextNode(start: Context, s: string): readonly [Context, string | undefined] {
  let c = start
  let written = 0
  let at = 0
  let out = ''
  while (at !== s.length) {
    const [next, read] = contextAfterText(c, s.slice(at))
    const end = at + read
    // A transition that neither reads nor moves on would loop for ever.
    if (end === at && next.state === c.state)
      return [failed(`no progress in ${c.state} at ${quote(s.slice(at))}`), undefined]
    if (c.state === 'stateText' || c.state === 'stateRCDATA') {
      for (const open of strayOpenings(s, at, { to: end, endsInTag: next.state !== c.state })) {
        out += `${s.slice(written, open)}&lt;`
        written = open + 1
      }
    } else if (isComment(c.state) && c.delim === 'delimNone') {
      out += commentRemains(c, s.slice(written, end))
      written = end
    }
    if (c.state !== next.state && isComment(next.state) && next.delim === 'delimNone') {
      out += s.slice(written, end - openingLength(next))
      written = end
    }
    // The words that make a browser leave a script are broken up within its strings.
    if (isInScriptLiteral(c.state) && /<(script|\/script|!--)/i.test(s.slice(at, end))) {
      out += s.slice(written, at)
      out += s.slice(at, end).replace(/<(script|\/script|!--)/gi, '\\x3C$1')
      written = end
    }
    c = next
    at = end
  }
  if (written === 0 || c.state === 'stateError') return [c, undefined]
  if (!isComment(c.state) || c.delim !== 'delimNone') out += s.slice(written)
  return [c, out]
}

/** `<` that open no tag, save a document type's. */
function strayOpenings(
  s: string,
  from: number,
  { to, endsInTag }: { readonly to: number; readonly endsInTag: boolean },
): readonly number[] {
  let end = to
  if (endsInTag) {
    const open = s.slice(from, to).lastIndexOf('<')
    if (open >= 0) end = from + open
  }
  const found: number[] = []
  for (let at = from; at < end; at++) {
    if (s[at] === '<' && s.slice(at, at + 9).toUpperCase() !== '<!DOCTYPE') found.push(at)
  }
  return found
}

/** What a comment leaves behind, so that words beside it stay apart. */
function commentRemains(c: Context, comment: string): string {
  if (c.state === 'stateJSBlockCmt') return /[\n\r\u2028\u2029]/.test(comment) ? '\n' : ' '
  return c.state === 'stateCSSBlockCmt' ? ' ' : ''
}

/** The length of what opened a comment. */
function openingLength(c: Context): number {
  if (c.state === 'stateHTMLCmt' || c.state === 'stateJSHTMLOpenCmt') return 4
  return c.state === 'stateJSHTMLCloseCmt' ? 3 : 2
}

/** The context after the first part of a text, and the length of that part. An attribute's value ends with its delimiter. */
function contextAfterText(c: Context, s: string): Step {
  if (c.delim === 'delimNone') {
    const [ended, at] = specialTagEnd(c, s)
    return at === 0 ? [ended, 0] : TRANSITIONS[c.state](c, s.slice(0, at))
  }
  const found = indexOfAny(s, DELIMITER_ENDS[c.delim])
  const end = found < 0 ? s.length : found
  if (c.delim === 'delimSpaceOrTagEnd') {
    // Signs that browsers read differently in attributes without quotes; upstream refuses them.
    const bad = indexOfAny(s.slice(0, end), '"\'<=`')
    if (bad >= 0)
      return [
        failed(`${quote(s.charAt(bad))} in unquoted attr: ${quote(s.slice(0, end))}`),
        s.length,
      ]
  }
  if (end === s.length) return [within(c, unescapeHtml(s)), s.length]
  // A script of a type that is no JavaScript (a template, say) is text to the browser.
  const isOtherScript =
    c.state === 'stateAttr' &&
    c.element === 'elementScript' &&
    c.attr === 'attrScriptType' &&
    !isJsType(s.slice(0, end))
  const element = isOtherScript ? 'elementNone' : c.element
  return [{ ...TEXT, state: 'stateTag', element }, c.delim === 'delimSpaceOrTagEnd' ? end : end + 1]
}

/** Through a part of an attribute's value. */
function within(start: Context, text: string): Context {
  let c = start
  for (let rest = text; rest !== '';) {
    const [next, read] = TRANSITIONS[c.state](c, rest)
    c = next
    rest = rest.slice(read)
  }
  return c
}
