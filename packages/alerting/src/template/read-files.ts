import { readdir, readFile } from 'node:fs/promises'
import { isAbsolute, join, matchesGlob, resolve, sep } from 'node:path'
import type { TemplateFile } from './engine.ts'

/**
 * The template files that a configuration names by paths and patterns, relative to its own folder. A pattern that matches
 * nothing is none of an error: its files may come later.
 */
export async function readTemplateFiles(
  patterns: readonly string[],
  folder: string,
): Promise<readonly TemplateFile[]> {
  const files: TemplateFile[] = []
  for (const pattern of patterns) {
    const path = isAbsolute(pattern) ? pattern : join(folder, pattern)
    for (const found of await matching(resolve(path))) {
      const name = found.slice(found.lastIndexOf(sep) + 1)
      files.push({ name, text: await readFile(found, 'utf8') })
    }
  }
  return files
}

/** Each part of a path may be a pattern. */
async function matching(path: string): Promise<readonly string[]> {
  const [root = '', ...parts] = path.split(sep)
  let found = [root]
  for (const part of parts) {
    const next: string[] = []
    for (const folder of found) {
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
