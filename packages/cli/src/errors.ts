/** Exit statuses of the program: a contract with scripts. */
export const EXIT = {
  nothingFound: 0,
  incidentsFound: 1,
  badUsage: 2,
  sourceUnreadable: 3,
  nothingToTry: 4,
} as const

/** The numbers of {@link EXIT}. */
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

/** Codes of the command line's own errors; never renamed. */
export type CliErrorCode =
  | 'unknown-command'
  | 'unknown-option'
  | 'option-needs-value'
  | 'option-takes-no-value'
  | 'option-value-invalid'
  | 'options-exclude-each-other'
  | 'operand-count'
  | 'operand-invalid'
  | 'topic-unknown'
  | 'target-not-found'
  | 'not-recognised'
  | 'no-address'
  | 'internal'

/** What went wrong, and what to do next: both full sentences. */
interface CliErrorText {
  readonly code: CliErrorCode
  readonly message: string
  readonly next?: string
}

/** An error that the user can act on; `exit` is the status that the program ends with. */
export class CliError extends Error {
  readonly code: CliErrorCode
  readonly next: string | null
  readonly exit: ExitStatus = EXIT.badUsage

  constructor(text: CliErrorText) {
    super(text.message)
    this.name = 'CliError'
    this.code = text.code
    this.next = text.next ?? null
  }
}

/** The command line itself is wrong: exit status 2. */
export class UsageError extends CliError {}

/** What is wrong with the value of an option, and what to write instead. */
export function wrongValue(message: string, next: string): UsageError {
  return new UsageError({ code: 'option-value-invalid', message, next })
}

/** The source holds no such object: exit status 3. */
export class TargetError extends CliError {
  override readonly exit = EXIT.sourceUnreadable
}

/** The source holds nothing that a diagnosis understands: exit status 3. */
export class NotRecognisedError extends CliError {
  override readonly exit = EXIT.sourceUnreadable
}

/** What was asked for names nothing that could be tried, which is neither well nor wrong: exit status 4. */
export class NothingToTryError extends CliError {
  override readonly exit = EXIT.nothingToTry
}
