const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/

/** One word for a POSIX shell: as it is where that is safe, else in single quotes. */
export const shellQuote = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
