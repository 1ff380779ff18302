import type { Cause } from './cause.ts'

/** The program's configuration file is not where it looks for it. */
export const configFileMissing: Cause = {
  id: 'config-file-missing',
  explain: () => "The program's configuration file is not where it looks for it.",
  fixes: () => [],
}
