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

export const fixOf = (
  fix: SignatureFix,
  values: Readonly<Record<string, string | undefined>>,
  id: string,
): Fix => ({
  id,
  title: expand(fix.title, values),
  where: fix.where,
  risk: fix.risk ?? 'low',
  commands: (fix.commands ?? []).map((command) => expand(command, values)),
  patch: null,
  verify:
    'The container stays up for longer than ten minutes and the decisive line does not come back.',
})
