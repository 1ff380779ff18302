/** Values that are no secret: states, references to where the secret is kept, and what is masked already. */
const HARMLESS =
  /^(?:true|false|null|nil|none|undefined|yes|no|on|off|empty|unset|missing|required|redacted|hidden|n\/a|VALUE|PASSWORD|SECRET|TOKEN|KEY|USER|YOUR_\w+|changeme|\*+|\*{3}.*\*{3}|x{3,}|<[^>]*>|\[[A-Z]\w*\]|\$\{?[\w.]+\}?|\$\{(?:env|file|sys|secret|vault):[\w./-]+\}|\$\(\w+\)|%\w+%|bearer|basic|digest|negotiate|\{\{.*\}\}|%\w|\d{1,2}|\/(?:etc|run|var|app|opt|usr|home|tmp|mnt|secrets?|vault|root|data|config|srv|certs?|tls|workspace|proc|dev)(?:\/[\w.@-]+)*\/?)$/i
const OBJECT_NAME = /^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9.-]*$/

/** True for a value that tells nothing, with or without the scheme of a header: it is kept wherever it stands. */
export function isHarmless(value: string): boolean {
  return value === '' || HARMLESS.test(value) || HARMLESS.test(value.replace(SCHEME, ''))
}

const SCHEME = /^(?:bearer|basic|digest|token)\s+(?=[$<{%])/i

/** True for what was masked before, also where Markdown has escaped it. */
export function isMasked(value: string): boolean {
  return /^(?:\*{3}|(?:\\\*){3})/.test(value)
}

/** `shop/db-credentials`: the name of a Secret, not what is in it. */
export function isObjectName(value: string): boolean {
  return OBJECT_NAME.test(value)
}

/** A word of prose after `token:` or `password:` ("invalid token: unexpected end") has only lower-case letters. */
export function isProse(value: string): boolean {
  return /^(?:[A-Za-z]?[a-z'-]*[.,;:)]?|[A-Z]{2,12}[.,;:)]?)$/.test(value)
}

/** "flag --token is required", "password: must be set": a word of a sentence about a secret, and not one. */
export function isInSentence(value: string): boolean {
  return SENTENCE.test(value)
}

const SENTENCE =
  /^(?:is|are|was|were|must|should|may|can|cannot|not|or|and|to|for|in|on|of|with|without|from|by|as|the|a|an|if|no|option|options|flag|flags|argument|arguments|parameter|value|values|required|requires|missing|needs|need|has|have|specified|set|unset|given|instead|when|because|but|does|do|did|will|would|failed|failure|invalid|empty|expected|unexpected|provided|expects|file|deprecated|unknown|ignored|via|at|that|which|it|be|been|string|path|denied|expired|error|ok|authentication|authorization|access|cannot|could|malformed|incorrect|wrong|mismatch|rejected|refused)[.,;:)]?$/i

/**
 * True for a value that looks made up by a machine or a careful person: several kinds of letters that change often. Names,
 * words and paths are not; `least` is how long it must be.
 */
export function isRandom(value: string, least = 8): boolean {
  if (value.length < least) return false
  if (UUID.test(value) || (/^[0-9a-f]{16,}$/i.test(value) && /\d/.test(value))) return true
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s.-]/].filter((one) => one.test(value)).length
  if (!/\d/.test(value) || classes < 2 || IS_NAME.test(value)) return false
  return classes > 2 || changes(value) >= 0.25
}

/** Random enough to be a secret where the name leaves it open. */
export function isStrong(value: string): boolean {
  if (!isRandom(value, 10)) return false
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value)
  return (
    isMixed ||
    /[+=!@#$%^*]/.test(value) ||
    /^(?:[0-9a-f]{24,}|(?=(?:\D*\d){3})[a-z0-9]{20,})$/i.test(value) ||
    UUID.test(value)
  )
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** Versions, addresses, durations, quantities, names of objects, file names, dates. */
export const IS_NAME =
  /^(?:v?\d[\d.]*(?:[-+.][\w.]+)?|[a-z0-9]+(?:[-.][a-z0-9]+)+(?::\d+)?|[\w.-]+\.(?:json|ya?ml|pem|key|crt|go|py|js|ts|java|rb|txt|conf)(?::\d+)*|\d+[a-zA-Z]{1,3}|[\d:TZ.+-]+|[a-z][a-z0-9+.-]*:\/\/.*|\/.*)$/

/** How often the kind of letter changes from one to the next, of 1: 0.6 in random base64, 0.2 in words. */
export function changes(value: string): number {
  let count = 0
  for (let at = 1; at < value.length; at++)
    if (kindOf(value.charCodeAt(at)) !== kindOf(value.charCodeAt(at - 1))) count++
  return count / Math.max(1, value.length - 1)
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return 0
  if (code >= 65 && code <= 90) return 1
  return code >= 48 && code <= 57 ? 2 : 3
}
