import { DescribedContainer, endsMessage } from './describe-container.ts'
import { kindOfDescription } from './describe-kind.ts'
import {
  CONTAINER_KEYS,
  OBJECT_KEYS,
  STATE_KEYS,
  isContainerHead,
  keyLine,
  startsDescription,
  type KeyLine,
} from './describe-keys.ts'
import { readConditions, readVolumes } from './describe-sections.ts'
import type { ContainerDraft, ObjectDraft, TextDraft } from './draft.ts'
import { commandOn, type Command } from './command.ts'
import { eventRow, isEventHeader, isRuler } from './events.ts'
import { indentOf, isBlank, nextFilled, type Line } from '../lines/line.ts'
import { podTableRow } from './pod-table.ts'
import { isoTime, timeOf } from './time.ts'

export interface DescribeInput {
  readonly lines: readonly Line[]
  readonly source: string
  readonly draft: TextDraft
  /** The command before it, if any. */
  readonly command: Command | null
  /** The object that the last description of the text is of: a fragment after a gap continues it. */
  readonly current: ObjectDraft | null
}

/** How far a description went: `next` is the line after it. */
export interface Described {
  readonly next: number
  readonly object: ObjectDraft | null
}

/** Reads a description, or a part of one, that begins at line `from`; null where none begins there. */
export function readDescription(input: DescribeInput, from: number): Described | null {
  const line = input.lines[from]
  if (line === undefined) return null
  const begins = beginning(input, from)
  if (begins === null) return null
  const reader = new DescriptionReader(input, begins)
  return { next: reader.read(from), object: reader.object }
}

type Beginning = { readonly kind: string; readonly named: boolean }

function beginning(input: DescribeInput, from: number): Beginning | null {
  const text = input.lines[from]?.text ?? ''
  if (/^\s*Name:\s+\S/.test(text)) {
    const kind = kindOfDescription(
      input.lines,
      from,
      input.command?.verb === 'describe' ? input.command.kind : null,
    )
    if (kind !== null) return { kind, named: true }
  }
  const next = nextFilled(input.lines, from + 1)?.text ?? ''
  return startsDescription(text, next) ? { kind: 'Pod', named: false } : null
}

/** Lines of a termination message that are looked through for its end after a blank one. */
const LONGEST_MESSAGE = 80

type Section = 'object' | 'containers' | 'labels' | 'other'

class DescriptionReader {
  object: ObjectDraft | null
  readonly #input: DescribeInput
  readonly #lines: readonly Line[]
  #section: Section
  #init = false
  #container: DescribedContainer | null = null
  #margin = 0
  readonly #kind: string

  constructor(input: DescribeInput, begins: Beginning) {
    this.#input = input
    this.#lines = input.lines
    this.object = begins.named ? null : input.current
    this.#section = begins.named ? 'object' : 'containers'
    this.#kind = begins.kind
  }

