import { mask } from '../masking/mask.ts'
import type { Command } from './sh.ts'

const NOTE = ' # put the secret back where *** stands'

/** A command that may be shown; where a secret was taken out of it, it says so, as it would write the mask otherwise. */
export const maskedCommand = (command: Command): Command => {
  const masked = mask(command)
  return (masked === command || masked.endsWith(NOTE) ? masked : `${masked}${NOTE}`) as Command
}
