import { sep } from 'node:path'
import { readSmallText } from '@unloop/sources/text-file'
import { matchingFiles } from '../files/matching-files.ts'
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
    for (const found of await matchingFiles(pattern, folder)) {
      const name = found.slice(found.lastIndexOf(sep) + 1)
      files.push({ name, text: await readSmallText(found) })
    }
  }
  return files
}
