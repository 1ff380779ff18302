import { containerPatch, patchFix } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const NOT_FOUND = /executable file not found|no such file or directory|exec: "|stat |not found/i

/** A whole command line as one item of the list, quotes and all: taken apart as a shell would (POSIX, quoting). */
export const oneString: Correction = (file, lead) => {
  const { command } = file.failing.spec ?? {}
  const [only = '', ...more] = command ?? []
  const words = more.length === 0 && /\s/.test(only) ? shellSplit(only) : null
  const [first = ''] = words ?? []
  if (!words || words.length < 2 || !/^[\w./-]+$/.test(first)) return []
  const said = saidWords(file, lead)
  if (!NOT_FOUND.test(said) || !said.includes(first)) return []
  return [
    patchFix(file, {
      id: 'bad-command/list',
      title: 'Give the command as a list, one word an item',
      patch: containerPatch(file, { command: words }),
    }),
  ]
}

/** Words of a command line without operators outside of quotes; null where it has some, or a quote that does not end. */
const shellSplit = (line: string): readonly string[] | null => {
  const parts = [
    ...line.trim().matchAll(/((?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\;&|<>$`]|\\.)+)(\s+|$)/gy),
  ]
  if (parts.map(([all]) => all).join('') !== line.trim()) return null
  return parts.map(([, word = '']) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (...[, double, single, escaped]) =>
      double === undefined ? (single ?? escaped) : String(double).replace(/\\(["\\$`])/g, '$1'),
    ),
  )
}
