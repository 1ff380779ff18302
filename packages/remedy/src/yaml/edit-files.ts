import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import type { Fix, Patch } from '@unloop/engine/report'
import { isMap, parseDocument, stringify } from 'yaml'
import { RemedyError } from '../errors.ts'
import { lineDiff, type DiffLine } from '../patch/text-diff.ts'
import { editManifest } from './edit-manifest.ts'

/** A file whose text changes. */
export interface FileEdit {
  readonly path: string
  readonly before: string
  readonly after: string
}

const MOST_FILES = 5000

/** The edits that a fix means in a folder or a file of manifests; nothing is written. */
export function planEdits(fix: Fix, to: string): readonly FileEdit[] {
  const files = yamlFiles(to)
  const patches = [...(fix.also ?? []), ...(fix.patch === null ? [] : [fix.patch])]
  const edits = new Map<string, FileEdit>()
  for (const patch of patches) {
    const edit = patchEdit(patch, { files, to, edits })
    edits.set(edit.path, { ...edit, before: edits.get(edit.path)?.before ?? edit.before })
  }
  return [...createEdits(fix, files, to), ...edits.values()]
}

interface EditPlace {
  readonly files: readonly string[]
  readonly to: string
  /** What earlier patches have made of some files. */
  readonly edits: ReadonlyMap<string, FileEdit>
}

/** Writes in place, so that mode, owner and links of the files stay. */
export function writeEdits(edits: readonly FileEdit[]): void {
  for (const { path, after } of edits) writeFileSync(path, after)
}

/** The changed lines of an edit with those around them. */
export function editDiff({ before, after }: FileEdit): readonly DiffLine[] {
  return lineDiff(before.split('\n'), after.split('\n'))
}

const yamlFiles = (to: string): readonly string[] => {
  if (!existsSync(to))
    throw new RemedyError(
      'not-editable',
      `There is no ${to}.`,
      'Name a file or folder of manifests with --to.',
    )
  const stat = statSync(to)
  if (stat.isFile()) return [to]
  if (!stat.isDirectory())
    throw new RemedyError(
      'not-editable',
      `${to} is neither a file nor a folder.`,
      'Name a file or folder of manifests with --to.',
    )
  return readdirSync(to, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](?:node_modules|\.git)[\\/]/.test(path))
    .sort()
    .slice(0, MOST_FILES)
}

const patchEdit = (patch: Patch, { files, to, edits }: EditPlace): FileEdit => {
  const { kind, name } = patch.target
  const reasons: string[] = []
  for (const path of files) {
    const before = edits.get(path)?.after ?? readSmallTextSync(path)
    const edited = editManifest(before, patch)
    if (edited.kind === 'edited') return { path, before, after: edited.text }
    if (edited.kind === 'refused') reasons.push(`${path}: ${edited.why}`)
  }
  throw new RemedyError(
    'not-editable',
    reasons.length > 0
      ? `${kind} ${name} can't be edited safely: ${reasons.slice(0, 5).join('; ')}.`
      : `${kind} ${name} is in no YAML file of ${to}.`,
    hint(patch, files),
  )
}

/** For a chart, the key of its values that most likely holds the field. */
const hint = (patch: Patch, files: readonly string[]): string => {
  const chart = files.find((path) => /(?:^|[\\/])Chart\.ya?ml$/.test(path))
  if (chart === undefined) return `Apply it by hand: ${JSON.stringify(patch.body).slice(0, 300)}`
  const values = join(dirname(chart), 'values.yaml')
  const keys = existsSync(values) ? likelyKeys(readSmallTextSync(values), patch) : []
  return keys.length > 0
    ? `It is rendered by a Helm chart: set ${keys.join(', ')} in ${values}.`
    : 'It is rendered by a Helm chart: change the value that the template reads.'
}

/** Names of fields in the patch that the values have too, on their top level or one below it. */
const likelyKeys = (text: string, patch: Patch): readonly string[] => {
  const document = parseDocument(text)
  if (!isMap(document.contents)) return []
  const values = document.toJS() as Readonly<Record<string, unknown>>
  const wanted = new Set(
    [...JSON.stringify(patch.body).matchAll(/"([A-Za-z]\w+)":/g)].map(
      ([, key = '']) => ALIASES[key] ?? key,
    ),
  )
  return Object.entries(values)
    .flatMap(([key, value]) => {
      const inner = typeof value === 'object' && value !== null ? Object.keys(value) : []
      return wanted.has(key)
        ? [key]
        : inner.filter((each) => wanted.has(each)).map((each) => `${key}.${each}`)
    })
    .slice(0, 4)
}

const ALIASES: Readonly<Record<string, string>> = { replicas: 'replicaCount' }

/** A new object gets a file of its own beside the others, or goes behind the documents of the one file. */
const createEdits = (
  { create = [] }: Fix,
  files: readonly string[],
  to: string,
): readonly FileEdit[] =>
  create.map((object) => {
    const text = stringify(object, { lineWidth: 0 })
    if (statSync(to).isDirectory()) {
      const path = join(
        files[0] ? dirname(files[0]) : to,
        `${object.kind.toLowerCase()}-${object.metadata.name}.yaml`,
      )
      return { path, before: '', after: text }
    }
    const before = readSmallTextSync(to)
    return { path: to, before, after: `${before.replace(/\n?$/, '\n')}---\n${text}` }
  })
