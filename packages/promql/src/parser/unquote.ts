const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g

/** The text that a quoted string stands for; the lexer has made sure that it is well formed. */
export function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1)
  if (quoted.startsWith('`') || !inner.includes('\\')) return inner
  return /\\(?:x|[0-7])/.test(inner) ? unquoteBytes(inner) : inner.replace(ESCAPE, unescape)
}

function unescape(_: string, ...groups: (string | undefined)[]): string {
  const [, , four, eight, simple] = groups
  const code = four ?? eight
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
  return SIMPLE[simple ?? ''] ?? simple ?? ''
}

// \xff and \377 name bytes of UTF-8, not code points.
function unquoteBytes(inner: string): string {
  const bytes: number[] = []
  const push = (text: string) => bytes.push(...new TextEncoder().encode(text))
  let at = 0
  for (const match of inner.matchAll(ESCAPE)) {
    push(inner.slice(at, match.index))
    at = match.index + match[0].length
    if (match[1] !== undefined) bytes.push(Number.parseInt(match[1], 16))
    else if (match[2] !== undefined) bytes.push(Number.parseInt(match[2], 8) & 255)
    else push(unescape('', ...match.slice(1)))
  }
  push(inner.slice(at))
  return decode(Uint8Array.from(bytes))
}

/** UTF-8 where a byte that belongs to no character becomes a lone surrogate, U+DC00 and the byte, so that it shows. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return decodeLoosely(bytes)
  }
}

function decodeLoosely(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const length = characterLength(bytes, at)
    text +=
      length > 0
        ? new TextDecoder().decode(bytes.subarray(at, at + length))
        : String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
    at += Math.max(1, length)
  }
  return text
}

/** Bytes of the character at a place, 0 where there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++)
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + length))
      return length
    } catch {
      // More bytes may make it whole.
    }
  return 0
}
