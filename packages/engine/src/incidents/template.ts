import type { Fix } from '../report/report.ts'
import type { SignatureFix } from '../signatures/signature.ts'

/** Fills `{name}`; a group that did not take part in the match leaves its neutral word. */
export const expand = (
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string =>
  template
    .replace(
      /\{([a-zA-Z]+)\}/g,
      (_, name: string) => values[name] ?? NEUTRAL[name] ?? `the ${name}`,
    )
    .replace(/\s+/g, ' ')
    .trim()

const NEUTRAL: Readonly<Record<string, string>> = {
  what: 'it',
  host: 'the host',
  namespace: 'default',
  container: 'the container',
}

/** In a command a value that is not known stays a placeholder, so that nobody runs it by accident. */
const expandCommand = (
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string =>
  template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    KNOWN_IN_COMMANDS.has(name) || name in values ? shellSafe(values[name]) || `<${name}>` : whole,
  )

const KNOWN_IN_COMMANDS = new Set([
  ...['namespace', 'workload', 'pod', 'container', 'host', 'port', 'user', 'database', 'file'],
  ...['setting', 'env', 'key', 'module', 'verb', 'resource', 'group', 'name', 'flag', 'what'],
])

/** Values come from logs: what a shell would act on is left out of a command that somebody copies. */
const shellSafe = (value: string | undefined): string =>
  value !== undefined && /^[\w@%+=:,./-]+$/.test(value) && !value.endsWith('/') ? value : ''

export const fixOf = (
  fix: SignatureFix,
  values: Readonly<Record<string, string | undefined>>,
  id: string,
): Fix => ({
  id,
  title: expand(fix.title, values),
  where: fix.where,
  risk: fix.risk ?? 'low',
  commands: (fix.commands ?? []).map((command) => expandCommand(command, values)),
  patch: null,
  verify:
    'The container stays up for longer than ten minutes and the decisive line does not come back.',
})
