import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Writes what is not ASCII in a bundle's modules as escapes: in patterns esbuild leaves it as it is, and V8 keeps two bytes for
 * each character of a source that holds a single such letter.
 */
export function asciiOnly(paths) {
  for (const path of paths) {
    const text = readFileSync(path, 'utf8')
    if (/\.raw`[^`]*[^\0-\x7f]/.test(text))
      throw new Error(`${path} holds a raw template that is not ASCII: write it with escapes.`)
    const ascii = text.replace(
      /[^\0-\x7f]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    if (ascii !== text) writeFileSync(path, ascii)
  }
}
