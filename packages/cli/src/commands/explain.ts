import { widthOf } from '../output/wrap.ts'
import { EXIT, UsageError } from '../errors.ts'
import { explanation, topicList } from '../explain/page.ts'
import { lookUp, topicNames } from '@unloop/engine/explain'
import { didYouMean } from '../options/suggest.ts'
import { coloured, plain, wantsColor } from '../output/paint.ts'
import type { Command } from './command.ts'

/** Tells a cause, an exit code or a reason, without a cluster. */
export const explainCommand: Command<'explain'> = async ({ operands, options }, io) => {
  const isColored = wantsColor({ choice: options.color, isTerminal: io.terminal.out, env: io.env })
  const view = {
    width: widthOf(io.terminal.columns, 100),
    paint: isColored ? coloured : plain,
  }
  const [word] = operands
  if (word === undefined) {
    await io.out(topicList(view))
    return EXIT.nothingFound
  }
  const found = lookUp(word)
  if (found === null)
    throw new UsageError({
      code: 'topic-unknown',
      message: `There is no cause, exit code or reason ${JSON.stringify(word)}.${didYouMean(word, topicNames())}`,
      next: 'unloop explain without an argument lists all that it knows.',
    })
  await io.out(explanation(found, view))
  return EXIT.nothingFound
}
