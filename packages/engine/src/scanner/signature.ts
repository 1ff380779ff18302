import type { CauseId } from '../catalogue.ts'
import type { FixPlace } from '../report/report.ts'

/**
 * How much a message says about why the program ended:
 * `fatal`: the program prints it as the reason for which it ends;
 * `error`: commonly the reason, but programs are known to print it and go on;
 * `hint`: also printed by programs that are well.
 */
export type Strength = 'fatal' | 'error' | 'hint'

/** A line that a known program prints when it fails, and what it means. */
export interface Signature {
  /** `<program>/<what>`, never renamed. */
  readonly id: string
  readonly cause: CauseId
  /**
   * Matched against one line at a time: the log line without kubectl's timestamp and ANSI codes, with `\"` turned into `"`
   * and `\n` inside JSON into a space. Named groups become facts for titles, cross-checks and fixes: `host`, `port`, `file`,
   * `env`, `user`, `database`, `key`, `verb`, `resource`, `group`, `name`, `namespace`, `flag`, `setting`, `module`, `what`.
   * It holds a literal of four or more characters outside of optional parts, which the scanner looks for first, and no nested
   * quantifiers. Of a long log, a literal of fewer than seven is looked for at both ends only: give it seven where it can.
   */
  readonly pattern: RegExp
  readonly strength: Strength
  /** One line without a full stop; `{group}` takes a named group. */
  readonly title: string
  /** One or two sentences on what happened and why it ends the program; where absent the cause's own words are used. */
  readonly explain?: string
  /** Real lines, as the program prints them: each is a test. */
  readonly example: string | readonly string[]
  /** Where the fact is from: a source file, a documentation page, an issue. */
  readonly source: string
  /** Ids of the recorded cases that it was made from: it is switched off for them in leave-one-out scores. */
  readonly from?: readonly string[]
  /** Where such a line stands; log lines and termination messages where absent. */
  readonly in?: readonly ('log' | 'event' | 'status')[]
  /** The expert's remedy where it is more exact than the cause's own. */
  readonly fix?: SignatureFix
}

/** Text and commands take `{group}` of the pattern and `{namespace}`, `{workload}` (`deploy/web`), `{pod}`, `{container}`. */
export interface SignatureFix {
  readonly title: string
  readonly where: FixPlace
  readonly commands?: readonly string[]
  readonly risk?: 'low' | 'medium' | 'high'
}

/** The signatures of one program or one family of programs; one file each. */
export interface SignatureFamily {
  /** The programs by name, as people say them: `nginx`, `PostgreSQL`. */
  readonly programs: readonly string[]
  readonly signatures: readonly Signature[]
}
