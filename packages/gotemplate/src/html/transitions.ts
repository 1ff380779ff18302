import { quote } from '../text/quote.ts'
import { attributeType } from './attributes.ts'
import {
  type Attr,
  ATTRIBUTE_STATES,
  type Context,
  type Element,
  failed,
  isComment,
  isInScriptLiteral,
  type State,
  TEXT,
} from './context.ts'
import { css, cssString } from './css.ts'
import { js, jsDelimited, jsTemplate } from './js.ts'
import { indexOfAny, indexOfEndTag, skipSpace, tagName } from './scan.ts'
import { url } from './url-part.ts'

/** The context after a first part of a text, and how much of the text that part is. */
export type Step = readonly [Context, number]

/** Text between tags, up to the next tag or comment. */
function text(c: Context, s: string): Step {
  let from = 0
  for (;;) {
    const open = s.indexOf('<', from)
    if (open < 0 || open + 1 === s.length) return [c, s.length]
    if (s.startsWith('<!--', open)) return [{ ...TEXT, state: 'stateHTMLCmt' }, open + 4]
    const isEnd = s[open + 1] === '/'
    const at = open + (isEnd ? 2 : 1)
    if (at === s.length) return [c, s.length]
    const { end, element } = tagName(s, at)
    if (end !== at)
      return [{ ...TEXT, state: 'stateTag', element: isEnd ? 'elementNone' : element }, end]
    from = end
  }
}

// What follows the end of an opening tag.
const CONTENT: Readonly<Record<Element, State>> = {
  elementNone: 'stateText',
  elementScript: 'stateJS',
  elementStyle: 'stateCSS',
  elementTextarea: 'stateRCDATA',
  elementTitle: 'stateRCDATA',
  elementMeta: 'stateText',
}

/** Within a tag: its end, or the name of the next attribute. */
function tag(c: Context, s: string): Step {
  const at = skipSpace(s, 0)
  if (at === s.length) return [c, s.length]
  if (s[at] === '>') {
    const element = c.element === 'elementMeta' ? 'elementNone' : c.element
    return [{ ...TEXT, state: CONTENT[element], element }, at + 1]
  }
  const end = attributeNameEnd(s, at)
  if (typeof end !== 'number') return [end, s.length]
  if (end === at) {
    const got = quote(s.slice(at))
    return [failed(`expected space, attr name, or end of tag, but got ${got}`), s.length]
  }
  const attr = attributeKind(s.slice(at, end).toLowerCase(), c.element)
  const state = end === s.length ? 'stateAttrName' : 'stateAfterName'
  return [{ ...TEXT, state, element: c.element, attr }, end]
}

/** What an attribute's value is read as; `type` of a script and `content` of a meta element have their own rules. */
function attributeKind(name: string, element: Element): Attr {
  if (element === 'elementScript' && name === 'type') return 'attrScriptType'
  if (element === 'elementMeta' && name === 'content') return 'attrMetaContent'
  switch (attributeType(name)) {
    case 'url':
      return 'attrURL'
    case 'css':
      return 'attrStyle'
    case 'js':
      return 'attrScript'
    case 'srcset':
      return 'attrSrcset'
    default:
      return 'attrNone'
  }
}

/** The end of an attribute's name, or an error context for signs in it that browsers read differently. */
function attributeNameEnd(s: string, from: number): number | Context {
  for (let at = from; at < s.length; at++) {
    const char = s.charAt(at)
    if (' \t\n\f\r=>'.includes(char)) return at
    if (`'"<`.includes(char))
      return failed(
        `${quote(char)} in attribute name: ${quote(Array.from(s).slice(0, 32).join(''))}`,
      )
  }
  return s.length
}

/** Goes on with a name that the text before began. */
function attributeName(c: Context, s: string): Step {
  const end = attributeNameEnd(s, 0)
  if (typeof end !== 'number') return [end, s.length]
  return end === s.length ? [c, end] : [{ ...c, state: 'stateAfterName' }, end]
}

/** After a name: `=`, or the attribute has no value. */
function afterName(c: Context, s: string): Step {
  const at = skipSpace(s, 0)
  if (at === s.length) return [c, s.length]
  return s[at] === '='
    ? [{ ...c, state: 'stateBeforeValue' }, at + 1]
    : [{ ...c, state: 'stateTag' }, at]
}

