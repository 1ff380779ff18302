import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../lib/workspace.mjs'

/** The names of all packages, sorted. */
export function packageNames() {
  return readdirSync(join(root, 'packages')).sort()
}

/** The TypeScript files of one package, tests among them: `{ path, text }`, the path below the root. */
export function filesOf(name) {
  const source = join(root, 'packages', name, 'src')
  if (!existsSync(source)) return []
  return readdirSync(source, { recursive: true })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(source, path))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}

export const isTest = (path) => /\.test\.tsx?$/.test(path)
/** What tests share, and no program loads. */
export const isTestHelper = (path) => /\/testing\//.test(path)

/** Tables of facts: one entry a line or a block, read by key and not from top to bottom. */
export const isDataTable = (path) =>
  path.startsWith('packages/signatures/src/') || /\.data\.tsx?$/.test(path)
