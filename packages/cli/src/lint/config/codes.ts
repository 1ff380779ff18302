import { CHECK_GROUPS, checkFacts, reaches, SEVERITIES } from '@unloop/lint'

/** Every check that another tool's identifier stands for, with the tool's name before it or without. */
export function codesOf(identifier: string): readonly string[] {
  return Object.values(CHECK_GROUPS)
    .flat()
    .filter(({ aliases }) =>
      aliases.some(
        (alias) => alias === identifier || alias.slice(alias.indexOf('/') + 1) === identifier,
      ),
    )
    .map(({ code }) => code)
}

/** Whether a level would silence what certainly fails: a rule of another tool that is off says nothing about that. */
export function silences(code: string, level: string): boolean {
  const severity = checkFacts(code)?.severity
  if (severity === undefined || !reaches(severity, 'refused') || level === 'on') return false
  const wanted = SEVERITIES.find((each) => each === level)
  return wanted === undefined || !reaches(wanted, 'refused')
}
