import type { LintFormat } from '../../options/lint-values.ts'
import type { LintReporter } from './reporter.ts'

/** Each format by name, loaded when it is asked for. */
export const LINT_REPORTERS: Readonly<Record<LintFormat, () => Promise<LintReporter>>> = {
  text: async () => (await import('./text.ts')).textReporter,
  json: async () => (await import('./json.ts')).jsonReporter,
  yaml: async () => (await import('./yaml.ts')).yamlReporter,
  markdown: async () => (await import('./markdown.ts')).markdownReporter,
  sarif: async () => (await import('./sarif.ts')).sarifReporter,
  junit: async () => (await import('./junit.ts')).junitReporter,
  github: async () => (await import('./github.ts')).githubReporter,
  gitlab: async () => (await import('./gitlab.ts')).gitlabReporter,
}
