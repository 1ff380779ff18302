const PLAIN = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/

/** A name as ClickHouse has it between backticks; what is not a plain word is refused. */
export function identifier(name: string): string {
  if (!PLAIN.test(name))
    throw new RangeError(`${JSON.stringify(name)} is no name for a database, table or cluster.`)
  return `\`${name}\``
}

/** A text as a ClickHouse string literal. */
export function literal(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`
}
