/** A text with secrets in it: its kind, the text, what must not be shown of it, and what the reader needs. */
export type Shape = readonly [
  name: string,
  text: string,
  secrets: string | readonly string[],
  keeps?: readonly string[],
]
