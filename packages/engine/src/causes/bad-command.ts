import type { Cause } from './cause.ts'

/** Command, args or entrypoint cannot be run: not found, not executable, one string instead of a list, a shell builtin, CRLF script. */
export const badCommand: Cause = {
  id: 'bad-command',
  explain: () =>
    "What the container is told to run cannot be run, so the program itself never started.",
  fixes: () => [],
}
