import type { ContainerDraft, ObjectDraft } from './draft.ts'
import { isBlank, nextFilled, type Line } from '../lines/line.ts'
import { isoTime, timeOf } from './time.ts'

/** `  - "exitCode": 139,` in its parts. */
const FIELD = /^\s*(-\s+)?(?:- )*["']?([A-Za-z][A-Za-z]*)["']?\s*:(?:\s+(.*)|(\{.*|".*|\d.*)|)$/

const STATUS_KEYS = new Set(
  'containerStatuses initContainerStatuses lastState state terminated waiting running exitCode signal reason message startedAt finishedAt containerID image imageID name ready started restartCount'.split(
    ' ',
  ),
)
const OPENS = /^(?:containerStatuses|initContainerStatuses|lastState|state|terminated|waiting)$/

interface Field {
  readonly dash: boolean
  readonly key: string
  readonly value: string
}

function fieldOf(text: string): Field | null {
  if (text.length > 4096) return null
  const match = FIELD.exec(text)
  if (match === null) return null
  return {
    dash: match[1] !== undefined,
    key: match[2] ?? '',
    value: (match[3] ?? match[4] ?? '').trim(),
  }
}

/** A line where the status of containers begins, as YAML or JSON shows it, at whatever indentation. */
export function startsStatus(lines: readonly Line[], from: number): boolean {
  const field = fieldOf(lines[from]?.text ?? '')
  if (field === null) return false
  if (field.key === 'exitCode') return /^-?\d+,?$/.test(field.value)
  if (field.key === 'restartCount') return /^\d+,?$/.test(field.value)
  if (!OPENS.test(field.key) || !/^(?:[{[]?|\{\}.*)$/.test(field.value)) return false
  return follows(lines, from + 1)
}

function follows(lines: readonly Line[], from: number): boolean {
  for (let i = from, seen = 0; i < lines.length && seen < 3; i++) {
    if (isBlank(lines[i])) continue
    seen++
    if (STATUS_KEYS.has(fieldOf(lines[i]?.text ?? '')?.key ?? '')) return true
  }
  return false
}

/**
 * Reads container statuses as people paste them: YAML or JSON with the indentation lost or mixed up, cut at both ends. Keys
 * are read in their order; the last `state:`, `lastState:`, `terminated:` … seen is where the next ones belong.
 */
export function readStatus(object: ObjectDraft, lines: readonly Line[], from: number): number {
  const reader = new StatusReader(object)
  let i = from
  while (i < lines.length) {
    const line = lines[i] as Line
    if (isBlank(line)) {
      const next = fieldOf(nextFilled(lines, i + 1)?.text ?? '')
      if (next === null || !STATUS_KEYS.has(next.key)) break
      i++
      continue
    }
    const field = fieldOf(line.text)
    if (field !== null && STATUS_KEYS.has(field.key)) reader.field(field, line)
    else if (!reader.text(line, field)) break
    i++
  }
  reader.finish()
  return Math.max(i, from + 1)
}

class StatusReader {
  readonly #object: ObjectDraft
  #init = false
  #container: ContainerDraft | null = null
  #seen = new Set<string>()
  #bucket: 'state' | 'lastState' | null = null
  #kind: 'waiting' | 'running' | 'terminated' | null = null
  #block: { readonly path: string; readonly parts: Line[] } | null = null

  constructor(object: ObjectDraft) {
    this.#object = object
  }

  /** Lines that are no known field: parts of a message, closing brackets, other fields of a status. */
  text(line: Line, field: Field | null): boolean {
    if (/^[\s{}[\],]*$/.test(line.text)) return true
    if (this.#block !== null) {
      this.#block.parts.push(line)
      return true
    }
    return (
      field !== null &&
      /^(?:allocatedResources|resources|user|volumeMounts|qosClass|hostIP|podIP|podIPs|phase|startTime|ip|status|type|lastProbeTime|lastTransitionTime|conditions|limits|requests|cpu|memory|linux|uid|gid|mountPath|recursiveReadOnly)$/.test(
        field.key,
      )
    )
  }

  field(field: Field, line: Line): void {
    this.#closeBlock()
    const { key } = field
    if (key === 'containerStatuses' || key === 'initContainerStatuses') {
      this.#init = key === 'initContainerStatuses'
      this.#container = null
      return
    }
    if (field.dash || (this.#seen.has(key) && !NESTED.has(key))) this.#nextContainer()
    if (key === 'state' || key === 'lastState') {
      this.#bucket = key
      this.#kind = null
      this.#seen.add(key)
    } else if (key === 'waiting' || key === 'running' || key === 'terminated')
      this.#opens(key, line)
    else if (NESTED.has(key)) this.#stateField(field, line)
    else this.#ownField(field, line)
  }

  finish(): void {
    this.#closeBlock()
  }

  #current(): ContainerDraft {
    this.#container ??= this.#object.container('', this.#init)
    return this.#container
  }

  #nextContainer(): void {
    this.#container = null
    this.#seen = new Set()
    this.#bucket = null
    this.#kind = null
    const last = this.#object.containers.at(-1)
    // A second nameless container would otherwise be taken for the first.
    if (last?.name === '') last.name = `container-${this.#object.containers.length}`
  }

  #opens(kind: 'waiting' | 'running' | 'terminated', line: Line): void {
    this.#bucket ??= kind === 'terminated' ? 'lastState' : 'state'
    this.#kind = kind
    this.#set(`${this.#bucket}.${kind}`, {}, line)
  }

  #stateField(field: Field, line: Line): void {
    // A container's own id and the terminated one's have the same name.
    if (field.key === 'containerID' && this.#kind === null) {
      this.#set('containerID', unquoted(field.value), line)
      return
    }
    const path = `${this.#statePath(field)}.${field.key}`
    if (field.key === 'message' && /^(?:[|>][+-]?\d?|)$/.test(field.value)) {
      this.#block = { path, parts: [] }
      return
    }
    const value = valueOf(field)
    if (value !== null) this.#set(path, value, line)
    // YAML goes on with a folded message on the next line.
    if (field.key === 'message')
      this.#block = { path, parts: [{ ...line, text: unquoted(field.value) }] }
  }

  #statePath({ key, value }: Field): string {
    if (this.#bucket !== null && this.#kind !== null) return `${this.#bucket}.${this.#kind}`
    if (this.#bucket !== null) {
      return `${this.#bucket}.${key === 'startedAt' ? 'running' : 'terminated'}`
    }
    const waits =
      key === 'reason' &&
      /BackOff|^"?(?:ErrImage|Create|RunContainerError|ContainerCreating)/.test(value)
    return waits ? 'state.waiting' : 'lastState.terminated'
  }

  #ownField(field: Field, line: Line): void {
    this.#seen.add(field.key)
    if (field.key === 'name') {
      this.#current().name = unquoted(field.value)
      this.#current().cites.set('status.name', { line: line.number, text: line.raw })
    } else {
      const value = valueOf(field)
      if (value !== null) this.#set(field.key, value, line)
    }
    this.#kind = null
    this.#bucket = null
  }

  #closeBlock(): void {
    const block = this.#block
    this.#block = null
    if (block === null) return
    const [first] = block.parts
    if (first === undefined) return
    const message = block.parts.map(({ text }) => text.trim()).join('\n')
    const bare = message.replace(/^["']/, '').replace(/["'],?$/, '')
    this.#set(block.path, bare, first)
  }

  #set(path: string, value: unknown, line: Line): void {
    this.#current().set('status', path, { value, line })
  }
}

const NESTED = new Set([
  'exitCode',
  'signal',
  'reason',
  'message',
  'startedAt',
  'finishedAt',
  'containerID',
  'waiting',
  'running',
  'terminated',
])

const unquoted = (value: string): string =>
  value
    .replace(/,$/, '')
    .replace(/^"(.*)"$/, '$1')
    .replace(/^'(.*)'$/, '$1')
    .replaceAll('\\"', '"')
    .replaceAll('\\n', '\n')

function valueOf({ key, value }: Field): unknown {
  const text = unquoted(value)
  if (key === 'exitCode' || key === 'signal' || key === 'restartCount') {
    return /^-?\d{1,9}$/.test(text) ? Number(text) : null
  }
  if (key === 'ready' || key === 'started')
    return text === 'true' ? true : text === 'false' ? false : null
  if (key === 'startedAt' || key === 'finishedAt') {
    const at = timeOf(text)
    return at === null ? null : isoTime(at)
  }
  return text === '' || text === 'null' || text === '{}' ? null : text
}
