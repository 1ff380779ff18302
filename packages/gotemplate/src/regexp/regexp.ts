import { RE2JS } from 're2js'
import { FunctionError } from '../errors.ts'
import { canBackquote, quote } from '../text/quote.ts'

/** A regular expression of RE2, which Go uses: no back references, no look-around, linear time on any input. */
export interface Regexp {
  readonly source: string
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean
  /** All matches replaced; `$1`, `${name}` stand for groups. */
  replaceAll(text: string, replacement: string): string
}

// Patterns come from configurations, which are few; the bound is for patterns made by templates.
const CACHE_LIMIT = 1000
const cache = new Map<string, Regexp>()

/**
 * A regular expression by its source.
 * @throws {FunctionError} with the text of Go's regexp package
 */
export function compileRegexp(source: string): Regexp {
  const known = cache.get(source)
  if (known !== undefined) return known
  if (cache.size >= CACHE_LIMIT) cache.clear()
  const made = new Re2(source)
  cache.set(source, made)
  return made
}

/** As `regexp.MustCompile` panics, which is what a template shows for a function that uses it. */
export function mustCompile(source: string): Regexp {
  try {
    return compileRegexp(source)
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error
    const shown = canBackquote(source) ? `\`${source}\`` : quote(source)
    throw new FunctionError(`regexp: Compile(${shown}): ${error.message}`)
  }
}

/** A pattern compiled by re2js, with Go's rules for replacement. */
class Re2 implements Regexp {
  readonly source: string
  readonly #compiled: RE2JS

  constructor(source: string) {
    this.source = source
    try {
      this.#compiled = RE2JS.compile(source)
    } catch (error) {
      throw new FunctionError(error instanceof Error ? error.message : String(error))
    }
  }

  test(text: string): boolean {
    return this.#compiled.matcher(text).find()
  }

  replaceAll(text: string, replacement: string): string {
    const matcher = this.#compiled.matcher(text)
    const names = this.#compiled.namedGroups()
    const group = (name: string): string => {
      const number = /^\d+$/.test(name) ? Number(name) : names[name]
      if (number === undefined || number > matcher.groupCount()) return ''
      return matcher.group(number) ?? ''
    }
    let out = ''
    let at = 0
    let previousEnd = -1
    while (matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()]
      // Go takes no empty match right behind a match, re2js does.
      if (start === end && start === previousEnd) continue
      out += text.slice(at, start) + expand(replacement, group)
      at = end
      previousEnd = end
    }
    return out + text.slice(at)
  }
}

/** Go takes the longest name after `$`: `$1x` is the group `1x`. */
function expand(template: string, group: (name: string) => string): string {
  return template.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (whole, braced: string | undefined, plain: string | undefined) =>
      whole === '$$' ? '$' : group(braced ?? plain ?? ''),
  )
}

/** A text in which nothing has a special meaning (`regexp.QuoteMeta`). */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}
