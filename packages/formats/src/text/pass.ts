import { END_MARKER, START_MARKER } from '../container-log/container-log.ts'
import { commandOn, type Command } from './command.ts'
import { readDescription } from './describe.ts'
import { ANY_NAMESPACE } from './draft.ts'
import type { EventDraft, LogDraft, LogTarget, ObjectDraft, TextDraft } from './draft.ts'
import {
  containerInMessage,
  eventRow,
  isEventHeader,
  podInMessage,
  type EventRow,
} from './events.ts'
import { readKubeletLines } from './kubelet.ts'
import { isBlank, nextFilled, type Line } from '../lines/line.ts'
import { readExport } from './export.ts'
import { readManifest } from './manifest.ts'
import { addPiece } from './pieces.ts'
import { unwrapMessages } from '../envelopes/unwrap.ts'
import { isOtherHeader, isPodHeader, nodeRow, podTableRow, topRow } from './pod-table.ts'
import { viewerColumns, viewerRow, type Columns } from './viewer-table.ts'
import { headingOn, isOfReport, proseKind, tellsOfTrouble } from './prose.ts'
import { readStatus, startsStatus } from './status-fragment.ts'
import { logFormat } from './log-format.ts'
import { isTailOfFields, startsLogLine, usageSample } from './pass-lines.ts'
import { timelineEvent } from './timeline.ts'

/** Lines of one event's message that are read as such. */
const LONGEST_MESSAGE = 60

/**
 * A recogniser looks at the line at `index` and reads as much as it knows; it gives the index after that, or null where the
 * line is none of its own. The first in the list that knows a line takes it; what none knows is a log.
 */
type Recogniser = (index: number) => number | null

