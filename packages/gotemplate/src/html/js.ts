import { quote } from '../text/quote.ts'
import { type Context, failed, type JsCtx } from './context.ts'
import { indexOfAny } from './scan.ts'

// Words after which a slash begins a regular expression (`regexpPrecederKeywords` in js.go).
const REGEXP_PRECEDERS: ReadonlySet<string> = new Set(
  'break case continue delete do else finally in instanceof return throw try typeof void'.split(
    ' ',
  ),
)

/** Whether a slash after this text would begin a regular expression or divide. */
export function nextJsCtx(text: string, preceding: JsCtx): JsCtx {
  // White space and line ends of JavaScript.
  const s = text.replace(
    /[\f\n\r\t\v \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+$/,
    '',
  )
  const last = s.at(-1)
  if (last === undefined) return preceding
  if (last === '+' || last === '-') {
    // `x++ /` divides, `x + /` does not: an even run of signs is made of increments.
    const run = /(?:\++|-+)$/.exec(s)?.[0].length ?? 0
    return run % 2 === 1 ? 'jsCtxRegexp' : 'jsCtxDivOp'
  }
  // A dot behind a digit ends a number, which can be divided.
  if (last === '.') return /[0-9]\.$/.test(s) ? 'jsCtxDivOp' : 'jsCtxRegexp'
  if (',<>=*%&|^?!~([:;{}'.includes(last)) return 'jsCtxRegexp'
  const word = /[$0-9A-Z_a-z]*$/.exec(s)?.[0] ?? ''
  return REGEXP_PRECEDERS.has(word) ? 'jsCtxRegexp' : 'jsCtxDivOp'
}

/** JavaScript outside of strings. */
export function js(start: Context, s: string): readonly [Context, number] {
  const at = indexOfAny(s, `"\`'/{}<-#`)
  if (at < 0) return [{ ...start, jsCtx: nextJsCtx(s, start.jsCtx) }, s.length]
  const c: Context = { ...start, jsCtx: nextJsCtx(s.slice(0, at), start.jsCtx) }
  switch (s[at]) {
    case '"':
      return [{ ...c, state: 'stateJSDqStr', jsCtx: 'jsCtxRegexp' }, at + 1]
    case "'":
      return [{ ...c, state: 'stateJSSqStr', jsCtx: 'jsCtxRegexp' }, at + 1]
    case '`':
      return [{ ...c, state: 'stateJSTmplLit', jsCtx: 'jsCtxRegexp' }, at + 1]
    case '/':
      return slash(c, s, at)
    case '{':
    case '}':
      return brace(c, s, at)
    default:
      return otherComment(c, s, at)
  }
}

/** A slash: a comment, a regular expression or a division. @returns an error context where it cannot be told */
function slash(c: Context, s: string, at: number): readonly [Context, number] {
  if (s[at + 1] === '/') return [{ ...c, state: 'stateJSLineCmt' }, at + 2]
  if (s[at + 1] === '*') return [{ ...c, state: 'stateJSBlockCmt' }, at + 2]
  if (c.jsCtx === 'jsCtxRegexp') return [{ ...c, state: 'stateJSRegexp' }, at + 1]
  if (c.jsCtx === 'jsCtxDivOp') return [{ ...c, jsCtx: 'jsCtxRegexp' }, at + 1]
  const rest = quote(Array.from(s.slice(at)).slice(0, 32).join(''))
  return [failed(`'/' could start a division or regexp: ${rest}`), s.length]
}

/** Comments that JavaScript in HTML has besides its own: `<!--`, `-->`, `#!`. */
function otherComment(c: Context, s: string, at: number): readonly [Context, number] {
  if (s.startsWith('<!--', at)) return [{ ...c, state: 'stateJSHTMLOpenCmt' }, at + 4]
  if (s.startsWith('-->', at)) return [{ ...c, state: 'stateJSHTMLCloseCmt' }, at + 3]
  if (s.startsWith('#!', at)) return [{ ...c, state: 'stateJSLineCmt' }, at + 2]
  return [c, at + 1]
}

/** Within `${…}` of a template literal braces are counted, to know which one ends it. */
function brace(c: Context, s: string, at: number): readonly [Context, number] {
  const char = s.charAt(at)
  const jsCtx = nextJsCtx(char, c.jsCtx)
  const depths = [...c.jsBraceDepth]
  const depth = depths.pop()
  if (depth === undefined) return [{ ...c, jsCtx }, at + 1]
  const next = depth + (char === '{' ? 1 : -1)
  if (next >= 0) return [{ ...c, jsCtx, jsBraceDepth: [...depths, next] }, at + 1]
  return [{ ...c, state: 'stateJSTmplLit', jsBraceDepth: depths }, at + 1]
}

/** The error of a text that ends with a backslash: what it escapes would come from an action. */
function unfinished(s: string): readonly [Context, number] {
  return [failed(`unfinished escape sequence in JS string: ${quote(s)}`), s.length]
}

/** Template literals. */
export function jsTemplate(c: Context, s: string): readonly [Context, number] {
  for (let at = indexOfAny(s, '`\\$'); at >= 0; at = indexOfAny(s, '`\\$', at + 1)) {
    if (s[at] === '`') return [{ ...c, state: 'stateJS' }, at + 1]
    if (s[at] === '\\') {
      at++
      if (at === s.length) return unfinished(s)
    } else if (s[at + 1] === '{') {
      return [{ ...c, state: 'stateJS', jsBraceDepth: [...c.jsBraceDepth, 0] }, at + 2]
    }
  }
  return [c, s.length]
}

// Brackets count in regular expressions only: within them a slash ends nothing.
const SPECIALS: Readonly<Partial<Record<Context['state'], string>>> = {
  stateJSDqStr: '\\"',
  stateJSSqStr: "\\'",
  stateJSRegexp: '\\/[]',
}

/** Quoted strings and regular expressions. */
export function jsDelimited(c: Context, s: string): readonly [Context, number] {
  const specials = SPECIALS[c.state] ?? ''
  const ended: Context = { ...c, state: 'stateJS', jsCtx: 'jsCtxDivOp' }
  let inCharset = false
  for (let at = indexOfAny(s, specials); at >= 0; at = indexOfAny(s, specials, at + 1)) {
    const char = s[at]
    if (char === '\\') {
      at++
      if (at === s.length) return unfinished(s)
    } else if (char === '[') inCharset = true
    else if (char === ']') inCharset = false
    // A browser ends a script at `</script` even within a string; the slash is not the end of the string.
    else if (char === '/' && at > 0 && s.slice(at - 1, at + 7).toLowerCase() === '</script') at++
    else if (!inCharset) return [ended, at + 1]
  }
  return inCharset ? [failed(`unfinished JS regexp charset: ${quote(s)}`), s.length] : [c, s.length]
}

// What html/template takes for scripts (`isJSType`); an empty type is JavaScript.
const SCRIPT_TYPES: ReadonlySet<string> = new Set([
  '',
  'application/ecmascript',
  'application/javascript',
  'application/json',
  'application/ld+json',
  'application/x-ecmascript',
  'application/x-javascript',
  'module',
  'text/ecmascript',
  'text/javascript',
  'text/javascript1.0',
  'text/javascript1.1',
  'text/javascript1.2',
  'text/javascript1.3',
  'text/javascript1.4',
  'text/javascript1.5',
  'text/jscript',
  'text/livescript',
  'text/x-ecmascript',
  'text/x-javascript',
])

/** Whether a script of this type is JavaScript or JSON. */
export function isJsType(mimeType: string): boolean {
  return SCRIPT_TYPES.has((mimeType.split(';')[0] ?? '').toLowerCase().trim())
}
