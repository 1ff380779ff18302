import type { ExitStatus } from '../errors.ts'
import type { Io } from '../io.ts'
import type { CommandName, InvocationOf } from '../options/table.ts'

/** What every command is: an invocation and the surroundings in, an exit status out. */
export type Command<Name extends CommandName> = (
  invocation: InvocationOf<Name>,
  io: Io,
) => Promise<ExitStatus>
