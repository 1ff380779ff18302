/**
 * A copy of a string that does not keep a longer one alive: engines represent a slice as a reference to the whole.
 * Joining makes a new string, and the second slice refers only to that one.
 */
export function flatten(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}
