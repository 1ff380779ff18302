import { CHECK_GROUPS } from '@unloop/lint'

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
