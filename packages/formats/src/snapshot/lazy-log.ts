import type { LogStream } from '@unloop/engine/evidence'

/** How to get at a log; `end`, where it is given, reads its last characters for less than the whole. */
export interface LogReading {
  readonly text: () => string
  readonly end?: () => string
}

/** Keeps the texts that were read last, up to a number of characters: many logs together may not fit into memory. */
export class RecentTexts {
  readonly #limit: number
  readonly #texts = new Map<object, string>()
  #size = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The text of `owner`, read again where it was given up. */
  of(owner: object, read: () => string): string {
    const known = this.#texts.get(owner)
    if (known !== undefined) return known
    const text = read()
    this.#texts.set(owner, text)
    this.#size += text.length
    for (const [oldest, { length }] of this.#texts) {
      if (this.#size <= this.#limit || oldest === owner) break
      this.#texts.delete(oldest)
      this.#size -= length
    }
    return text
  }
}

/** A log whose text is read when it is asked for, and kept as long as `texts` can. */
export function lazyLog(
  head: Omit<LogStream, 'text' | 'end'>,
  { text, end }: LogReading,
  texts: RecentTexts,
): LogStream {
  const log: LogStream = {
    ...head,
    get text(): string {
      return texts.of(log, text)
    },
  }
  if (end !== undefined) Object.defineProperty(log, 'end', { get: end, enumerable: true })
  return log
}
