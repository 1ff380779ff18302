import { RE2JS } from 're2js'
import { translateRegex } from './translate-regex.ts'

/** A pattern that must match a whole text, with the meaning of Go's regular expressions; `.` takes line ends too. */
export interface WholeRegex {
  test(text: string): boolean
}

const CACHE_LIMIT = 10_000

/**
 * Compiles a pattern. Throws an Error with Go's message where Go would refuse it. Simple patterns run on JavaScript's
 * engine where that means the same and cannot backtrack without end; all others on RE2JS, which takes linear time.
 */
export function compileRegex(pattern: string): WholeRegex {
  const alternatives = literalAlternatives(pattern)
  if (alternatives) return { test: (text) => alternatives.has(text) }
  const native = translateRegex(pattern)
  return cached(native ? (text) => native.test(text) : linearTest(pattern))
}

function linearTest(pattern: string): (text: string) => boolean {
  const re = compileRe2(pattern)
  return (text) => re.matches(text)
}

/** The pattern on RE2JS. Throws with Go's message. */
export function compileRe2(pattern: string): RE2JS {
  try {
    // Go tells what is wrong with the pattern as it was written.
    RE2JS.compile(pattern)
    return RE2JS.compile(`^(?s:${pattern})$`)
  } catch (cause) {
    throw new Error(goMessage(cause), { cause })
  }
}

function goMessage(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.startsWith('error parsing regexp') ? text : `error parsing regexp: ${text}`
}

/** Label values repeat from query to query, so that each is tested once. */
function cached(test: (text: string) => boolean): WholeRegex {
  const seen = new Map<string, boolean>()
  return {
    test(text) {
      const known = seen.get(text)
      if (known !== undefined) return known
      const result = test(text)
      if (seen.size >= CACHE_LIMIT) seen.clear()
      seen.set(text, result)
      return result
    },
  }
}

/** `a|b|c` without any operator is a set of texts. */
function literalAlternatives(pattern: string): Set<string> | undefined {
  return /[\\.+*?()[\]{}^$]/.test(pattern) ? undefined : new Set(pattern.split('|'))
}
