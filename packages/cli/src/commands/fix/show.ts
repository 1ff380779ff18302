import { widthOf } from '../../output/wrap.ts'
import type { Io } from '../../io.ts'
import type { Color, Format } from '../../options/table.ts'
import { maskPage } from '@unloop/engine/masking'
import { clean } from '../../output/clean.ts'
import { coloured, plain, wantsColor } from '../../output/paint.ts'
import type { FixPage } from './page.ts'

/** The page in the form asked for, made harmless first. */
export async function renderedFix(
  page: FixPage,
  { format, color }: { readonly format: Format | undefined; readonly color: Color | undefined },
  io: Io,
): Promise<string> {
  const shown = clean(maskPage(page))
  switch (format ?? 'text') {
    case 'json':
      return `${JSON.stringify(shown, null, 2)}\n`
    case 'yaml':
      return (await import('yaml')).stringify(shown)
    case 'markdown':
      return (await import('./markdown.ts')).fixMarkdown(shown)
    case 'html':
      // The options of the command leave it out; the type of its values is that of all commands.
      throw new TypeError('A plan has no HTML page.')
    case 'text': {
      const isColored = wantsColor({ choice: color, isTerminal: io.terminal.out, env: io.env })
      const width = widthOf(io.terminal.columns, 120)
      return (await import('./text.ts')).fixText(shown, {
        width,
        paint: isColored ? coloured : plain,
      })
    }
  }
}
