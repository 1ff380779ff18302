import { fillCommand } from '../commands/fill-command.ts'
import type { Fix } from '../report/report.ts'
import type { SignatureFix } from '../scanner/signature.ts'

/**
 * Fills `{name}`. A group that did not take part in the match leaves its neutral word where the sentence needs one (at its
 * beginning, after a verb); elsewhere it goes, with the colon, the brackets or the preposition before it.
 */
export function expand(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
): string {
  return template
    .replace(PLACEHOLDER, (...[, before = '', name = '', after = '']: string[]) => {
      const value = values[name]
      if (value !== undefined) return before + value + after
      const isNeeded = before === '' || VERB.test(before)
      return isNeeded
        ? before + (NEUTRAL[name] ?? `the ${name}`) + after
        : withoutJoint(before) + after.slice(1)
    })
    .replace(/\s+/g, ' ')
    .trim()
}

/** A placeholder with the words of its sentence before it, and what closes it. */
const PLACEHOLDER = /([^{}]*)\{([a-zA-Z]+)\}([)"']?)/g

/** Words that want an object. */
const VERB =
  /\b(?:loads?|use|opens?|writes?|rejects?|lacks?|takes?|reads?|creates?|binds?|has|not|no|and|or|,|with)\s$/

const withoutJoint = (before: string): string =>
  before.replace(/(?:,? (?:of|in|at|by|for|to|on|from|as|after|the|not)|:)*[ (:"']*$/, '')

const NEUTRAL: Readonly<Record<string, string>> = { what: 'something', name: 'something' }

/** The remedy of a signature, filled with what its pattern found; `id` is the signature's. */
export function fixOf(
  id: string,
  fix: SignatureFix,
  values: Readonly<Record<string, string | undefined>>,
): Fix {
  return {
    id,
    title: expand(fix.title, values),
    where: fix.where,
    risk: fix.risk ?? 'low',
    commands: (fix.commands ?? []).map((command) => fillCommand(command, values)),
    patch: null,
    verify:
      'The container stays up for longer than ten minutes and the decisive line does not come back.',
  }
}
