import { readSmallTextSync } from '@unloop/sources/text-file'
import type { Answers } from '@unloop/remedy'
import { UsageError } from '../../errors.ts'

/** The values of `--set NAME=VALUE`; `NAME=@FILE` reads it from a file, as the process list shows what is written here. */
export function parseAnswers(set: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    set.map((pair): [string, string] => {
      const at = pair.indexOf('=')
      if (at > 0) return [pair.slice(0, at), valueOf(pair.slice(at + 1))]
      throw new UsageError({
        code: 'option-value-invalid',
        // What stands there may be the value itself.
        message: '--set names no value.',
        next: 'Write it as --set NAME=VALUE, or --set NAME=@FILE for what nobody is to see.',
      })
    }),
  ) satisfies Answers
}

/** `@FILE` is read without the newline at its end; `@@x` is the text `@x`. */
function valueOf(text: string): string {
  if (!text.startsWith('@')) return text
  if (text.startsWith('@@')) return text.slice(1)
  try {
    return readSmallTextSync(text.slice(1)).replace(/\r?\n$/, '')
  } catch (error) {
    throw new UsageError({
      code: 'option-value-invalid',
      message: `The file ${text.slice(1)} of --set can't be read: ${error instanceof Error ? error.message : String(error)}.`,
      next: 'Name a file that holds the value alone, or write @@ for a value that begins with @.',
    })
  }
}
