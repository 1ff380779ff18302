import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and what is missing above it, and throws as `mkdirSync` does. Its `recursive` never comes back (Node.js 22 to 24)
 * where a file system denies that a folder exists that it shows, as below `/proc`.
 */
export function makeFolder(path: string, mode = 0o700): void {
  const folder = resolve(path)
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent, mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another process made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(folder)) throw error
  }
}
