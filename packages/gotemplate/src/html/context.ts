import type { JumpNode, Node } from '../syntax/node.ts'

/** Where in HTML, JavaScript, CSS or a URL a place stands; names as in html/template's messages. */
export type State =
  | 'stateText'
  | 'stateTag'
  | 'stateAttrName'
  | 'stateAfterName'
  | 'stateBeforeValue'
  | 'stateHTMLCmt'
  | 'stateRCDATA'
  | 'stateAttr'
  | 'stateURL'
  | 'stateSrcset'
  | 'stateJS'
  | 'stateJSDqStr'
  | 'stateJSSqStr'
  | 'stateJSTmplLit'
  | 'stateJSRegexp'
  | 'stateJSBlockCmt'
  | 'stateJSLineCmt'
  | 'stateJSHTMLOpenCmt'
  | 'stateJSHTMLCloseCmt'
  | 'stateCSS'
  | 'stateCSSDqStr'
  | 'stateCSSSqStr'
  | 'stateCSSDqURL'
  | 'stateCSSSqURL'
  | 'stateCSSURL'
  | 'stateCSSBlockCmt'
  | 'stateCSSLineCmt'
  | 'stateError'
  | 'stateMetaContent'
  | 'stateMetaContentURL'
  | 'stateDead'

/** What ends the attribute that the text is in. */
export type Delim = 'delimNone' | 'delimDoubleQuote' | 'delimSingleQuote' | 'delimSpaceOrTagEnd'
/** Where in a URL the text is: at its start the scheme is looked at, in its query everything is escaped. */
export type UrlPart = 'urlPartNone' | 'urlPartPreQuery' | 'urlPartQueryOrFrag' | 'urlPartUnknown'
/** Whether a slash begins a regular expression or divides. */
export type JsCtx = 'jsCtxRegexp' | 'jsCtxDivOp' | 'jsCtxUnknown'
/** Elements whose content is not HTML, or not parsed as such. */
export type Element =
  | 'elementNone'
  | 'elementScript'
  | 'elementStyle'
  | 'elementTextarea'
  | 'elementTitle'
  | 'elementMeta'
/** What an attribute's value is read as. */
export type Attr =
  | 'attrNone'
  | 'attrScript'
  | 'attrScriptType'
  | 'attrStyle'
  | 'attrURL'
  | 'attrSrcset'
  | 'attrMetaContent'

/** Why a template cannot be escaped; the line is the template's own. */
export interface EscapeProblem {
  readonly node: Node | undefined
  readonly line: number
  readonly text: string
}

/** Where in a document a piece of a template stands, as html/template follows it (context.go). */
export interface Context {
  readonly state: State
  readonly delim: Delim
  readonly urlPart: UrlPart
  readonly jsCtx: JsCtx
  readonly jsBraceDepth: readonly number[]
  readonly attr: Attr
  readonly element: Element
  /** The jump out of a loop that a context was taken at. */
  readonly node?: JumpNode
  readonly problem?: EscapeProblem
}

/** Where every document begins: between tags. */
export const TEXT: Context = {
  state: 'stateText',
  delim: 'delimNone',
  urlPart: 'urlPartNone',
  jsCtx: 'jsCtxRegexp',
  jsBraceDepth: [],
  attr: 'attrNone',
  element: 'elementNone',
}

/** A context in which nothing can be escaped, with the reason. */
export function failed(text: string, node?: Node, line = 0): Context {
  return { ...TEXT, state: 'stateError', problem: { node, line, text } }
}

/** Branches must end alike, or what follows them could not be escaped. */
export function sameContext(a: Context, b: Context): boolean {
  return (
    a.state === b.state &&
    a.delim === b.delim &&
    a.urlPart === b.urlPart &&
    a.jsCtx === b.jsCtx &&
    a.jsBraceDepth.join() === b.jsBraceDepth.join() &&
    a.attr === b.attr &&
    a.element === b.element &&
    a.problem === b.problem
  )
}

