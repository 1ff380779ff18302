import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { format, resolveConfig } from 'prettier'

/** A file's text as the formatter of the gate wants it. */
export const formatted = async (path, text) =>
  format(text, { ...(await resolveConfig(path)), filepath: path })

/** Writes a page of Markdown as the formatter of the gate wants it. */
export async function writePage(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await formatted(path, text))
}
