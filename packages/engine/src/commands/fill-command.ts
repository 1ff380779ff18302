import type { Command } from './sh.ts'

type Values = Readonly<Record<string, string | undefined>>

/**
 * A command of a data table with its `{name}`s filled in. Values come from logs: one that a shell would act on is left out,
 * and its place is named in capitals, which mean nothing to a shell, so that nobody runs it by accident.
 */
export function fillCommand(template: string, values: Values): Command {
  return template
    .replace(/<([a-z][a-z -]*)>/g, (_, name: string) => placeholder(name))
    .replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
      KNOWN.has(name) || name in values ? safeWord(values[name]) || placeholder(name) : whole,
    ) as Command
}

const KNOWN: ReadonlySet<string> = new Set([
  ...['namespace', 'workload', 'pod', 'container', 'host', 'port', 'user', 'database', 'file'],
  ...['setting', 'env', 'key', 'module', 'verb', 'resource', 'group', 'name', 'flag', 'what'],
])

/** `<image name>` as `IMAGE_NAME`. */
const placeholder = (name: string): string => name.toUpperCase().replace(/[ -]/g, '_')

const safeWord = (value: string | undefined): string =>
  value !== undefined && /^[\w@%+=:,./][\w@%+=:,./-]*$/.test(value) && !value.endsWith('/')
    ? value
    : ''
