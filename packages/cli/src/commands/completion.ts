import { completionScript } from '../docs/completion.ts'
import { EXIT, UsageError } from '../errors.ts'
import { didYouMean } from '../options/suggest.ts'
import { SHELLS } from '../options/table.ts'
import type { Command } from './command.ts'

/** Prints a script for the shell to load; nothing is installed. */
export const completionCommand: Command<'completion'> = async ({ operands }, io) => {
  const shell = SHELLS.find((each) => each === operands[0])
  if (shell === undefined)
    throw new UsageError({
      code: 'operand-invalid',
      message: `There is no completion for ${JSON.stringify(operands[0])}.${didYouMean(operands[0] ?? '', SHELLS)}`,
      next: `Shells with completion are ${SHELLS.join(', ')}.`,
    })
  await io.out(completionScript(shell))
  return EXIT.nothingFound
}
