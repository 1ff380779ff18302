/** The words of a line are hashed into so many places. A model is made for this number. */
export const PLACES = 65_536

/** A word, its beginning, or a pair of neighbouring ones, as the model sees it. */
export interface Feature {
  readonly place: number
  /** The first of its words by its place in the line, and how many they are. */
  readonly word: number
  readonly length: 1 | 2
}

/** A longer line says no more than its beginning. */
const LONGEST = 600
const MOST_WORDS = 90

/** What stands for values that differ from one crash to the next: their kind says something, the value nothing. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]+/gi, ' <url> '],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*|\b\d\d:\d\d:\d\d\S*/g, ' '],
  [/\b\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}\b/g, ' <ipport> '],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, ' <ip> '],
  [/(?:^|(?<=[\s"'=(:[]))\/(?:proc|sys)\/[\w./-]*/g, ' <kernelfile> '],
  [/(?:^|(?<=[\s"'=(:[]))\/dev\/[\w./-]*/g, ' <device> '],
  [/(?:^|(?<=[\s"'=(:[]))\/var\/run\/secrets\/[\w./-]*/g, ' <token> '],
  [/[\w./-]*\.so(?:\.\d+)*\b/g, ' <sharedobject> '],
  [/[\w./-]*\.(?:pem|crt|cer|key|jks|p12|pfx)\b/g, ' <certfile> '],
  [/[\w./-]+\.(?:ya?ml|json|toml|conf|cfg|ini|properties|xml|env|hcl)\b/g, ' <conffile> '],
  [/[\w./-]+\.(?:py|js|mjs|cjs|ts|rb|php|go|java|rs|jar|class|dll|exe|sh|lua|pl)\b/g, ' <code> '],
  [/(?:^|(?<=[\s"'=(:[]))(?:\.{0,2}\/)[\w.@+-]+(?:\/[\w.@+-]*)*/g, ' <path> '],
  [/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g, ' <env> '],
  [/\b[\w-]+(?:\.[\w-]+)*\.(?:svc|local|com|net|org|io|internal|cluster)\b(?::\d+)?/gi, ' <host> '],
  [/\b0x[0-9a-f]+\b|\b[0-9a-f]{12,}\b/gi, ' <hex> '],
  [/\bv?\d+(?:\.\d+)+\b/g, ' <version> '],
]

/** The words of a line as the model sees them: values by their kind, names of classes whole and in parts. */
export function wordsOf(line: string): readonly string[] {
  let text = line.slice(0, LONGEST)
  for (const [pattern, kind] of KINDS) text = text.replace(pattern, kind)
  const words: string[] = []
  for (const [token] of text.matchAll(/<[a-z]+>|[\p{L}_][\p{L}\p{N}_']*|\d+|--?(?=[a-z])/gu)) {
    if (words.length >= MOST_WORDS) break
    if (token.startsWith('<')) words.push(token)
    else if (/^\d+$/.test(token)) words.push(token.length <= 3 ? token : '<number>')
    else words.push(...partsOf(token))
  }
  return words
}

/** `ConnectionRefusedError` is one word and three. */
function partsOf(token: string): readonly string[] {
  const whole = token.toLowerCase()
  const parts = token.split(/_|(?<=[a-z])(?=[A-Z])/).filter((part) => part.length > 1)
  return parts.length > 1 ? [whole, ...parts.map((part) => part.toLowerCase())] : [whole]
}

/** Of a longer word its beginning says the same: `connect`, `connected`, `connection`. */
const BEGINNING = 5
const LONG = /^[a-z]{6}/
/** What a beginning ends with, so that it is no word of that length. */
const CUT = 0x2026

/** Each word, its beginning, and each pair of neighbours by their beginnings, once. */
export function featuresOf(words: readonly string[]): readonly Feature[] {
  const features: Feature[] = []
  const seen = new Set<number>()
  const add = (hash: number, word: number, length: 1 | 2): void => {
    const place = placeOf(hash)
    if (seen.has(place)) return
    seen.add(place)
    features.push({ place, word, length })
  }
  let before = 0
  for (const [index, word] of words.entries()) {
    const whole = hashOf(word, word.length)
    const beginning = LONG.test(word) ? next(hashOf(word, BEGINNING), CUT) : whole
    add(whole, index, 1)
    add(beginning, index, 1)
    if (index > 0) add(next(before, beginning), index - 1, 2)
    before = beginning
  }
  return features
}

/** FNV-1a over the codes of the first characters. */
function hashOf(text: string, length: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < length; at++) hash = next(hash, text.charCodeAt(at))
  return hash
}

function next(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (PLACES - 1)
}
