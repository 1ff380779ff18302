import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../lib/workspace.mjs'
import { cyclesOf, graphOf, importsOf } from './import-graph.mjs'

/**
 * Import cycles of all packages, as sentences. Values may form none, between files or folders; types may form some within one
 * top folder of a package and none across. A file that lies in `src` itself is a folder of its own.
 */
export function cycleProblems() {
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const edges = importsOf(name)
    const values = edges.filter(({ isType }) => !isType)
    return [
      ...told(name, 'files import each other', cyclesOf(graphOf(values, (path) => path))),
      ...told(name, 'folders import each other', cyclesOf(graphOf(values, folderOf))),
      ...told(
        name,
        'folders import types of each other',
        cyclesOf(graphOf(edges, topFolderOf)).filter(spansFolders),
      ),
    ]
  })
}

const told = (name, what, cycles) =>
  cycles.map(
    (members) =>
      `packages/${name}: ${what} in a circle: ${members.join(', ')}. Move what both need below them.`,
  )

/** Files that lie in `src` itself are one folder for their types. */
const spansFolders = (members) => members.some((member) => !/\.tsx?$/.test(member))

const folderOf = (path) => (dirname(path) === '.' ? path : dirname(path))
const topFolderOf = (path) => path.split('/')[0]
