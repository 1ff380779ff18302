import type { Format } from '../options/table.ts'
import type { Reporter } from './reporter.ts'

/** Each format by name, loaded when it is asked for. */
export const REPORTERS: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).textReporter,
  json: async () => (await import('./json.ts')).jsonReporter,
  yaml: async () => (await import('./yaml.ts')).yamlReporter,
  markdown: async () => (await import('./markdown.ts')).markdownReporter,
  html: async () => (await import('./html.ts')).htmlReporter,
}
