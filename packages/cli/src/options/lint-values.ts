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
export type LintFormat = (typeof LINT_FORMATS)[number]

export const FAIL_LEVELS = ['will-crash', 'may-crash', 'practice', 'never'] as const

export const BUNDLES = ['auto', 'complete', 'partial'] as const

export const DENY_LEVELS = ['will-crash', 'may-crash', 'practice'] as const
