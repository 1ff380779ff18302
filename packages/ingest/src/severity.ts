/** Numbers of OpenTelemetry's log data model for the words that programs use. */
const NUMBERS: Readonly<Record<string, number>> = {
  trace: 1,
  debug: 5,
  info: 9,
  information: 9,
  notice: 10,
  warn: 13,
  warning: 13,
  error: 17,
  err: 17,
  critical: 21,
  crit: 21,
  alert: 21,
  fatal: 21,
  panic: 21,
  emergency: 24,
  emerg: 24,
}

/** The number of a level's name (OpenTelemetry, SeverityNumber); 0 for a word that is none. */
export function severityOf(word: string): number {
  return NUMBERS[word.toLowerCase()] ?? 0
}
