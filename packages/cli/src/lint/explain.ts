import { CHECK_CODES, checkFacts } from '@unloop/lint'
import { UsageError } from '../errors.ts'
import { didYouMean } from '../options/suggest.ts'
import { wrap } from '../output/wrap.ts'
import { SEVERITY_WORDS, type LintView } from './reporters/reporter.ts'

/** What `unloop lint explain CODE` prints; other tools' identifiers are understood too. */
export function explainCheck(code: string, { paint, width }: LintView): string {
  const facts = checkFacts(code)
  if (facts === null)
    throw new UsageError({
      code: 'topic-unknown',
      message: `There is no check ${JSON.stringify(code)}.${didYouMean(code, CHECK_CODES)}`,
      next: 'unloop lint explain without a code lists them all.',
    })
  return [
    `${paint('strong', facts.code)}  ${SEVERITY_WORDS[facts.severity]}`,
    '',
    ...wrap(`${facts.title}.`, { width }),
    ...wrap(`In the cluster: ${facts.happens}`, { width }),
    ...wrap(`Fix: ${facts.fix}`, { width }),
    ...(facts.aliases.length === 0
      ? []
      : wrap(`In other tools: ${facts.aliases.join(', ')}.`, { width })),
    ...Object.entries(facts.parameters ?? {}).flatMap(([name, { usual, help }]) =>
      wrap(`A configuration may set ${name}: ${help} (${usual}).`, { width }),
    ),
    ...wrap(
      `To leave it out at one object, annotate it with ignore.unloop.dev/${facts.code}: REASON, or write # unloop-ignore: ${facts.code} REASON on the line or above it.`,
      { width },
    ),
    '',
  ].join('\n')
}

/** A line a check, for `grep`. */
export function listChecks(): string {
  return CHECK_CODES.map((code) => {
    const facts = checkFacts(code)
    return `${code}  (${SEVERITY_WORDS[facts?.severity ?? 'may-crash']})  ${facts?.title ?? ''}\n`
  }).join('')
}
