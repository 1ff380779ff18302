/** What is made of another tool's configuration. */
export interface Migration {
  readonly tool: string
  /** The fields of an `unloop-lint.yaml`. */
  readonly config: Readonly<Record<string, unknown>>
  /** What could not be taken over: full sentences. */
  readonly lost: readonly string[]
}

export type Raw = Readonly<Record<string, unknown>>

export const rawOf = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {}

export const rawsOf = (value: unknown): readonly Raw[] =>
  Array.isArray(value) ? value.map(rawOf) : []

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Keys of a part of the configuration that nothing here knows: said, never dropped in silence. */
export const unknownKeys = (raw: Raw, known: readonly string[], where: string): readonly string[] =>
  Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => `${where === '' ? '' : `${where}.`}${key} has no counterpart.`)

/** A code for a check of the team's own: letters, digits, dots and dashes. */
export const codeOf = (name: string): string =>
  name.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z]+/, '') || 'custom'

/** Only what is there. */
export const filled = (fields: Raw): Raw =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
    ),
  )
