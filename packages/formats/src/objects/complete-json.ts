/** Lines at a cut that are given up in search of a part that reads. */
const MAX_TRIMS = 6

/**
 * Reads a JSON value that is cut off at its end, by closing what is open; its last member may be lost. Undefined where no
 * part of it reads.
 */
export function completeJson(text: string): unknown {
  let part = text.trimEnd()
  for (let trim = 0; trim < MAX_TRIMS && part !== ''; trim++) {
    const open = openBrackets(part)
    if (open !== null) {
      const closed = part.replace(/,\s*$/, '') + open
      try {
        return JSON.parse(closed)
      } catch {
        // The last line is only half there.
      }
    }
    part = part.slice(0, Math.max(0, part.lastIndexOf('\n'))).trimEnd()
  }
  return undefined
}

/** The brackets that close what the text opens, innermost first; null where it ends inside of a string. */
function openBrackets(text: string): string | null {
  const stack: string[] = []
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{') stack.push('}')
    else if (char === '[') stack.push(']')
    else if (char === '}' || char === ']') stack.pop()
  }
  return inString ? null : stack.reverse().join('')
}
