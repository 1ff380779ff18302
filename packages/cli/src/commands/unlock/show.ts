import { widthOf } from '../../output/wrap.ts'
import type { Io } from '../../io.ts'
import type { Color, Format } from '../../options/table.ts'
import { clean } from '../../output/clean.ts'
import { coloured, plain, wantsColor } from '../../output/paint.ts'
import type { OutcomeView, UnlockPage } from './page.ts'
import { outcomeLines, unlockText, type View } from './text.ts'

/** How the answer is shown. */
interface Form {
  readonly format: Format | undefined
  readonly color: Color | undefined
}

/** The page in the form asked for, made harmless first: whoever takes a lock writes into it what they like. */
export async function renderedUnlock(page: UnlockPage, form: Form, io: Io): Promise<string> {
  const shown = clean(page)
  if (form.format === 'json') return `${JSON.stringify(shown, null, 2)}\n`
  if (form.format === 'yaml') return (await import('yaml')).stringify(shown)
  return unlockText(shown, viewFor(form.color, io))
}

/** What became of one lock, beside the page that was shown before. */
export function renderedOutcome(outcome: OutcomeView, color: Color | undefined, io: Io): string {
  return `${outcomeLines(clean(outcome), viewFor(color, io)).join('\n')}\n`
}

/** Columns and colours. */
const viewFor = (color: Color | undefined, io: Io): View => ({
  width: widthOf(io.terminal.columns, 110),
  paint: wantsColor({ choice: color, isTerminal: io.terminal.out, env: io.env }) ? coloured : plain,
})
