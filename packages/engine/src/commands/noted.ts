import type { Command } from './sh.ts'

const NOTE = ' # put the secret back where *** stands'

/** A masked command; where a secret was taken out of it, it says so, as it would write the mask otherwise. */
export function noted(masked: Command, command: Command | undefined): Command {
  return (masked === command || masked.endsWith(NOTE) ? masked : `${masked}${NOTE}`) as Command
}
