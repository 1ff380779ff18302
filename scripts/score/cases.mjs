import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { snapshotFromEntries, snapshotFromText } from '../../packages/formats/src/index.ts'
import { logsWanted } from '../../packages/engine/src/index.ts'

const FOLDERS = ['test/corpus', 'test/threads', 'test/cases']

/** Every labelled case below the project's case folders: a recorded dump, or a pasted text. */
export const casesIn = (root) =>
  FOLDERS.flatMap((folder) => {
    const dir = join(root, folder)
    if (!existsSync(dir)) return []
    return readdirSync(dir)
      .sort()
      .filter((name) => existsSync(join(dir, name, 'label.json')))
      .map((name) => caseAt(join(dir, name), folder.slice(5)))
  })

/** The case in a folder: `label.json` beside `evidence.txt` or `dump/`. */
export const caseAt = (path, set) => ({
  name: basename(path),
  set,
  path,
  label: JSON.parse(readFileSync(join(path, 'label.json'), 'utf8')),
  kind: existsSync(join(path, 'evidence.txt')) ? 'text' : 'dump',
})

export const snapshotOf = (one) =>
  one.kind === 'text'
    ? snapshotFromText(readFileSync(join(one.path, 'evidence.txt'), 'utf8'), 'evidence.txt')
    : snapshotFromEntries(entriesOf(join(one.path, 'dump')), 'dump', logsWanted)

const entriesOf = (dir) =>
  filesIn(dir).map((path) => ({
    path: relative(dir, path),
    size: statSync(path).size,
    text: () => readFileSync(path),
  }))

const filesIn = (dir) =>
  readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(dir, entry.name)) : [join(dir, entry.name)],
    )
