import type { Command } from './sh.ts'

const UNNAMED_CONTAINER = / (?:-c|--container)[ =]''(?= |$)/g

/** The command without its option for the container where none is known: kubectl takes the only one, or all. */
export function withoutUnnamedContainer(command: Command): Command {
  return command.replace(UNNAMED_CONTAINER, '') as Command
}
