import type { Answers } from '@unloop/remedy'
import { UsageError } from '../../errors.ts'

/** The values of `--set NAME=VALUE`. */
export function parseAnswers(set: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    set.map((pair): [string, string] => {
      const at = pair.indexOf('=')
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)]
      throw new UsageError({
        code: 'option-value-invalid',
        message: `--set ${JSON.stringify(pair)} names no value.`,
        next: 'Write it as --set NAME=VALUE.',
      })
    }),
  ) satisfies Answers
}
