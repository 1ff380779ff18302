import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/workspace.mjs'

const BINARY = /\.(?:gz|tgz|zip|png|jpg|ico|woff2?|blob)$/
/** As git writes them, and as a formatter leaves them in Markdown: as quotes or as a row of a table. */
const MARKER = /^(?:<{7}|>{7}|\|{7})(?: |$)|^(?:> ){7}|^\| ={7} /m

/** Markers of an unfinished merge in tracked text, as sentences. Outside of a checkout of git there is nothing to look at. */
export function conflictMarkers() {
  if (!existsSync(join(root, '.git'))) return []
  const tracked = execFileSync('git', ['ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return tracked
    .split('\0')
    .filter((path) => path !== '' && !BINARY.test(path) && existsSync(join(root, path)))
    .flatMap((path) => markersOf(path, readFileSync(join(root, path), 'utf8')))
}

/** Exported for its test. */
export function markersOf(path, text) {
  const found = MARKER.exec(text)
  if (!found) return []
  const line = text.slice(0, found.index).split('\n').length
  return [`${path}:${line} holds a conflict marker: finish the merge.`]
}
