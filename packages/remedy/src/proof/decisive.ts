import type { Incident } from '@unloop/engine/report'

/** The line that decided the diagnosis, without what differs from run to run; null where no log line did. */
export function decisivePattern({ causes }: Pick<Incident, 'causes'>): string | null {
  const [first] = causes[0]?.evidence ?? []
  // What a program says in passing is printed by every good run too.
  const isSaid = first?.kind === 'log' && !/\b(?:notice|info|debug|trace)\b/i.test(first.excerpt)
  const line = isSaid && causes[0]?.id !== 'completes-exit-0' ? first.excerpt : undefined
  const core = line === undefined ? '' : withoutNumbers(line.replaceAll('…', ''))
  return core.length >= 12 ? core : null
}

/** The line of a log that says the same again, or null. */
export function decisiveLine(log: string, pattern: string): string | null {
  return decisiveLines(log, pattern)[0] ?? null
}

/** All lines of a log that say what the pattern says, as they stand there. */
export function decisiveLines(log: string, pattern: string): readonly string[] {
  return log.split('\n').filter((line) => withoutNumbers(line).includes(pattern))
}

/** Numbers, addresses and hashes vary; kubectl's and the program's own times go with them. */
export function withoutNumbers(line: string): string {
  return line
    .replace(/0x[0-9a-f]+|\b[0-9a-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#')
    .replace(/#(?:[-:.,TZ+/]+#)+Z?/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
}
