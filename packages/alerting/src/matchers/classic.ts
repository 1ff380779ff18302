import { ConfigError } from '../yaml/document.ts'
import { type Matcher, matcher, type Operator } from './matcher.ts'

// `name operator value`, with white space around each.
const FORM =
  /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*([\s\S]*?)[\t\n\f\r ]*$/

/** Matchers in Alertmanager's first syntax: `{a="b", c=~d}`. @throws {ConfigError} in its words */
export function parseClassic(text: string): readonly Matcher[] {
  let body = text.startsWith('{') ? text.slice(1) : text
  if (body.endsWith('}')) body = body.slice(0, -1)
  return splitAtCommas(body).map((part) => parseClassicMatcher(part))
}

/** The parts between commas that are not quoted; an empty last one is no part. */
function splitAtCommas(body: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  let isEscaped = false
  for (const char of body) {
    if (char === ',' && !isQuoted) {
      parts.push(part)
      part = ''
      continue
    }
    if (char === '"' && !isEscaped) isQuoted = !isQuoted
    isEscaped = char === '\\' && !isEscaped
    part += char
  }
  const last = part.trim()
  return last === '' ? parts : [...parts, last]
}

/** One matcher in the first syntax. @throws {ConfigError} */
export function parseClassicMatcher(text: string): Matcher {
  const match = FORM.exec(text)
  if (match === null) throw new ConfigError(`bad matcher format: ${text}`)
  return matcher(match[1] ?? '', match[2] as Operator, unescape(match[3] ?? ''))
}

/** The text of a value. Quotes may surround it and stand nowhere else unescaped. @throws {ConfigError} */
function unescape(source: string): string {
  const refuse = (): never => {
    throw new ConfigError(`matcher value contains unescaped double quote: ${source}`)
  }
  const isQuoted = source.startsWith('"')
  const raw = isQuoted ? source.slice(1) : source
  let needsQuote = isQuoted
  let value = ''
  for (let at = 0; at < raw.length; at++) {
    const char = raw.charAt(at)
    const isLast = at === raw.length - 1
    if (char === '\\' && !isLast) {
      const next = raw.charAt(++at)
      value += next === 'n' ? '\n' : next === '"' || next === '\\' ? next : `\\${next}`
    } else if (char === '"') {
      if (!needsQuote || !isLast) refuse()
      needsQuote = false
    } else value += char
  }
  return needsQuote ? refuse() : value
}
