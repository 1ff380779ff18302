import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

// In the order in which they are looked for within a folder.
const NAMES = ['unloop-lint.yaml', 'unloop-lint.yml', '.unloop-lint.yaml', '.unloop-lint.yml']

/** The configuration nearest above a file or folder; null where there is none. */
export function findConfig(start: string): string | null {
  const place = resolve(start)
  const isFolder = existsSync(place) && statSync(place).isDirectory()
  for (let at = isFolder ? place : dirname(place); ; at = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).find((path) => existsSync(path))
    if (found !== undefined) return relative('.', found)
    // A repository is a world of its own.
    if (existsSync(join(at, '.git')) || dirname(at) === at) return null
  }
}
