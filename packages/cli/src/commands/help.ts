import { commandHelp, overview } from '../docs/usage.ts'
import { EXIT, UsageError } from '../errors.ts'
import { didYouMean } from '../options/suggest.ts'
import { COMMAND_NAMES, isCommandName } from '../options/table.ts'
import type { Command } from './command.ts'

/** The same text as `unloop COMMAND --help`. */
export const helpCommand: Command<'help'> = async ({ operands }, io) => {
  const [name] = operands
  if (name !== undefined && !isCommandName(name))
    throw new UsageError({
      code: 'unknown-command',
      message: `There is no command ${JSON.stringify(name)}.${didYouMean(name, COMMAND_NAMES)}`,
      next: `The commands are ${COMMAND_NAMES.join(', ')}.`,
    })
  await io.out(name === undefined ? overview() : commandHelp(name))
  return EXIT.nothingFound
}