/** What quotes a value, and so ends it. */
function beforeValue(c: Context, s: string): Step {
  const at = skipSpace(s, 0)
  if (at === s.length) return [c, s.length]
  const state = ATTRIBUTE_STATES[c.attr]
  if (s[at] === "'") return [{ ...c, state, delim: 'delimSingleQuote' }, at + 1]
  if (s[at] === '"') return [{ ...c, state, delim: 'delimDoubleQuote' }, at + 1]
  return [{ ...c, state, delim: 'delimSpaceOrTagEnd' }, at]
}

/** An HTML comment, up to its end. */
function htmlComment(c: Context, s: string): Step {
  const end = s.indexOf('-->')
  return end < 0 ? [c, s.length] : [TEXT, end + 3]
}

/** Where a script, style, textarea or title ends; all of the text otherwise. */
export function specialTagEnd(c: Context, s: string): Step {
  if (c.element === 'elementNone') return [c, s.length]
  if (c.element === 'elementScript' && (isInScriptLiteral(c.state) || isComment(c.state)))
    return [c, s.length]
  const end = indexOfEndTag(s, c.element)
  return end < 0 ? [c, s.length] : [TEXT, end]
}

/** A block comment of a script or a style. */
function blockComment(c: Context, s: string): Step {
  const end = s.indexOf('*/')
  if (end < 0) return [c, s.length]
  return [{ ...c, state: c.state === 'stateJSBlockCmt' ? 'stateJS' : 'stateCSS' }, end + 2]
}

/** A line comment. CSS has none by its standard; browsers that know one end it at a form feed, too. */
function lineComment(c: Context, s: string): Step {
  const isCss = c.state === 'stateCSSLineCmt'
  const end = indexOfAny(s, isCss ? '\n\f\r' : '\n\r\u2028\u2029')
  return end < 0 ? [c, s.length] : [{ ...c, state: isCss ? 'stateCSS' : 'stateJS' }, end]
}

/** A state that text does not end. */
function whole(c: Context, s: string): Step {
  return [c, s.length]
}

/** `content` of a meta element, until a URL begins: `refresh` names one as `url=`. */
function metaContent(c: Context, s: string): Step {
  for (let at = 0; at + 3 <= s.length - 1; at++) {
    if (s.slice(at, at + 3).toLowerCase() !== 'url') continue
    const next = skipSpace(s, at + 3)
    if (s[next] === '=') return [{ ...c, state: 'stateMetaContentURL' }, next + 1]
  }
  return [c, s.length]
}

/** The URL in a meta element, up to a semicolon. */
function metaContentUrl(c: Context, s: string): Step {
  const end = s.indexOf(';')
  return end < 0 ? [c, s.length] : [{ ...c, state: 'stateMetaContent' }, end + 1]
}

/** How each state goes on over a text. */
export const TRANSITIONS: Readonly<Record<State, (c: Context, s: string) => Step>> = {
  stateText: text,
  stateTag: tag,
  stateAttrName: attributeName,
  stateAfterName: afterName,
  stateBeforeValue: beforeValue,
  stateHTMLCmt: htmlComment,
  stateRCDATA: specialTagEnd,
  stateAttr: whole,
  stateURL: url,
  stateMetaContent: metaContent,
  stateMetaContentURL: metaContentUrl,
  stateSrcset: url,
  stateJS: js,
  stateJSDqStr: jsDelimited,
  stateJSSqStr: jsDelimited,
  stateJSRegexp: jsDelimited,
  stateJSTmplLit: jsTemplate,
  stateJSBlockCmt: blockComment,
  stateJSLineCmt: lineComment,
  stateJSHTMLOpenCmt: lineComment,
  stateJSHTMLCloseCmt: lineComment,
  stateCSS: css,
  stateCSSDqStr: cssString,
  stateCSSSqStr: cssString,
  stateCSSDqURL: cssString,
  stateCSSSqURL: cssString,
  stateCSSURL: cssString,
  stateCSSBlockCmt: blockComment,
  stateCSSLineCmt: lineComment,
  stateError: whole,
  stateDead: whole,
}
