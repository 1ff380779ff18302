import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Snapshot } from '@unloop/engine/evidence'
import { fileHead, sniff } from './archive.ts'
import { fileEntry } from './folder.ts'
import { readEntries, type ReadOptions } from './read-folder.ts'
import { OBJECTS, objectPath } from './read-text.ts'

/** True for a file that is no archive, no folder, no pipe and no device. */
export function isPlainFile(path: string): boolean {
  try {
    return statSync(path).isFile() && sniff(fileHead(path)) === 'none'
  } catch {
    return false
  }
}

/**
 * Reads plain files as one dump: the log beside a description is that pod's, two logs stay two, and evidence names the file.
 * Each is called by its name alone, or by its path where two have the same.
 */
export function readTogether(paths: readonly string[], options: ReadOptions): Snapshot {
  const names = paths.map((path) => basename(path))
  const entries = paths.map((path, index) => {
    const name = names[index] ?? path
    const isOnly = names.indexOf(name) === names.lastIndexOf(name)
    return fileEntry(path, entryName(path, isOnly ? name : path))
  })
  return readEntries(entries, options)
}

function entryName(path: string, name: string): string {
  const relative = name.replace(/^(?:\.{0,2}\/)+/, '').replaceAll('/../', '/')
  const head = Buffer.from(fileHead(path)).toString('utf8')
  return OBJECTS.test(head) ? objectPath(relative, head) : relative
}
