/** The fields of one line of the script's answer. */
export type Fields = readonly string[]

/** Names and texts come in Base64, so that none can pass for a line or a field. */
export function decode(text: string | undefined): string {
  return Buffer.from(text ?? '', 'base64').toString('utf8')
}

/** Null where it is no plain number. */
export function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null
}
