/** A line as `kubectl logs --timestamps` prints it. */
export interface StampedLine {
  readonly ns: bigint
  readonly body: string
}

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/

/** Lines with their times; one without a time of its own has that of the line before. */
export function* stampedLines(text: string, fallbackNs: bigint): Generator<StampedLine> {
  let ns = fallbackNs
  let start = 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const line = text.slice(start, end)
    start = end + 1
    const stamp = STAMP.exec(line)
    if (stamp !== null) {
      const ms = Date.parse(`${stamp[1]}${stamp[3]}`)
      if (!Number.isNaN(ms)) ns = BigInt(ms) * 1_000_000n + BigInt((stamp[2] ?? '').padEnd(9, '0'))
    }
    const body = stamp === null ? line : line.slice(stamp[0].length)
    if (body !== '' || stamp !== null)
      yield { ns, body: body.endsWith('\r') ? body.slice(0, -1) : body }
  }
}