const KUBECTL_ERROR =
  /^(?:Error from server(?: \(\w+\))?: |[Ee]rror: (?:a container name must be specified|previous terminated container|container \S+ is not valid|the server doesn't have)|The connection to the server \S+ was refused|Unable to connect to the server|unable to retrieve container logs for |failed to create fsnotify watcher: |No resources found|(?:error: Internal error occurred: )?(?:error executing command in container: |OCI runtime exec failed: exec failed: )|command terminated with exit code \d+$)/

/** Stands below the log that `kubectl logs -f` printed until then (pkg/kubelet/kuberuntime/logs). */
const CANNOT_FOLLOW = /^failed to create fsnotify watcher: too many open files$/

/** What kubectl says of a command that it ran in a container (pkg/cmd/exec). */
const ENDED_FROM_AFAR = /^command terminated with exit code \d{1,3}$/

const WAITING =
  /container "([a-z0-9-]{1,63})" in pod "([a-z0-9.-]{1,253})" is waiting to start: ((?:trying and failing to pull image|image can't be pulled)|[A-Z]\w+)$/

/** Every container waits so at first. */
const ORDINARY = new Set(['ContainerCreating', 'PodInitializing'])

/** What viewers write above what they export. */
const VIEWER_NOTE =
  /^(?:Total lines: \d+|Common labels: \{|Line limit: |Total bytes processed: |Script (?:started|done) on |-- (?:Logs|Journal) begins? )/

/** What a text is called in evidence, and the namespace of what names none, where its place tells it. */
export interface TextPlace {
  readonly source: string
  readonly namespace: string | null
}

/** Reads one text from its first line to its last, and adds what it finds to the draft. */
export class TextPass {
  readonly #draft: TextDraft
  readonly #source: string
  readonly #namespace: string | null
  readonly #lines: readonly Line[]
  readonly #recognisers: readonly Recogniser[]
  #command: Command | null = null
  #target: LogTarget | null = null
  #described: ObjectDraft | null = null
  #log: LogDraft | null = null
  #lastEvent: EventDraft | null = null
  #table: string | null = null
  #fenced = false
  #columns: Columns | null = null
  /** Lines that may still be tried in vain for being YAML or JSON, so that a hostile text takes no square of its length. */
  #manifestBudget: number

  constructor(draft: TextDraft, { source, namespace }: TextPlace, lines: readonly Line[]) {
    this.#draft = draft
    this.#source = source
    this.#namespace = namespace
    this.#lines = lines
    this.#manifestBudget = 5000 + 2 * this.#lines.length
    this.#recognisers = [
      this.#fence,
      this.#dumpSection,
      this.#exitStatus,
      this.#restarting,
      this.#commandLine,
      this.#podTable,
      this.#events,
      this.#eventContinuation,
      this.#description,
      this.#export,
      this.#manifest,
      this.#status,
      this.#otherTable,
      this.#kubectlError,
      this.#cutMark,
      this.#logNote,
      this.#heading,
      this.#prose,
    ]
  }

  run(): void {
    let index = 0
    while (index < this.#lines.length) index = this.#step(index)
    this.#flush()
  }

  #step(index: number): number {
    const line = this.#lines[index] as Line
    if (isBlank(line)) {
      this.#lastEvent = null
      this.#table = null
      this.#log?.lines.push(line)
      return index + 1
    }
    for (const recognise of this.#recognisers) {
      const next = recognise(index)
      if (next !== null && next > index) return next
    }
    this.#log ??= this.#open(this.#target, false, this.#command?.isClient)
    this.#log.lines.push(line)
    return index + 1
  }

  #at(index: number): string {
    return this.#lines[index]?.text ?? ''
  }

  #read(format: string, lines: number, pod: string | null = null): void {
    this.#draft.readings.add(format, { lines, pod })
  }

  #open(target: LogTarget | null, doubtful = false, isOfClient = false): LogDraft {
    return { target, source: this.#source, lines: [], doubtful, isOfClient }
  }

  /** Ends the log that is being gathered; blank lines around it are not its own. */
  #flush(): void {
    const log = this.#log
    this.#log = null
    if (log === null) return
    while (isBlank(log.lines.at(-1)) && log.lines.length > 0) log.lines.pop()
    if (log.lines.length === 0) return
    readKubeletLines(log.lines, this.#source, this.#draft)
    const format = logFormat(log.lines)
    if (log.lines.every(({ at }) => at === undefined)) this.#read(format.name, log.lines.length)
    // A licence, a letter: paragraphs are no program's output, whatever words are in them.
    if (format.isProse) return
    const isOfClient = log.isOfClient || log.lines.some(({ text }) => ENDED_FROM_AFAR.test(text))
    this.#draft.logs.push({ ...log, isOfClient })
  }

  /** What stands between two structures belongs to the command before them only until its first output ended. */
  #structure(): void {
    const hadOutput = this.#log !== null
    this.#flush()
    if (hadOutput || this.#command?.verb !== 'logs') this.#target = null
  }

  readonly #fence: Recogniser = (index) => {
    if (!/^\s*(?:```|~~~)/.test(this.#at(index))) return null
    const closes = this.#fenced
    this.#fenced = !this.#fenced
    const hadOutput = this.#log !== null
    this.#flush()
    this.#lastEvent = null
    if (closes && hadOutput) this.#target = null
    return index + 1
  }

  readonly #dumpSection: Recogniser = (index) => {
    const text = this.#at(index)
    if (!text.startsWith('==== ')) return null
    const start = START_MARKER.exec(text)
    this.#flush()
    if (start === null) {
      this.#target = null
      return END_MARKER.test(text) ? index + 1 : null
    }
    const [, container = null, namespace = null, pod = null] = start
    const log = this.#open({ namespace, pod, container, workload: null, run: 'current' })
    let end = index + 1
    while (end < this.#lines.length && !END_MARKER.test(this.#at(end))) {
      log.lines.push(this.#lines[end] as Line)
      end++
    }
    if (log.lines.length > 0) this.#draft.logs.push(log)
    this.#draft.readings.add('kubectl cluster-info dump', { lines: end - index, pod, container })
    return end + 1
  }

  /** `echo $?` after a container that was run by hand: the number below is its exit code. */
  readonly #exitStatus: Recogniser = (index) => {
    const shown = this.#lines[index + 1]
    if (!/^\S{0,60}[$#%>±❯➜»]\s*echo \$\?\s*$/.test(this.#at(index)) || shown === undefined)
      return null
    const code = /^\s*(\d{1,3})\s*$/.exec(shown.text)?.[1]
    if (code === undefined || Number(code) === 0) return null
    this.#flush()
    const pod = this.#draft.fragment(this.#source, shown)
    const at = { value: Number(code), line: shown }
    pod.container('', false).set('status', 'lastState.terminated.exitCode', at)
    return index + 2
  }

  /** What `docker ps` says of a container that its restart policy starts again and again: `Restarting (132) 41 seconds ago`. */
  readonly #restarting: Recogniser = (index) => {
    const line = this.#lines[index]
    const code =
      line &&
      /\bRestarting \((\d{1,3})\) (?:\d+|[Aa]bout an?|[Ll]ess than an?) \w+ ago\b/.exec(
        line.text,
      )?.[1]
    if (!line || code === undefined) return null
    this.#flush()
    const pod = this.#draft.fragment(this.#source, line)
    pod
      .container('', false)
      .set('status', 'lastState.terminated.exitCode', { value: Number(code), line })
    return index + 1
  }

  readonly #commandLine: Recogniser = (index) => {
    const command = commandOn(this.#at(index))
    if (command === null) return null
    this.#flush()
    this.#command = command
    if (command.verb === 'logs') this.#draft.told = true
    this.#target = command.verb === 'logs' ? command.target : null
    this.#described = null
    this.#lastEvent = null
    this.#table = null
    return index + 1
  }

  readonly #podTable: Recogniser = (index) => {
    const text = this.#at(index)
    if (isPodHeader(text)) {
      this.#noteList(text)
      this.#structure()
      this.#table = null
      return index + 1
    }
    const columns = viewerColumns(text)
    if (columns !== null) {
      this.#structure()
      this.#columns = columns
      return index + 1
    }
    const row = podTableRow(text) ?? (this.#columns && viewerRow(text, this.#columns))
    if (row === null) return null
    this.#structure()
    const line = this.#lines[index] as Line
    const namespace = row.namespace ?? this.#commandNamespace()
    const pod = this.#draft.object('Pod', { source: this.#source, line, name: row.name, namespace })
    pod.rows.push({ ...row, line })
    this.#read('kubectl get pods', 1, row.name)
    if (row.node !== null) pod.set('spec.nodeName', row.node, line)
    if (row.ip !== null) pod.set('status.podIP', row.ip, line)
    return index + 1
  }

  /** A table of a command that names no pod and selects none lists all pods that there are. */
  #noteList(header: string): void {
    const { verb, name, target } = this.#command ?? {}
    if ((verb !== undefined && verb !== 'get') || (name ?? null) !== null) return
    const all = /^\s*NAMESPACE\s/.test(header)
    this.#draft.lists.push(all ? ANY_NAMESPACE : (target?.namespace ?? this.#namespace))
  }

  #commandNamespace(): string | null {
    return this.#command?.target.namespace ?? this.#namespace
  }

  readonly #events: Recogniser = (index) => {
    const text = this.#at(index)
    if (
      isEventHeader(text) ||
      /^\s*Events:(?:\s+<none>)?\s*$/.test(text) ||
      /^\s*No events\.?$/.test(text)
    ) {
      this.#structure()
      this.#lastEvent = null
      return index + 1
    }
    const row = eventRow(text)
    if (row !== null) return this.#event(row, index)
    const ofTimeline = timelineEvent(text, this.#at(index + 1))
    return ofTimeline && this.#event(ofTimeline, index + 1)
  }

  #event(row: EventRow, index: number): number {
    this.#structure()
    const line = this.#lines[index] as Line
    const named = row.involved ?? this.#involved(row.message)
    const container = containerInMessage(row.message)
    const event: EventDraft = {
      ...row,
      source: this.#source,
      line,
      more: [],
      fieldPath: row.fieldPath ?? (container === null ? null : `spec.containers{${container}}`),
      involved:
        named === null
          ? null
          : { ...named, namespace: named.namespace ?? this.#commandNamespace() },
    }
    this.#draft.events.push(event)
    this.#read('events', 1)
    this.#lastEvent = event
    return index + 1
  }

  #involved(message: string): EventDraft['involved'] {
    const described = this.#described
    if (described !== null) {
      return described.name === null
        ? null
        : { kind: described.kind, name: described.name, namespace: described.namespace }
    }
    const told = podInMessage(message)
    if (told !== null) return { kind: 'Pod', ...told }
    const { verb, kind, name } = this.#command ?? {}
    return verb === 'describe' && kind === 'pod' && name !== null && name !== undefined
      ? { kind: 'Pod', name, namespace: null }
      : null
  }

  /** Messages of several lines go on at the margin. */
  readonly #eventContinuation: Recogniser = (index) => {
    const event = this.#lastEvent
    const text = this.#at(index)
    if (event === null || startsLogLine(text) || event.more.length >= LONGEST_MESSAGE) return null
    event.more.push(this.#lines[index] as Line)
    return index + 1
  }

  readonly #description: Recogniser = (index) => {
    const input = {
      lines: this.#lines,
      source: this.#source,
      draft: this.#draft,
      command: this.#command,
      current: this.#described,
    }
    const described = readDescription(input, index)
    if (described === null || described.next <= index) return null
    // What was cut above it left the last values of a field, which are no output.
    if (isTailOfFields(this.#log?.lines ?? [], this.#at(index))) this.#log = null
    this.#structure()
    this.#described = described.object
    this.#read('kubectl describe', described.next - index, described.object?.name ?? null)
    return described.next
  }

  /** Logs as a service exports them, between the lines of a paste. */
  readonly #export: Recogniser = (index) => {
    if (this.#manifestBudget < 0) return null
    const found = readExport(this.#lines, index)
    if (found === null) return null
    if (found.export === null) {
      this.#manifestBudget -= found.next - index
      return null
    }
    this.#structure()
    const { name, messages } = found.export
    for (const piece of unwrapMessages(name, messages, this.#draft.readings))
      addPiece(this.#draft, piece, { source: this.#source, target: this.#target })
    return found.next
  }

  readonly #manifest: Recogniser = (index) => {
    if (this.#manifestBudget < 0) return null
    const manifest = readManifest({ lines: this.#lines, source: this.#source }, index)
    if (manifest === null) return null
    if (manifest.objects.length === 0) {
      this.#manifestBudget -= manifest.next - index
      return null
    }
    this.#structure()
    this.#draft.objects.push(...manifest.objects)
    this.#read('Kubernetes objects', manifest.next - index)
    return manifest.next
  }

  readonly #status: Recogniser = (index) => {
    if (!startsStatus(this.#lines, index)) return null
    this.#structure()
    const line = this.#lines[index] as Line
    const name =
      this.#command?.verb === 'get' && this.#command.kind === 'pod' ? this.#command.name : null
    const at = { source: this.#source, line, namespace: this.#commandNamespace() }
    const pod =
      name === null
        ? this.#draft.fragment(this.#source, line)
        : this.#draft.object('Pod', { ...at, name })
    const next = readStatus(pod, this.#lines, index)
    this.#read('status of a pod', next - index, name)
    return next
  }

  readonly #otherTable: Recogniser = (index) => {
    const text = this.#at(index)
    if (isOtherHeader(text)) {
      this.#structure()
      this.#table = text
      return index + 1
    }
    const line = this.#lines[index] as Line
    const node = nodeRow(text)
    if (node !== null && (this.#table !== null || this.#command?.kind === 'node')) {
      this.#structure()
      const draft = this.#draft.object('Node', {
        source: this.#source,
        line,
        name: node.name,
        namespace: null,
      })
      draft.set(
        'status.conditions',
        [{ type: 'Ready', status: node.ready ? 'True' : 'False' }],
        line,
      )
      return index + 1
    }
    if (this.#table === null || startsLogLine(text) || !/^\s*\S+(?:\s{2,}|\t)\S/.test(text))
      return null
    const usage = topRow(text, this.#table)
    if (usage !== null) this.#draft.samples.push(usageSample(usage))
    return index + 1
  }

  /** kubectl's own refusal is no container's log: it says why the log is missing. */
  readonly #kubectlError: Recogniser = (index) => {
    const text = this.#at(index).trim()
    if (this.#log !== null && !CANNOT_FOLLOW.test(text)) return null
    if (!KUBECTL_ERROR.test(text) && !(this.#asked() && /^error: /.test(text))) return null
    if (!this.#waiting(text, index) && this.#command === null) this.#read('text', 1)
    this.#draft.gaps.push(`${this.#source}:${index + 1}: kubectl answered: ${text.slice(0, 300)}`)
    return index + 1
  }

  /** After a command that only asks the API server for something, an error is the client's own. */
  #asked(): boolean {
    return /^(?:get|describe|top|events)$/.test(this.#command?.verb ?? '')
  }

  /** Why a container has no log yet is its state, as the kubelet tells it (`validateContainerLogStatus`). */
  #waiting(text: string, index: number): boolean {
    const [, container, pod, told = ''] = WAITING.exec(text) ?? []
    if (container === undefined || pod === undefined || ORDINARY.has(told)) return false
    const reason = /image/.test(told) ? 'ImagePullBackOff' : told
    const line = this.#lines[index] as Line
    const namespace = this.#commandNamespace()
    const draft = this.#draft.object('Pod', { source: this.#source, line, name: pod, namespace })
    draft.container(container, false).set('status', 'state.waiting.reason', { value: reason, line })
    this.#read('kubectl logs', 1, pod)
    return true
  }

  /** Where somebody left something out, or said that there was nothing. */
  readonly #cutMark: Recogniser = (index) => {
    const text = this.#at(index).trim()
    if (
      !/^(?:\.{3,}|…|\[(?:\.{3}|…|snip|truncated)\]|\((?:empty|no output|nothing|truncated|none)\)|<(?:snip|empty|no output|none)>|==> v\d\w*\/[A-Z]\w+(?:\(related\))?)$/i.test(
        text,
      )
    )
      return null
    if (this.#log !== null) return null
    return index + 1
  }

  /** What kubectl itself says before a log: which container or pod it took. */
  readonly #logNote: Recogniser = (index) => {
    const text = this.#at(index)
    if (this.#log === null && VIEWER_NOTE.test(text)) return index + 1
    const container =
      /^\s*Defaulted container "([^"]+)" out of: /.exec(text) ??
      /^\s*Defaulting container name to (\S+?)\.?$/.exec(text)
    const pod = /^\s*Found \d+ pods, using pod\/(\S+)/.exec(text)
    if (container === null && pod === null) return null
    const before = this.#target ?? {
      namespace: null,
      pod: null,
      container: null,
      workload: null,
      run: 'unknown' as const,
    }
    this.#flush()
    this.#target = {
      ...before,
      container: container?.[1] ?? before.container,
      pod: pod?.[1] ?? before.pod,
    }
    return index + 1
  }

  /** Only at the beginning of a paragraph: within a log a lone name is a line like any other. */
  readonly #heading: Recogniser = (index) => {
    if (!this.#startsParagraph(index)) return null
    if (this.#command?.verb === 'logs' && this.#target !== null) return null
    const heading = headingOn(this.#at(index), nextFilled(this.#lines, index + 1)?.text ?? '')
    if (heading === null) return null
    this.#flush()
    this.#command = null
    this.#target = { ...heading, namespace: null, workload: null }
    return index + 1
  }

  readonly #prose: Recogniser = (index) => {
    if (!this.#startsParagraph(index) && this.#log !== null) return null
    const kind = proseKind(this.#at(index))
    if (kind === null || (this.#fenced && kind === 'doubtful')) return null
    if (isOfReport(this.#at(index), this.#log?.lines ?? [])) return null
    this.#structure()
    if (kind === 'prose') {
      this.#draft.told ||= tellsOfTrouble(this.#at(index))
      return index + 1
    }
    const remark = this.#open(null, true)
    let end = index
    while (
      end < this.#lines.length &&
      !isBlank(this.#lines[end]) &&
      (end === index || proseKind(this.#at(end)) !== null)
    ) {
      remark.lines.push(this.#lines[end] as Line)
      end++
    }
    this.#draft.logs.push(remark)
    return end
  }

  #startsParagraph(index: number): boolean {
    return index === 0 || isBlank(this.#lines[index - 1]) || this.#log === null
  }
}
