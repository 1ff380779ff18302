import { EXIT } from '../errors.ts'
import { packageVersion } from '../version.ts'
import type { Command } from './command.ts'

/** Both versions, as a report of a mistake needs them. */
export const versionCommand: Command<'version'> = async (_invocation, io) => {
  await io.out(`unloop ${packageVersion()} (Node.js ${process.version})\n`)
  return EXIT.nothingFound
}
