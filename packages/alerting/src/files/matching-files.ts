import { readdir } from 'node:fs/promises'
import { isAbsolute, join, matchesGlob, resolve, sep } from 'node:path'

/** The files that a path or pattern names, relative to a folder; each part of it may be a pattern. In order. */
export async function matchingFiles(pattern: string, folder: string): Promise<readonly string[]> {
  const path = isAbsolute(pattern) ? pattern : join(folder, pattern)
  const [root = '', ...parts] = resolve(path).split(sep)
  let found = [root]
  for (const part of parts) {
    const next: string[] = []
    for (const folder of found) {
      // A folder that cannot be read has no files, as in Go's `filepath.Glob`.
      const names = await readdir(`${folder}${sep}`).catch(() => [])
      const hits = /[*?[\\]/.test(part)
        ? names.filter((name) => matchesGlob(name, part))
        : names.filter((name) => name === part)
      next.push(...hits.toSorted().map((name) => `${folder}${sep}${name}`))
    }
    found = next
  }
  return found
}