/** As error messages show a context. */
export function contextText(c: Context): string {
  const error = c.problem === undefined ? '<nil>' : `html/template: ${c.problem.text}`
  return `{${c.state} ${c.delim} ${c.urlPart} ${c.jsCtx} [${c.jsBraceDepth.join(' ')}] ${c.attr} ${c.element} ${error}}`
}

/** The name of a template escaped for calls from a context. */
export function mangledName(name: string, c: Context): string {
  if (c.state === 'stateText') return name
  let out = `${name}$htmltemplate_${c.state}`
  if (c.delim !== 'delimNone') out += `_${c.delim}`
  if (c.urlPart !== 'urlPartNone') out += `_${c.urlPart}`
  if (c.jsCtx !== 'jsCtxRegexp') out += `_${c.jsCtx}`
  if (c.jsBraceDepth.length > 0) out += `_jsBraceDepth([${c.jsBraceDepth.join(' ')}])`
  if (c.attr !== 'attrNone') out += `_${c.attr}`
  if (c.element !== 'elementNone') out += `_${c.element}`
  return out
}

const COMMENTS: ReadonlySet<State> = new Set<State>([
  'stateHTMLCmt',
  'stateJSBlockCmt',
  'stateJSLineCmt',
  'stateJSHTMLOpenCmt',
  'stateJSHTMLCloseCmt',
  'stateCSSBlockCmt',
  'stateCSSLineCmt',
])

/** Comments are left out of the output, so that values in them are too. */
export function isComment(state: State): boolean {
  return COMMENTS.has(state)
}

/** Within a tag, but not in the value of an attribute. */
export function isInTag(state: State): boolean {
  return ['stateTag', 'stateAttrName', 'stateAfterName', 'stateBeforeValue', 'stateAttr'].includes(
    state,
  )
}

/** Within a string, a template or a regular expression of JavaScript. */
export function isInScriptLiteral(state: State): boolean {
  return ['stateJSDqStr', 'stateJSSqStr', 'stateJSTmplLit', 'stateJSRegexp'].includes(state)
}

/** The state in which the value of an attribute begins. */
export const ATTRIBUTE_STATES: Readonly<Record<Attr, State>> = {
  attrNone: 'stateAttr',
  attrScript: 'stateJS',
  attrScriptType: 'stateAttr',
  attrStyle: 'stateCSS',
  attrURL: 'stateURL',
  attrSrcset: 'stateSrcset',
  attrMetaContent: 'stateMetaContent',
}

/** The context as it is once something stands there, even if that is nothing. */
export function nudge(c: Context): Context {
  switch (c.state) {
    case 'stateTag':
      return { ...c, state: 'stateAttrName' }
    case 'stateBeforeValue':
      return {
        ...c,
        state: ATTRIBUTE_STATES[c.attr],
        delim: 'delimSpaceOrTagEnd',
        attr: 'attrNone',
      }
    case 'stateAfterName':
      return { ...c, state: 'stateAttrName', attr: 'attrNone' }
    default:
      return c
  }
}

/** Which action branches, and its keyword for an error's text. */
export interface Branches {
  readonly node: Node
  readonly name: string
}

/** The context after two branches, an error if they end in different ones. */
export function join(a: Context, b: Context, place: Branches): Context {
  if (a.state === 'stateError') return a
  if (b.state === 'stateError') return b
  if (a.state === 'stateDead') return b
  if (b.state === 'stateDead') return a
  if (sameContext(a, b)) return a
  if (sameContext({ ...a, urlPart: b.urlPart }, b)) return { ...a, urlPart: 'urlPartUnknown' }
  if (sameContext({ ...a, jsCtx: b.jsCtx }, b)) return { ...a, jsCtx: 'jsCtxUnknown' }
  const [c, d] = [nudge(a), nudge(b)]
  if (!sameContext(c, a) || !sameContext(d, b)) {
    const joined = join(c, d, place)
    if (joined.state !== 'stateError') return joined
  }
  return failed(
    `{{${place.name}}} branches end in different contexts: ${contextText(a)}, ${contextText(b)}`,
    place.node,
  )
}
