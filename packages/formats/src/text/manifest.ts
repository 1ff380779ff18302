import type { KubeObject, SnapshotObject } from '@unloop/engine/evidence'
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml'
import { objectsIn } from '../objects/flatten.ts'
import { completeJson } from '../objects/complete-json.ts'
import { parseYamlValues } from '../objects/yaml.ts'
import { indentOf, isBlank, type Line } from '../lines/line.ts'
import type { Cite, Tree } from './tree.ts'

export interface ManifestInput {
  readonly lines: readonly Line[]
  readonly source: string
}

export interface Manifest {
  /** The line after it. */
  readonly next: number
  /** None where what looked like an object is none. */
  readonly objects: readonly SnapshotObject[]
}

const ROOT =
  /^(?:- )?(?:apiVersion|kind|metadata|spec|status|items|containers|initContainers|template):(?:\s|$)/
/** Beyond this a paste is not worth a second parse for the places of its fields. */
const MAX_CITED = 300_000
const MAX_CITES = 3000

/** Reads a YAML or JSON object, or a part of one (`spec:` …), that begins at line `from`; null where none does. */
export function readManifest(input: ManifestInput, from: number): Manifest | null {
  const text = input.lines[from]?.text ?? ''
  if (/^\s*[{[]\s*$/.test(text) || /^\s*\{\s*"(?:apiVersion|kind|items|metadata)"/.test(text)) {
    return readJson(input, from)
  }
  return ROOT.test(text.trimStart()) ? readYaml(input, from) : null
}

function readJson(input: ManifestInput, from: number): Manifest | null {
  const close = closingLine(input.lines, from)
  if (close === null) return readCutJson(input, from) ?? { next: input.lines.length, objects: [] }
  const text = textOf(input.lines, from, close + 1)
  try {
    const found = toObjects(JSON.parse(text) as unknown, { ...input, from, text })
    return { next: close + 1, objects: found }
  } catch {
    return { next: close + 1, objects: [] }
  }
}

const JSON_LINE = /^\s*(?:"[^"]{1,200}"\s*:|"|[{}[\]]|-?\d+,?$|(?:true|false|null),?$)/
const OBJECT_KEY = /^\s*"(?:apiVersion|kind|metadata|items|spec|status)"\s*:/

/** An object of which the end is missing, as when a terminal was copied in part. */
function readCutJson(input: ManifestInput, from: number): Manifest | null {
  const { lines } = input
  if (!lines.slice(from + 1, from + 4).some(({ text }) => OBJECT_KEY.test(text))) return null
  let end = from
  while (end < lines.length && JSON_LINE.test(lines[end]?.text ?? '')) end++
  const text = textOf(lines, from, end)
  const value = completeJson(text)
  const objects = value === undefined ? [] : toObjects(value, { ...input, from, text })
  // What is cut off is not known to be absent.
  return { next: end, objects: objects.map((object) => ({ ...object, partial: true })) }
}

/** The line on which the bracket that opens at `from` closes. kubectl's own output closes at the same column. */
export function closingLine(lines: readonly Line[], from: number): number | null {
  const first = lines[from]?.text ?? ''
  const indent = indentOf(first)
  if (!/^\s*[{[]\s*$/.test(first)) return balanced(first) ? from : null
  for (let i = from + 1; i < lines.length; i++) {
    const text = lines[i]?.text ?? ''
    if (/^\s*[}\]]\s*$/.test(text) && indentOf(text) <= indent) return i
  }
  return null
}

function balanced(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const KEY_OR_ITEM =
  /^\s*(?:-\s+)?(?:"[^"]{1,200}"|'[^']{1,200}'|[\w./$~-]{1,200})\s*:(?:\s|$)|^\s*-\s+\S|^\s*#|^---\s*$/

function readYaml(input: ManifestInput, from: number): Manifest | null {
  const { lines } = input
  const margin = indentOf(lines[from]?.text ?? '')
  let end = from
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as Line
    if (isBlank(line)) {
      if (!continuesAfterBlank(lines, i, margin)) break
      continue
    }
    const deeper = indentOf(line.text) > margin
    if (!deeper && !KEY_OR_ITEM.test(line.text)) break
    end = i + 1
  }
  if (end - from < 2) return null
  const text = textOf(lines, from, end)
  const value = parseYamlValues(text, input.source)
  const objects = value.values.flatMap((one) => toObjects(one, { ...input, from, text }))
  return { next: end, objects }
}

/** After a blank line YAML goes on deeper, or with a lower-case key at its margin; a log line does neither. */
function continuesAfterBlank(lines: readonly Line[], blank: number, margin: number): boolean {
  for (let i = blank + 1; i < Math.min(lines.length, blank + 3); i++) {
    const text = lines[i]?.text ?? ''
    if (text.trim() === '') continue
    if (text.trim() === '---') return true
    return (
      KEY_OR_ITEM.test(text) && indentOf(text) >= margin && /^\s*(?:-\s+)?["']?[a-z]/.test(text)
    )
  }
  return false
}

const textOf = (lines: readonly Line[], from: number, to: number): string =>
  lines
    .slice(from, to)
    .map((line) => line.text)
    .join('\n')

interface Found extends ManifestInput {
  readonly from: number
  readonly text: string
}

function toObjects(value: unknown, found: Found): SnapshotObject[] {
  const whole = objectsIn(value, '')
  const objects = whole.length > 0 ? whole : fragmentObject(value)
  const cites = objects.length === 1 ? citesOf(found) : undefined
  const line = found.lines[found.from]?.number ?? 1
  return objects.map((object) => ({
    object,
    origin: { source: found.source, line },
    ...(isServed(object) ? {} : { partial: true }),
    ...(cites === undefined ? {} : { fields: cites }),
  }))
}

/** An object with a uid and a status came from the API as it is; others were written, shortened or cut. */
function isServed(object: KubeObject): boolean {
  return (
    object.metadata.uid !== undefined &&
    object.metadata.creationTimestamp !== undefined &&
    ('status' in object || object.kind === 'Event')
  )
}

/** `spec: {containers: …}` or `containers: …` alone is a pod's, `spec: {template: …}` a workload's. */
function fragmentObject(value: unknown): KubeObject[] {
  if (typeof value !== 'object' || value === null) return []
  const fields = (Array.isArray(value) ? { containers: value as unknown[] } : value) as Tree
  const spec = asTree(fields['spec']) ?? (Array.isArray(fields['containers']) ? fields : null)
  const template = asTree(asTree(fields['template'] ?? spec?.['template'])?.['spec'])
  const status = asTree(fields['status'])
  if (template !== null && isContainers(template['containers'])) {
    return named(fields, 'Deployment', { spec: { ...spec, template: { spec: template } } })
  }
  if (spec !== null && isContainers(spec['containers'])) {
    return named(fields, 'Pod', { spec, ...(status === null ? {} : { status }) })
  }
  return status !== null && isContainers(status['containerStatuses'])
    ? named(fields, 'Pod', { status })
    : []
}

const asTree = (value: unknown): Tree | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : null

const isContainers = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((item) => asTree(item) !== null)

/** Shapes are checked as for whole objects, by giving the fragment a name for the while. */
function named(fields: Tree, kind: string, parts: Tree): KubeObject[] {
  const metadata = asTree(fields['metadata']) ?? {}
  const name = typeof metadata['name'] === 'string' ? metadata['name'] : undefined
  const [object] = objectsIn({ kind, metadata: { ...metadata, name: name ?? '-' }, ...parts }, '')
  if (object === undefined) return []
  if (name !== undefined) return [object]
  const { name: _none, ...rest } = object.metadata
  return [{ ...object, metadata: rest }]
}

/** Where each scalar stands, by its path. */
function citesOf({ text, from, lines }: Found): Record<string, Cite> | undefined {
  if (text.length > MAX_CITED) return undefined
  const cites: Record<string, Cite> = {}
  try {
    const counter = new LineCounter()
    const document = parseDocument(text, {
      lineCounter: counter,
      logLevel: 'silent',
      uniqueKeys: false,
    })
    const place = (node: Node): Cite | null => {
      const line = lines[from + counter.linePos(node.range?.[0] ?? 0).line - 1]
      return line === undefined ? null : { line: line.number, text: line.raw }
    }
    walk(document.contents, '', { cites, place, left: MAX_CITES })
  } catch {
    return undefined
  }
  return Object.keys(cites).length === 0 ? undefined : cites
}

interface Walk {
  readonly cites: Record<string, Cite>
  readonly place: (node: Node) => Cite | null
  left: number
}

function walk(node: unknown, path: string, into: Walk): void {
  if (into.left <= 0 || path.length > 300) return
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue
      const name = String(key.value)
      const inner = /^[\w-]+$/.test(name)
        ? path === ''
          ? name
          : `${path}.${name}`
        : `${path}['${name}']`
      cite(key, inner, into)
      walk(value, inner, into)
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, index) => {
      const inner = path === '' ? `containers[${index}]` : `${path}[${index}]`
      if (isScalar(item)) cite(item, inner, into)
      walk(item, inner, into)
    })
  }
}

function cite(node: Node, path: string, into: Walk): void {
  const place = into.place(node)
  if (place === null) return
  into.left--
  // A List of one object is cited as that object.
  into.cites[path.replace(/^items\[0\]\./, '')] = place
}
