import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The files that paths name: those of a folder are its YAML and JSON files, in order. */
export async function filesAt(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = path === '-' ? null : await stat(path).catch(() => null)
    if (found?.isDirectory() !== true) files.push(path)
    else {
      const names = (await readdir(path)).filter((name) => /\.(?:ya?ml|json)$/.test(name))
      files.push(...names.toSorted().map((name) => join(path, name)))
    }
  }
  return files
}
