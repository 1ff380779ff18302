import { styleText } from 'node:util'
import type { Color } from '../options/table.ts'

/** What a piece of text is, so that a theme decides how it looks. */
export type Tone = 'strong' | 'bad' | 'warn' | 'good' | 'place' | 'faint' | 'command'

/** The text in a tone's colour, or as it is. */
export type Paint = (tone: Tone, text: string) => string

// Names of `util.styleText`.
const STYLES = {
  strong: ['bold'],
  bad: ['bold', 'red'],
  warn: ['yellow'],
  good: ['green'],
  place: ['cyan'],
  faint: ['dim'],
  command: ['bold', 'cyan'],
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>

/** Without colours, for files and pipes. */
export const plain: Paint = (_tone, text) => text

/** Not validated against a stream: whether to colour at all was decided before. */
export const coloured: Paint = (tone, text) =>
  styleText([...STYLES[tone]], text, { validateStream: false })

/** What decides about colours. */
interface ColorQuestion {
  readonly choice: Color | undefined
  readonly isTerminal: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** `--color` wins, then NO_COLOR (https://no-color.org: any value but the empty one), FORCE_COLOR, and the terminal. */
export function wantsColor({ choice, isTerminal, env }: ColorQuestion): boolean {
  if (choice === 'always') return true
  if (choice === 'never') return false
  if ((env['NO_COLOR'] ?? '') !== '') return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal && env['TERM'] !== 'dumb'
}
