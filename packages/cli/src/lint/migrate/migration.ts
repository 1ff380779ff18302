/** What is made of another tool's configuration. */
export interface Migration {
  readonly tool: string
  /** The fields of an `unloop-lint.yaml`. */
  readonly config: Readonly<Record<string, unknown>>
  /** What could not be taken over: full sentences. */
  readonly lost: readonly string[]
}

export type Raw = Readonly<Record<string, unknown>>

export function rawOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {}
}

export function rawsOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.map(rawOf) : []
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Keys of a part of the configuration that nothing here knows: said, never dropped in silence. */
export function unknownKeys(raw: Raw, known: readonly string[], where: string): readonly string[] {
  return Object.keys(raw)
    .filter((key) => !known.includes(key))
    .map((key) => `${where === '' ? '' : `${where}.`}${key} has no counterpart.`)
}

/** Why a check stays on though the other tool's rule was switched off or lessened. */
export function keptOn(rule: string, code: string): string {
  return `${rule} stays on as ${code}: what that finds certainly fails; switch it off by hand where you mean that.`
}

/** A code for a check of the team's own: letters, digits, dots and dashes. */
export function codeOf(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z]+/, '') || 'custom'
}

/** Only what is there. */
export function filled(fields: Raw): Raw {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
    ),
  )
}
