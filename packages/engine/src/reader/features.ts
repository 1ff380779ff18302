/** How many buckets the words of a line are hashed into. A model is made for this number. */
export const BUCKETS = 4096

/** A word, or a pair of neighbouring ones, as the model sees it. */
export interface Feature {
  readonly text: string
  readonly bucket: number
}

/** A longer line says no more than its beginning. */
const LONGEST = 600
const MOST_WORDS = 90

/** What stands for values that differ from one crash to the next: their kind says something, the value nothing. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]+/gi, ' <url> '],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*|\b\d\d:\d\d:\d\d\S*/g, ' <time> '],
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

/** Each word and each pair of neighbours once. */
export function featuresOf(line: string): readonly Feature[] {
  const words = wordsOf(line)
  const texts = new Set<string>()
  for (const [index, word] of words.entries()) {
    texts.add(word)
    const next = words[index + 1]
    if (next !== undefined) texts.add(`${word} ${next}`)
  }
  return [...texts].map((text) => ({ text, bucket: hashOf(text) % BUCKETS }))
}

/** FNV-1a over the characters' codes. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return (hash ^ (hash >>> 15)) >>> 0
}
