import type { Incident } from '@unloop/engine/report'

/** The line that decided the diagnosis, without what differs from run to run; null where no log line did. */
export const decisivePattern = ({ causes }: Pick<Incident, 'causes'>): string | null => {
  const [first] = causes[0]?.evidence ?? []
  // What a program says in passing is printed by every good run too.
  const isSaid = first?.kind === 'log' && !/\b(?:notice|info|debug|trace)\b/i.test(first.excerpt)
  const line = isSaid && causes[0]?.id !== 'completes-exit-0' ? first.excerpt : undefined
  const core = line === undefined ? '' : withoutNumbers(line.replaceAll('…', ''))
  return core.length >= 12 ? core : null
}

/** The line of a log that says the same again, or null. */
export const decisiveLine = (log: string, pattern: string): string | null =>
  decisiveLines(log, pattern)[0] ?? null

export const decisiveLines = (log: string, pattern: string): readonly string[] =>
  log.split('\n').filter((line) => withoutNumbers(line).includes(pattern))

/** Numbers, addresses and hashes vary; kubectl's and the program's own times go with them. */
export const withoutNumbers = (line: string): string =>
  line
    .replace(/0x[0-9a-f]+|\b[0-9a-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#')
    .replace(/#(?:[-:.,TZ+/]+#)+Z?/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
