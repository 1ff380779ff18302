import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../lib/workspace.mjs'

/** The names of all packages, sorted. */
export const packageNames = () => readdirSync(join(root, 'packages')).sort()

/** The source files of one package without its tests: `{ path, text }`, the path below the root. */
export function sourcesOf(name) {
  return readdirSync(join(root, 'packages', name, 'src'), { recursive: true })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => join(root, 'packages', name, 'src', path))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}

/** Tables of facts: one entry a line or a block, read by key and not from top to bottom. */
export const isDataTable = (path) =>
  /^packages\/signatures\/src\//.test(path) || /\.data\.tsx?$/.test(path)
