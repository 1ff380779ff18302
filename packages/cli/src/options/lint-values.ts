/** Forms of lint's findings; from `sarif` on they are read by other programs. */
export const LINT_FORMATS = [
  'text',
  'json',
  'yaml',
  'markdown',
  'sarif',
  'junit',
  'github',
  'gitlab',
] as const
/** One of LINT_FORMATS. */
export type LintFormat = (typeof LINT_FORMATS)[number]

/** From which severity on the status is 1. */
export const FAIL_LEVELS = ['will-crash', 'may-crash', 'practice', 'never'] as const

/** Whether the files are the whole application; `auto` looks at them. */
export const BUNDLES = ['auto', 'complete', 'partial'] as const

/** What a webhook or a policy refuses; the rest is warned of. */
export const DENY_LEVELS = ['will-crash', 'may-crash', 'practice'] as const
