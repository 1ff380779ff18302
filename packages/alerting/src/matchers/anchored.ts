import { compileRegexp, FunctionError, type Regexp } from '@unloop/gotemplate'
import { ConfigError } from '../yaml/document.ts'

/** A regular expression that matches whole values. */
export interface AnchoredRegexp {
  readonly source: string
  readonly regexp: Regexp
}

/** @throws {ConfigError} in the words of Go's regexp */
export function anchored(source: string): AnchoredRegexp {
  try {
    return { source, regexp: compileRegexp(`^(?:${source})$`) }
  } catch (error) {
    if (error instanceof FunctionError) throw new ConfigError(error.message)
    throw error
  }
}
