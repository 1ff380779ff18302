/**
 * The path with forward slashes and without `./`, or null where it points outside of its dump (`..`, absolute, a drive) or
 * holds control characters. Paths are labels here and name no file; a hostile one is still not passed on.
 */
export function safePath(path: string): string | null {
  if (path.length <= LONGEST && PLAIN.test(path)) return path
  const slashed = path.replaceAll('\\', '/')
  if (slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) return null
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.length === 0 || parts.includes('..')) return null
  const safe = parts.join('/')
  return hasControl(safe) || safe.length > LONGEST ? null : safe
}

const LONGEST = 4096
/** What nearly every path looks like: nothing has to be taken out of it. */
const PLAIN = /^\w[\w. -]*(?:\/\w[\w. -]*)*$/

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32) return true
  return false
}
