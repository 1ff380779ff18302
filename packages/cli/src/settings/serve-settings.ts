import type { OptionSpec } from '../options/option.ts'
import { COMMANDS, OPTIONS, type OptionValues } from '../options/table.ts'
import { readSettings, settingsOfEnv, type Setting } from './read-settings.ts'

// As the option table declares them for `serve`.
type Options = OptionValues<'serve'>

/** What is given for the command line alone. */
const NOT_SET = new Set<string>(['config', 'help', 'fetch-engine'])

/** The options of `serve` from everywhere: the command line before variables, and those before the file. */
export function serveSettings(
  given: Options,
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const specs: Record<string, OptionSpec> = Object.fromEntries(
    COMMANDS.serve.options
      .filter((name) => !NOT_SET.has(name))
      .map((name) => [name, OPTIONS[name] as OptionSpec]),
  )
  const file = given.config === undefined ? {} : readSettings(given.config, specs)
  const flags = Object.entries(given).filter(([, value]) => isGiven(value))
  return { ...given, ...file, ...settingsOfEnv(env, specs), ...Object.fromEntries(flags) }
}

/** Whether an option stands on the command line: a switch that is off or an empty list does not. */
function isGiven(value: Setting | undefined): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
}
