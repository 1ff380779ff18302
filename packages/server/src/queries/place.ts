/** Milliseconds since 1970. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** Each field that is given narrows a question; '' is a value like any other. */
export interface Where {
  readonly cluster?: string | undefined
  readonly namespace?: string | undefined
  readonly pod?: string | undefined
  readonly container?: string | undefined
}

/** Conditions for what is given of a place, with their parameters. */
export function placeConditions(query: Where): { where: string; params: Record<string, string> } {
  const params: Record<string, string> = {}
  const parts = ['1']
  for (const name of ['cluster', 'namespace', 'pod', 'container'] as const) {
    const value = query[name]
    if (value === undefined) continue
    params[name] = value
    parts.push(`${name} = {${name}:String}`)
  }
  return { where: parts.join(' AND '), params }
}
