/** One thing that can be explained; all sentences are full, all commands can be copied after filling in the names in capitals. */
export interface Topic {
  /** What it is, in one line without a full stop. */
  readonly title: string
  /** What it means, and what it does not. */
  readonly meaning: string
  /** What to look at next. */
  readonly check: readonly string[]
  /** What helps, the most common first. */
  readonly fix: readonly string[]
  /** Ids of causes that commonly are behind it. */
  readonly causes?: readonly string[]
}
