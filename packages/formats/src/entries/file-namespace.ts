import { isPodHeader } from '../text/pod-table.ts'

interface TextFile {
  readonly path: string
  readonly text: string
}

/** Folders that dumps have, whatever is in them: none is called after a namespace. */
const GENERIC =
  /^(?:logs?|pods?|describe\w*|events?|text|txt|yaml|json|dump|output|out|kubectl|cluster(?:-\w+)?|cluster-resources|namespaces?|containers?|nodes?|evidence|support-bundle|must-gather|get|raw|k8s|current|previous|files?|\d[\d_.TZ:-]*)$/i
const NAME = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/

/**
 * The namespaces of files whose tables do not name theirs, by path: the one that descriptions in the same file state, or the
 * folder that is called after one, or the end of the file's name (`get-pods-shop.txt`).
 */
export function fileNamespaces(texts: readonly TextFile[]): ReadonlyMap<string, string> {
  const silent = texts.filter(({ text }) => isSilent(text))
  if (silent.length === 0) return new Map()
  const stated = new Map(texts.map(({ path, text }) => [path, statedIn(text)]))
  const known = new Set([...stated.values()].flat())
  const folders = new Set(silent.flatMap(({ path }) => folderOf(path, known) ?? []))
  const named = texts.map(({ path }): readonly [string, string | null] => {
    const own = stated.get(path) ?? []
    if (own.length === 1) return [path, own[0] ?? null]
    const folder = folderOf(path, known)
    if (folder !== null && (folders.size > 1 || known.has(folder))) return [path, folder]
    return [path, endOf(path, known)]
  })
  return new Map(named.filter((one): one is readonly [string, string] => one[1] !== null))
}

const HEADERS = /^(?:NAME|POD|LAST ?SEEN)\s+[A-Z].*$/gm

/** Whether a table in the text leaves its namespace out. */
const isSilent = (text: string): boolean =>
  (text.slice(0, 4096).match(HEADERS) ?? []).some(
    (line) => isPodHeader(line) || /^LAST ?SEEN/.test(line),
  )

const statedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/^Namespace:\s+(\S+)/gm)].map((match) => match[1] ?? '')),
]

function folderOf(path: string, known: ReadonlySet<string>): string | null {
  const folders = path.split('/').slice(0, -1).toReversed()
  const found = folders.find((folder) => known.has(folder) || !GENERIC.test(folder))
  return found !== undefined && NAME.test(found) ? found : null
}

function endOf(path: string, known: ReadonlySet<string>): string | null {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  const ends = [...known].filter((name) => stem === name || new RegExp(`[-_.]${name}$`).test(stem))
  return ends.toSorted((a, b) => b.length - a.length)[0] ?? null
}
