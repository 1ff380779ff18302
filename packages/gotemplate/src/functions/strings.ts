import { compileRegexp, mustCompile } from '../regexp/regexp.ts'
import { SAFE_HTML } from '../html/content.ts'
import { bool, func, string } from '../values/make.ts'
import { STRING } from '../values/type.ts'
import type { FuncValue, Value } from '../values/value.ts'

/** The text of a string argument. */
export function textOf(value: Value | undefined): string {
  return value?.kind === 'string' ? value.data : ''
}

/** A function of one string that gives another. */
export function mapping(call: (text: string) => string): FuncValue {
  return func({ params: [STRING] }, ([text]) => string(call(textOf(text))))
}

/** Each word with a capital; the rest in lower case unless `keepsCase`. */
function title(text: string, keepsCase: boolean): string {
  return text.replace(/[\p{L}\p{N}\p{M}_]+(?:['’.·:][\p{L}\p{N}\p{M}_]+)*/gu, (word) => {
    const first = /\p{L}/u.exec(word)
    if (first === null) return word
    const at = first.index
    const head = String.fromCodePoint(word.codePointAt(at) ?? 0)
    const rest = word.slice(at + head.length)
    return word.slice(0, at) + head.toUpperCase() + (keepsCase ? rest : rest.toLowerCase())
  })
}

/** What Alertmanager and Prometheus' rules have in common. */
export function stringFunctions(options: {
  readonly titleKeepsCase: boolean
}): readonly (readonly [string, FuncValue])[] {
  return [
    ['toUpper', mapping((text) => text.toUpperCase())],
    ['toLower', mapping((text) => text.toLowerCase())],
    ['title', mapping((text) => title(text, options.titleKeepsCase))],
    ['safeHtml', func({ params: [STRING] }, ([text]) => string(textOf(text), SAFE_HTML))],
    [
      'match',
      func({ params: [STRING, STRING] }, ([pattern, text]) =>
        bool(compileRegexp(textOf(pattern)).test(textOf(text))),
      ),
    ],
    [
      'reReplaceAll',
      func({ params: [STRING, STRING, STRING] }, ([pattern, replacement, text]) =>
        string(mustCompile(textOf(pattern)).replaceAll(textOf(text), textOf(replacement))),
      ),
    ],
  ]
}
