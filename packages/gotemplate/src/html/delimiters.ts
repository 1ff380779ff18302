import type { Delim } from './context.ts'

/** What ends the value of an attribute. */
export const DELIMITER_ENDS: Readonly<Record<Delim, string>> = {
  delimNone: '',
  delimDoubleQuote: '"',
  delimSingleQuote: "'",
  delimSpaceOrTagEnd: ' \t\n\f\r>',
}
