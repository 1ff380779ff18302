import type { Manifest, Path, Spot, TextProblem } from '@unloop/lint'
import { readBlocks } from '../yaml/block-reader.ts'
import { readExact, type SyntaxProblem } from '../yaml/exact.ts'
import { JsonPlaces } from './json-places.ts'
import { BlockPlaces } from '../yaml/block-places.ts'
import { locate, type Located } from '../yaml/places.ts'

/** All objects of a text in their order, whatever became of the documents between them. */
export interface Manifests {
  readonly manifests: readonly Manifest[]
  readonly problems: readonly TextProblem[]
  /** Documents that are YAML or JSON, but no Kubernetes object: values files, kustomizations. */
  readonly others: number
}

type Fields = Readonly<Record<string, unknown>>

const MAX_BYTES = 256 * 1024 * 1024

/**
 * The objects of one manifest file: several documents, Lists, JSON or YAML, in Kubernetes' own dialect. A document that is
 * broken costs no other one. Places are found only when asked for, by reading that one document again.
 */
export function readManifests(text: string, file: string): Manifests {
  const into: Reading = { manifests: [], problems: [], others: 0 }
  if (text.length > MAX_BYTES || text.includes('\0')) {
    const message = text.includes('\0')
      ? 'The file is binary, not a manifest'
      : 'The file is larger than 256 MB'
    const spot = { line: 1, column: 1 }
    const nowhere = { object: null, path: [], lineText: '' }
    into.problems.push({ code: 'manifest-unreadable', file, spot, message, ...nowhere })
    return into
  }
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  const lines = plain.includes('\r') ? plain.replaceAll('\r\n', '\n') : plain
  if (readJson(lines, file, into)) return into
  for (const chunk of chunksOf(lines)) readChunk(new Source(file, chunk), into)
  return into
}

interface Reading {
  readonly manifests: Manifest[]
  readonly problems: TextProblem[]
  others: number
}