  read(from: number): number {
    let i = from
    while (i < this.#lines.length) {
      const line = this.#lines[i] as Line
      if (isBlank(line)) {
        if (!this.#resumesAfter(i)) return i
        i++
        continue
      }
      if (i > from && this.#ends(line, i)) return i
      const next = this.#take(line, i)
      if (next === i) return i
      i = next
    }
    return i
  }

  /** A blank line ends a description unless its keys go on after it. */
  #resumesAfter(index: number): boolean {
    if (this.#container?.inText === true) return this.#messageGoesOn(index)
    for (let i = index + 1; i < Math.min(this.#lines.length, index + 4); i++) {
      const line = this.#lines[i]
      if (line === undefined) return false
      if (isBlank(line)) continue
      if (this.#container?.continues(indentOf(line.text)) === true) return true
      const key = keyLine(line.text, 0)
      if (key !== null && (CONTAINER_KEYS.has(key.key) || OBJECT_KEYS.has(key.key))) {
        return key.key !== 'Name' && key.key !== 'Message'
      }
      const next = nextFilled(this.#lines, i + 1)?.text ?? ''
      return isContainerHead(line.text, next)
    }
    return false
  }

  #messageGoesOn(index: number): boolean {
    const ahead = this.#lines.slice(index, index + LONGEST_MESSAGE)
    const end = ahead.findIndex(({ text }) => endsMessage(text))
    return end !== -1 && !ahead.slice(0, end).some(({ text }) => this.#stops(text))
  }

  #stops(text: string): boolean {
    return text.startsWith('```') || /^\s*Events:/.test(text) || commandOn(text) !== null
  }

  #ends(line: Line, index: number): boolean {
    const { text } = line
    if (this.#stops(text)) return true
    if (/^Name:\s/.test(text)) return kindOfDescription(this.#lines, index, null) !== null
    if (this.#container?.inText === true) return false
    return (
      (isEventHeader(text) && !isRuler(text)) ||
      eventRow(text) !== null ||
      podTableRow(text) !== null
    )
  }

  /** Reads one line or one section; the same index back means that the line is none of a description. */
  #take(line: Line, index: number): number {
    const indent = indentOf(line.text)
    const next = nextFilled(this.#lines, index + 1)?.text ?? ''
    const container = this.#container
    if (container !== null && container.takes(line, indent)) return index + 1
    if (isContainerHead(line.text, next) && this.#section !== 'object') {
      this.#open(line.text.trim().slice(0, -1), line)
      return index + 1
    }
    const key = keyLine(line.text, indent)
    if (key === null) return this.#continuation(line, indent) ? index + 1 : index
    if (this.#belongsToContainer(key)) {
      this.#ensureContainer(line).key(key, line)
      return index + 1
    }
    // Fields of newer versions below a container's key (`LocalhostProfile:`) are passed over.
    if (container !== null && !OBJECT_KEYS.has(key.key) && indent >= 4) return index + 1
    if (!OBJECT_KEYS.has(key.key) && this.#section === 'containers' && container === null)
      return index
    return this.#objectKey(key, line, index)
  }

  #belongsToContainer({ key, indent }: KeyLine): boolean {
    if (this.#section !== 'containers') return false
    if (CONTAINER_KEYS.has(key)) return true
    if (!STATE_KEYS.has(key)) return false
    // `Reason:` and `Message:` stand at the margin too, for the pod itself.
    return this.#container !== null || indent > 0 || key === 'Exit Code'
  }

  #ensureContainer(line: Line): DescribedContainer {
    if (this.#container !== null) return this.#container
    const object = this.#ensureObject(line)
    const last = object.containers.at(-1)
    const draft = last ?? object.container('', false)
    this.#container = new DescribedContainer(draft)
    return this.#container
  }

  #ensureObject(line: Line): ObjectDraft {
    this.object ??= this.#input.draft.fragment(this.#input.source, line)
    return this.object
  }

  #open(name: string, line: Line): ContainerDraft {
    const object = this.#ensureObject(line)
    const draft = object.container(name, this.#init)
    draft.cites.set('spec.name', { line: line.number, text: line.raw })
    this.#container = new DescribedContainer(draft)
    return draft
  }

  #objectKey(key: KeyLine, line: Line, index: number): number {
    this.#container = null
    const { value } = key
    switch (key.key) {
      case 'Name':
        this.#name(value, line, index)
        break
      case 'Containers':
      case 'Init Containers':
      case 'Ephemeral Containers':
        this.#section = 'containers'
        this.#init = key.key === 'Init Containers'
        return index + 1
      case 'Conditions':
        return readConditions(this.#ensureObject(line), this.#lines, index + 1)
      case 'Volumes':
        return readVolumes(this.#ensureObject(line), this.#lines, index + 1)
      case 'Labels':
      case 'Annotations':
        this.#section = 'labels'
        this.#margin = key.indent
        if (key.key === 'Labels') this.#label(value, line)
        return index + 1
      default:
        if (this.object !== null) setObjectField(this.object, key, line)
    }
    this.#section = 'object'
    this.#margin = key.indent
    return index + 1
  }

  #name(value: string, line: Line, index: number): void {
    const namespace = this.#namespaceAhead(index)
    const { draft, source } = this.#input
    this.object = draft.object(this.#kind, { source, line, name: value, namespace })
    this.object.cites.set('metadata.name', { line: line.number, text: line.raw })
  }

  #namespaceAhead(index: number): string | null {
    for (let i = index + 1; i < Math.min(this.#lines.length, index + 7); i++) {
      const match = /^\s*Namespace:\s+(\S+)/.exec(this.#lines[i]?.text ?? '')
      if (match !== null) return match[1] ?? null
    }
    return this.#input.command?.target.namespace ?? null
  }

  #label(value: string, line: Line): void {
    const match = /^([\w./-]+)=(\S*)$/.exec(value)
    if (match === null || this.object === null) return
    const metadata = (this.object.tree['metadata'] ??= {}) as Record<string, unknown>
    const labels = (metadata['labels'] ??= {}) as Record<string, string>
    labels[match[1] ?? ''] = match[2] ?? ''
    this.object.cites.set(`metadata.labels['${match[1]}']`, { line: line.number, text: line.raw })
  }

  /** Lines without a key: more labels, annotations, tolerations, and values that wrap. */
  #continuation(line: Line, indent: number): boolean {
    if (this.#section === 'labels') {
      if (indent > this.#margin || /^[\w./-]+[=:]/.test(line.text)) {
        this.#label(line.text.trim(), line)
        return true
      }
      return false
    }
    if (/\bop=(?:Exists|Equal)\b|:No(?:Execute|Schedule)\b/.test(line.text)) return true
    if (/^\s*(?:<truncated|< truncated|\.{3,}|…|\[\.\.\.\])/.test(line.text)) return true
    return this.#section === 'object' && indent > this.#margin
  }
}

const STRINGS: Readonly<Record<string, string>> = {
  Status: 'status.phase',
  Reason: 'status.reason',
  Message: 'status.message',
  IP: 'status.podIP',
  'Service Account': 'spec.serviceAccountName',
}

function setObjectField(object: ObjectDraft, { key, value }: KeyLine, line: Line): void {
  if (value === '' || value === '<none>') return
  const path = STRINGS[key]
  if (path !== undefined && object.kind === 'Pod') {
    const phase = key === 'Status' ? (value.split(/\s/, 1)[0] ?? value) : value
    object.set(path, phase, line)
  } else if (key === 'Node' && object.kind === 'Pod') {
    object.set('spec.nodeName', value.split('/', 1)[0], line)
  } else if (key === 'Start Time' || key === 'CreationTimestamp') {
    const at = timeOf(value)
    if (at !== null)
      object.set(
        key === 'Start Time' ? 'status.startTime' : 'metadata.creationTimestamp',
        isoTime(at),
        line,
      )
  } else if (key === 'Controlled By' || key === 'Controllers') {
    const [kind, name] = value.split('/', 2)
    if (kind !== undefined && name !== undefined) {
      object.set('metadata.ownerReferences', [{ kind, name, controller: true }], line)
    }
  } else if (key === 'Replicas') setReplicas(object, value, line)
}

/** `3 desired | 3 updated | 3 total | 0 available | 3 unavailable` */
function setReplicas(object: ObjectDraft, value: string, line: Line): void {
  const desired = /(\d+) desired/.exec(value)?.[1]
  const available = /(\d+) available/.exec(value)?.[1]
  if (desired !== undefined) object.set('spec.replicas', Number(desired), line)
  if (available !== undefined) object.set('status.availableReplicas', Number(available), line)
}
