import { sprint } from '../format/print.ts'
import { ownText, printable } from '../format/value.ts'
import { toJson } from '../json/json.ts'
import { func, string } from '../values/make.ts'
import { ANY } from '../values/type.ts'
import type { FuncValue, Value } from '../values/value.ts'
import { attributeType } from './attributes.ts'
import type { ContentType } from './attributes.data.ts'
import { stringify } from './content.ts'
import { escapeCss, filterCssValue } from './css.ts'
import { escapeJsRegexp, escapeJsString, escapeJsTemplate, jsValue } from './js-escape.ts'
import { normalise, normaliseQuoted, normaliseUnquoted, unquotedAttribute } from './replace.ts'
import { stripTags } from './strip-tags.ts'
import { escapeSrcset, escapeUrl, isSafeUrl } from './url.ts'

/** Stands in place of what was too dangerous to show. */
const FAILSAFE = 'ZgotmplZ'

/** How an escaper treats a text, given what it is trusted to be. */
type Escape = (text: string, type: ContentType) => string

/** An escaper as a function of templates: arguments become text as `stringify` has it. */
const escaper = (escape: Escape): FuncValue =>
  func({ params: [ANY], variadic: true }, (args) => string(escape(...stringify(args))))

/** A name of a tag or an attribute. Names that would make the value a script or a URL are refused. */
function filterName(text: string, type: ContentType): string {
  if (type === 'htmlAttr') return text
  const name = text.toLowerCase()
  return attributeType(name) === 'plain' && /^[0-9a-z]+$/.test(name) ? name : FAILSAFE
}

/** A value in an attribute without quotes. Nothing at all would let the next attribute become the value. */
function unquoted(text: string, type: ContentType): string {
  if (text === '') return FAILSAFE
  return type === 'html' ? normaliseUnquoted(stripTags(text)) : unquotedAttribute(text)
}

/** `_eval_args_`: the arguments of a predefined escaper as one text. */
function evalArguments(args: readonly (Value | undefined)[]): string {
  const [first] = args
  if (args.length === 1 && first?.kind === 'string' && first.type.name === 'string')
    return first.data
  return sprint(args.map((arg) => arg && printable(arg)))
}

/** A value in a script as JSON; `template.JS` stays as it is. A type with its own JSON is asked before its `String`. */
function jsEscaper(args: readonly (Value | undefined)[]): string {
  const [first] = args
  if (args.length !== 1) return jsValue(toJson(string(sprint(args))))
  if (first?.type.name === 'template.JS' && first.kind === 'string') return first.data
  if (first?.type.name === 'template.JSStr' && first.kind === 'string') return `"${first.data}"`
  const text = first === undefined || first.type.toJson !== undefined ? undefined : ownText(first)
  return jsValue(toJson(text === undefined ? first : string(text)))
}

/** What the escaper appends to pipelines, under upstream's names so that errors read alike. */
export const HTML_FUNCTIONS: ReadonlyMap<string, FuncValue> = new Map<string, FuncValue>([
  [
    '_html_template_attrescaper',
    escaper((s, t) => (t === 'html' ? normaliseQuoted(stripTags(s)) : normalise(s))),
  ],
  ['_html_template_commentescaper', escaper(() => '')],
  ['_html_template_cssescaper', escaper((s) => escapeCss(s))],
  [
    '_html_template_cssvaluefilter',
    escaper((s, t) => (t === 'css' ? s : filterCssValue(s, FAILSAFE))),
  ],
  ['_html_template_htmlnamefilter', escaper(filterName)],
  ['_html_template_htmlescaper', escaper((s, t) => (t === 'html' ? s : normalise(s)))],
  ['_html_template_jsregexpescaper', escaper((s) => escapeJsRegexp(s))],
  ['_html_template_jsstrescaper', escaper((s, t) => escapeJsString(s, t === 'jsStr'))],
  ['_html_template_jstmpllitescaper', escaper((s) => escapeJsTemplate(s))],
  [
    '_html_template_jsvalescaper',
    func({ params: [ANY], variadic: true }, (args) => string(jsEscaper(args))),
  ],
  ['_html_template_nospaceescaper', escaper(unquoted)],
  [
    '_html_template_rcdataescaper',
    escaper((s, t) => (t === 'html' ? normaliseQuoted(s) : normalise(s))),
  ],
  ['_html_template_srcsetescaper', escaper(escapeSrcset)],
  ['_html_template_urlescaper', escaper((s, t) => escapeUrl(s, t === 'url'))],
  [
    '_html_template_urlfilter',
    escaper((s, t) => (t === 'url' || isSafeUrl(s) ? s : `#${FAILSAFE}`)),
  ],
  ['_html_template_urlnormalizer', escaper((s) => escapeUrl(s, true))],
  ['_eval_args_', func({ params: [ANY], variadic: true }, (args) => string(evalArguments(args)))],
])