function readJson(text: string, file: string, into: Reading): boolean {
  if (!/^\s*[{[]/.test(text) || /^\s*\{\{/.test(text)) return false
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return false
  }
  const places = lazily(() => new JsonPlaces(text))
  const source: SourceOf = {
    file,
    locate: (path) => places().locate(path),
    lineText: (line) => places().lineText(line),
  }
  accept(value, source, into)
  return true
}

const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined
  return () => (made ??= make())
}

type SourceOf = Pick<Manifest, 'file' | 'locate' | 'lineText'>

interface Chunk {
  readonly text: string
  /** Lines of the file before this document. */
  readonly before: number
}

/** Documents, parted at `---` and `...` in the first column, where no scalar can hold them (YAML 1.2, 9.1.2). */
function* chunksOf(text: string): Generator<Chunk> {
  const marker = /^(?:---(?=\s|$)|\.\.\.[ \t]*$).*$/gm
  let from = 0
  let before = 0
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    const chunk = text.slice(from, match.index)
    if (hasContent(chunk)) yield { text: chunk, before }
    before += count(chunk)
    // `--- {a: b}` holds content on the marker's own line, and stays with it.
    const isBare = /^(?:---|\.\.\.)\s*(?:#.*)?$/.test(match[0])
    from = isBare ? Math.min(text.length, match.index + match[0].length + 1) : match.index
    if (isBare) before += 1
  }
  const rest = text.slice(from)
  if (hasContent(rest)) yield { text: rest, before }
}

const hasContent = (text: string): boolean => /^[ \t]*[^\s#%]/m.test(text)

function count(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** What finds places in one document. */
interface Finder {
  readonly lines: readonly string[]
  readonly locate: (path: Path) => Located | null
}

/** Places are asked for document by document: the last one's finder is kept, all of them would fill the memory. */
let last: { readonly source: Source; readonly finder: Finder } | null = null

/** One document of a file, looked at again where a place in it is asked for. */
class Source implements SourceOf {
  readonly file: string
  readonly text: string
  readonly #before: number
  /** Whether the fast reader can read it. */
  isPlain = false

  constructor(file: string, { text, before }: Chunk) {
    this.file = file
    this.text = text
    this.#before = before
  }

  readonly locate = (path: Path, part: 'key' | 'value'): Spot => {
    const found = this.#finder().locate(path)
    if (found === null) return this.inFile(this.#firstContent())
    return this.inFile(found.depth < path.length || part === 'key' ? found.key : found.value)
  }

  readonly lineText = (line: number): string => this.#finder().lines[line - 1 - this.#before] ?? ''

  inFile({ line, column }: Spot): Spot {
    return { line: line + this.#before, column }
  }

  #finder(): Finder {
    if (last?.source !== this)
      last = {
        source: this,
        finder: this.isPlain ? new BlockPlaces(this.text) : exactFinder(this.text),
      }
    return last.finder
  }

  #firstContent(): Spot {
    const line = this.#finder().lines.findIndex((each) => /^\s*[^\s#]/.test(each))
    return { line: Math.max(0, line) + 1, column: 1 }
  }
}

function exactFinder(text: string): Finder {
  const { value, places } = readExact(text)
  return { lines: text.split('\n'), locate: (path) => locate(value, places, path) }
}

function readChunk(source: Source, into: Reading): void {
  const fast = readBlocks(source.text)
  if (fast !== undefined) {
    source.isPlain = true
    accept(fast.value, source, into)
    return
  }
  const { value, problems } = readExact(source.text)
  const object = isFields(value) ? value : sniffed(source.text)
  for (const each of oncePerKey(problems)) into.problems.push(textProblem(source, each, object))
  if (value !== undefined) accept(value, source, into)
}

/** Some line of every manifest. */
const MANIFEST =
  /^[ \t"'{,]*(?:apiVersion["']?[ \t]*:|kind["']?[ \t]*:[ \t]*["']?[A-Za-z0-9]+["']?[ \t]*,?$)/m

/** What a broken document was meant to be, as far as its first lines tell. */
function sniffed(text: string): Fields | null {
  const kind = /^kind: *["']?([A-Za-z]+)/m.exec(text)?.[1]
  if (kind === undefined) return null
  const metadata = /^metadata: *\n((?: .*\n)+)/m.exec(text)?.[1] ?? ''
  const field = (name: string) =>
    new RegExp(`^ +${name}: *["']?([\\w.-]+)`, 'm').exec(metadata)?.[1]
  return { kind, metadata: { name: field('name'), namespace: field('namespace') } }
}

/** Two objects in one document repeat most keys: that is one mistake. */
function oncePerKey(problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const separator = problems.find(({ code }) => code === 'yaml-missing-separator')
  return separator === undefined ? problems : [separator]
}

function textProblem(source: Source, problem: SyntaxProblem, object: Fields | null): TextProblem {
  const spot = source.inFile(problem.spot)
  const lineText = source.lineText(spot.line)
  return {
    code: codeOf(problem, source.text),
    file: source.file,
    spot,
    lineText,
    message: problem.message,
    object,
    path: problem.path,
    ...(problem.isHarmless === true ? { severity: 'practice' as const } : {}),
  }
}

/**
 * What a program or a reader still fills in: Helm's and Jinja's braces, `@NAME@`, `{user}/image:tag`, which is no YAML, and a
 * line that is one variable of a shell, or that tells the reader what to write: `<EDIT: the selector>`.
 */
const TEMPLATE =
  /^[ \t]*\$\{?[A-Z][A-Z0-9_]*\}?[ \t]*$|^[ \t]*(?:- )?[ \t]*<[A-Z][^<>\n]+>[ \t]*$|\{\{.*\}\}|\{%-?\s*[a-z].*%\}|:\s*[@%][A-Z][A-Z0-9_]*[@%]|:\s*\{[A-Za-z][\w-]*\}[^\s#]/m

/** A broken file of something else (values, settings, data) is nothing that anybody applies. */
function codeOf({ code }: SyntaxProblem, text: string): TextProblem['code'] {
  if (!MANIFEST.test(text)) return 'yaml-no-manifest'
  const isTemplate = TEMPLATE.test(text)
  return code === 'yaml-syntax' && isTemplate ? 'yaml-template-left' : code
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function accept(value: unknown, source: SourceOf, into: Reading): void {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) acceptObject(each, [index], { source, into })
    return
  }
  const items = isFields(value) && isList(value) ? value['items'] : null
  if (Array.isArray(items))
    for (const [index, each] of items.entries())
      acceptObject(each, ['items', index], { source, into })
  else acceptObject(value, [], { source, into })
}

const isList = (value: Fields): boolean =>
  Array.isArray(value['items']) &&
  (value['kind'] === undefined || /List$/.test(wordOf(value['kind'])))

function acceptObject(
  value: unknown,
  base: Path,
  { source, into }: { readonly source: SourceOf; readonly into: Reading },
): void {
  if (!isFields(value)) {
    if (value !== null) into.others++
    return
  }
  const kind = value['kind']
  const isObject = typeof kind === 'string' && kind !== '' && value['apiVersion'] !== undefined
  if (!isObject || isTool(value)) {
    if (!isTool(value) && isMeantAsObject(value)) into.problems.push(noKind(value, base, source))
    else into.others++
    if (typeof kind !== 'string' || isTool(value)) return
  }
  into.manifests.push({
    object: value,
    file: source.file,
    ...(base.length === 0 ? {} : { base }),
    locate: (path, part) => source.locate([...base, ...path], part),
    lineText: source.lineText,
  })
}

/** Files of tools that look like objects, but are never applied. */
const isTool = ({ apiVersion, kind }: Fields): boolean =>
  (apiVersion === 'v1' && kind === 'Config') ||
  // Kinds are words without hyphens; other files that have both fields are about something else.
  /[^A-Za-z0-9]/.test(wordOf(kind)) ||
  /^(?:kustomize\.config\.k8s\.io|skaffold|kuttl\.dev|kind\.x-k8s\.io|cli\.kyverno\.io)\b/.test(
    wordOf(apiVersion),
  )

/** Files of other programs have a kind and metadata too: one without an apiVersion counts where Kubernetes has the kind, or it has a spec. */
function isMeantAsObject(value: Fields): boolean {
  const has = (key: string) => value[key] !== undefined
  if (has('name') && has('version') && has('apiVersion') && !has('kind')) return false
  if (has('kind') && !has('apiVersion'))
    return (has('metadata') && has('spec')) || BUILT_IN.test(wordOf(value['kind']))
  return ['apiVersion', 'kind', 'metadata', 'spec'].filter(has).length >= 2
}

const BUILT_IN =
  /^(?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|Service|Ingress|ConfigMap|Secret|Namespace|ServiceAccount|(?:Cluster)?Role(?:Binding)?|PersistentVolume(?:Claim)?|StorageClass|NetworkPolicy|HorizontalPodAutoscaler|PodDisruptionBudget|LimitRange|ResourceQuota|CustomResourceDefinition)$/

function noKind(object: Fields, path: Path, source: SourceOf): TextProblem {
  const lacks = ['apiVersion', 'kind'].filter((key) => wordOf(object[key]) === '').join(' and ')
  const spot = source.locate(path, 'value')
  return {
    code: 'manifest-no-kind',
    file: source.file,
    spot,
    lineText: source.lineText(spot.line),
    message: `The object has no ${lacks}`,
    object,
    path: [],
  }
}
