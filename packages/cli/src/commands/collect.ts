import { TargetError } from '../errors.ts'
import type { Command } from './command.ts'

export const collectCommand: Command<'collect'> = () => {
  throw new TargetError({ code: 'internal', message: 'This build cannot collect from a cluster.' })
}
