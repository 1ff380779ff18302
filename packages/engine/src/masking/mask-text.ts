import { maskValue } from './mask-value.ts'
import { mask } from './mask.ts'

/** A string of JSON, and the sign behind it where it is a key. */
const STRINGS = /("(?:[^"\\]|\\.)*")(\s*:)?/gs

/**
 * As `mask`, for a whole text that leaves the program. JSON stays JSON: each of its strings is masked by itself, and by the key
 * that it stands under.
 */
export function maskText(text: string): string {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return mask(text)
  let key = ''
  let end = -1
  return text.replace(STRINGS, (...match) => {
    const [all, literal, colon, at] = match as unknown as [string, string, string?, number?]
    // A report names the Secret that a value is taken from.
    const isUnderKey = key !== '' && key !== 'secret' && /^\s*$/.test(text.slice(end, at ?? 0))
    const shown = isUnderKey && colon === undefined ? maskedUnder(key, literal) : masked(literal)
    key = colon === undefined ? '' : (JSON.parse(literal) as string)
    end = (at ?? 0) + all.length
    return `${shown}${colon ?? ''}`
  })
}

const masked = (literal: string): string => rewritten(literal, (value) => mask(value))

const maskedUnder = (key: string, literal: string): string =>
  rewritten(literal, (value) => Object.values(maskValue({ [key]: value }))[0] ?? '')

/** The very literal where nothing changes, however it was escaped. */
function rewritten(literal: string, change: (value: string) => string): string {
  const value = JSON.parse(literal) as string
  const changed = change(value)
  return changed === value ? literal : JSON.stringify(changed)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
