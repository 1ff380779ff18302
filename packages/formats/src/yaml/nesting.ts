const MAX_NESTING = 200

/** Hostile nesting would exhaust the parser's stack; no Kubernetes object comes near. */
export function nestedTooDeep(text: string): boolean {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 91 || code === 123) {
      if (++depth > MAX_NESTING) return true
    } else if (code === 93 || code === 125) depth = Math.max(0, depth - 1)
  }
  return /^(?:- ){100}/m.test(text) || /^ {2000}/m.test(text)
}
