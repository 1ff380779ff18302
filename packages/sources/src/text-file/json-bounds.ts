/** API objects nest some twenty deep; JSON schemas in custom resource definitions, which no list here asks for, some sixty. */
const MOST_DEPTH = 200
/** A page of 500 pods has about 200,000 values; each takes some 50 bytes once it is parsed, however short it was. */
const MOST_VALUES = 2_500_000
/** Bytes a value in what is larger than any page; those of Kubernetes' objects have some twenty. */
const LEAST_BYTES = 8

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const BRACKET = 0x5b
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d

/**
 * Why a body of JSON would take far more memory parsed than its bytes say, as a clause; null where it may be parsed. It is looked at
 * without being parsed.
 */
export function jsonExcess(body: Buffer): string | null {
  let depth = 0
  let values = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] as number
    if (byte === QUOTE) at = endOfString(body, at)
    else if (byte === COMMA) values++
    else if (byte === BRACKET || byte === BRACE) {
      values++
      if (++depth > MOST_DEPTH) return `values nested more than ${MOST_DEPTH} deep`
    } else if (byte === BRACKET_END || byte === BRACE_END) depth--
    if (values > MOST_VALUES && at < values * LEAST_BYTES) return 'more values than any list has'
  }
  return null
}

/** Where the string that begins at `start` ends; strings are most of the bytes, and are searched by the library. */
function endOfString(body: Buffer, start: number): number {
  for (let at = body.indexOf(QUOTE, start + 1); at >= 0; at = body.indexOf(QUOTE, at + 1)) {
    let slashes = at
    while (body[slashes - 1] === BACKSLASH) slashes--
    if ((at - slashes) % 2 === 0) return at
  }
  return body.length
}
