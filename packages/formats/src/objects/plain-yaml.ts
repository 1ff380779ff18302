/** Placeholder until the fast path is in: every document takes the full parser. */
export function parsePlainYaml(_text: string): unknown {
  return undefined
}
