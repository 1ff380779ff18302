import type { KubeObject, LogRequest, LogStream, Pod, Snapshot } from '@unloop/engine/evidence'
import { decodeText, type Content, type Decoded } from '../bytes/decode.ts'
import { parseMetrics } from '../metrics/prometheus.ts'
import { parseObjects } from '../objects/parse.ts'
import { problem } from '../problem.ts'
import { SnapshotBuilder } from '../snapshot/builder.ts'
import { lazyLog, RecentTexts } from '../snapshot/lazy-log.ts'
import { nameOf } from '../envelopes/message/place.ts'
import { isNoLog } from '../text/no-log.ts'
import { TextReader } from '../text/reader.ts'
import { classify, type EntryKind } from './classify.ts'
import { containerLogText, logSections } from '../container-log/container-log.ts'
import type { LogPlace } from '../paths/log-path.ts'
import { fileNamespaces } from './file-namespace.ts'
import { PodIndex, resolveLog, type LogOwner } from './resolve-log.ts'
import { safePath } from './safe-path.ts'
import { tableTime } from './table-time.ts'
import { WantedLogs } from './wanted-logs.ts'

/** One file of a dump; its size may be worked out when it is asked for. */
export interface DumpFile {
  readonly path: string
  readonly size: number
}

/** A log file of a dump and whose it is. */
export interface LogFile extends LogOwner, DumpFile {
  readonly run: 'current' | 'previous'
}

/** A log file before it is known whose it is. */
interface NotedLog {
  readonly path: string
  readonly file: DumpFile
  readonly place: LogPlace
}

/** A log of no known pod is read only while it is this small: it may belong to anything. */
const MAX_ORPHAN_BYTES = 8 * 1024 * 1024

/** Characters of log texts that are kept; a log beyond is read again when it is asked for again. */
const KEPT_TEXTS = 4 * 1024 * 1024

/** Characters of logs that are looked through for envelopes where nothing else names their pods. */
const MAX_UNATTRIBUTED = 96 * 1024 * 1024

interface UnattributedLog {
  readonly file: LogFile
  readonly text: string
}

/** What exports of logs and runtimes' own descriptions of containers have among their first fields. */
const EXPORT =
  /\b(?:@?message|MESSAGE|log|line|msg|textPayload|jsonPayload|insertId|_raw|hits|logEvents|events|resourceLogs|columns|LogEntry|LogMessage|exitCode|ExitCode|podName)["']?\s*:/

/** Contents, or what reads them when they are needed, perhaps more than once. */
export type LogContent = Content | (() => Content)

/**
 * Reads a dump in two phases, so that no more than its objects and the wanted logs are in memory.
 *
 * 1. For each entry: `accept(file)` says how to treat it; hand contents to `read` unless it is a `log` or `skip`.
 * 2. `snapshot()` is what the objects say; give it to the engine, which names the logs that it wants. `logFiles(requests)`
 *    are their files; hand each to `addLog`, and take `snapshot()` again.
 */
export class DumpReader {
  readonly #name: string
  readonly #builder: SnapshotBuilder
  readonly #logs: NotedLog[] = []
  readonly #texts: { readonly path: string; readonly text: string }[] = []
  readonly #streams: LogStream[] = []
  /** Logs of a dump without pods, which are all that tells of them. */
  readonly #unattributed: UnattributedLog[] = []
  #unattributedSize = 0
  readonly #kept = new RecentTexts(KEPT_TEXTS)

  constructor(name: string) {
    this.#name = name
    this.#builder = new SnapshotBuilder({ kind: 'dump', name, capturedAt: null })
  }

  /** Classifies an entry by its path and notes it: log files are indexed, files that are no evidence are counted. */
  accept(file: DumpFile): EntryKind {
    const { path } = file
    const safe = safePath(path)
    if (safe === null) {
      this.#builder.addProblem(
        problem(
          'unsafe-path',
          JSON.stringify(path.slice(0, 200)),
          'The path leaves the dump; the entry was not read.',
        ),
      )
      return 'skip'
    }
    const { kind, place } = classify(safe)
    if (kind === 'skip') this.#builder.skip('of a kind that holds no evidence')
    if (kind === 'log') this.#logs.push({ path: safe, file, place: place ?? stemPlace(safe) })
    return kind
  }

  /** Reads an entry that `accept` called `objects`, `metrics` or `text`. */
  read(path: string, content: Content): void {
    const safe = safePath(path)
    if (safe === null) return
    const decoded = this.#decode(safe, content)
    if (decoded === null) return
    const { kind } = classify(safe)
    if (kind === 'metrics') this.#readMetrics(safe, decoded.text)
    else if (kind === 'objects') this.#readObjects(safe, decoded.text)
    else if (kind === 'text') this.#texts.push({ path: safe, text: decoded.text })
  }

  /** Files of the requested runs; without requests, all log files. Logs of no known pod come along while they are small. */
  logFiles(requests?: readonly LogRequest[]): readonly LogFile[] {
    const pods = new PodIndex(this.#knownPods())
    const highest = highestNumbers(this.#logs)
    // Where no pod is known, nothing can be wanted, and every log may tell of one.
    const isBare = requests === undefined || !this.#builder.hasKind('Pod')
    const wanted = isBare ? null : new WantedLogs(requests)
    return this.#logs.flatMap(({ path, file, place }) => {
      if (wanted?.mayHold(path, place) === false) return []
      const owner = resolveLog(path, place, pods)
      const run = place.number === undefined ? place.run : runOfNumber(place, highest)
      if (wanted?.holds(owner, run) === false) return []
      const { size } = file
      if (wanted !== null && owner.pod === null && size > MAX_ORPHAN_BYTES) return []
      return [{ ...owner, path, size, run }]
    })
  }

  /**
   * Adds a log file; a function is called when the engine reads the log. `end` reads its last bytes (4,000 or more) where
   * that is less work.
   */
  addLog(file: LogFile, content: LogContent, end?: () => Content): void {
    const read = (): string => textOf(typeof content === 'function' ? content() : content)
    if (!this.#builder.hasKind('Pod') && this.#unattributedSize < MAX_UNATTRIBUTED) {
      const text = read()
      this.#unattributedSize += text.length
      this.#unattributed.push({ file, text })
      return
    }
    // A file of several containers is cut at its markers, which means reading it now.
    if (file.container === null || file.path.endsWith('/logs.txt')) {
      this.#addSections(file, read())
      return
    }
    const { namespace, pod, container, run, path } = file
    const head = { namespace, pod, container, run, origin: { source: path, line: 1 } }
    const reading = {
      text: () => containerLogText(answered(read())),
      ...(end === undefined ? {} : { end: () => containerLogText(wholeLines(textOf(end()))) }),
    }
    this.#streams.push(lazyLog(head, reading, this.#kept))
  }

  /** Notes that an entry could not be read, and why, as a full sentence. */
  addGap(sentence: string): void {
    this.#builder.addGap(sentence)
  }

  skip(why: string, count = 1): void {
    this.#builder.skip(why, count)
  }

  snapshot(): Snapshot {
    const dump = this.#builder.build()
    const hasPods = dump.objects.some(({ object }) => object.kind === 'Pod')
    const hasEvents = dump.objects.some(({ object }) => object.kind === 'Event')
    const noTexts = this.#texts.length === 0 && this.#unattributed.length === 0
    const merged = noTexts || (hasPods && hasEvents) ? dump : this.#withTexts(dump)
    const source = {
      ...merged.source,
      capturedAt: merged.source.capturedAt ?? this.#printedAt(dump),
    }
    return { ...merged, source, logs: [...merged.logs, ...this.#streams] }
  }

  /** The moment that the ages of a table in the dump count back from. */
  #printedAt({ objects }: Snapshot): string | null {
    const pods = objects.flatMap(({ object }) => (object.kind === 'Pod' ? [object] : []))
    const times = this.#texts.flatMap(({ text }) => tableTime(text, pods) ?? [])
    return times.length > 0 ? new Date(Math.max(...times)).toISOString() : null
  }

  #decode(path: string, content: Content): Decoded | null {
    const decoded = decodeText(content)
    if (decoded.kind === 'text') return decoded
    this.#builder.addProblem(
      decoded.kind === 'binary'
        ? problem('binary', path, 'This file is binary; text was expected, and it was not read.')
        : problem('compressed', path, 'This file is compressed inside the dump and was not read.'),
    )
    return null
  }

  #readObjects(path: string, text: string): void {
    const { objects, problems } = parseObjects(text, path)
    for (const found of problems) this.#builder.addProblem(found)
    for (const object of objects) this.#builder.addObject({ object, origin: { source: path } })
    if (objects.length > 0 || problems.length > 0) return
    if (EXPORT.test(text.slice(0, 16_384))) this.#texts.push({ path, text })
    else this.#builder.skip('without Kubernetes objects')
  }

  #readMetrics(path: string, text: string): void {
    const { samples, capped } = parseMetrics(text)
    this.#builder.addSamples(samples)
    if (capped) this.#builder.addGap(`${path}: Only the first ${samples.length} samples were read.`)
  }

  #knownPods(): readonly Pod[] {
    return this.snapshot().objects.flatMap(({ object }) =>
      object.kind === 'Pod' ? [object as Pod] : [],
    )
  }

  #addSections(file: LogFile, text: string): void {
    const sections = logSections(text)
    for (const { line, ...section } of sections) {
      this.#streams.push({ ...section, run: file.run, origin: { source: file.path, line } })
    }
    if (sections.length > 0) return
    const { namespace, pod, container, run, path } = file
    const origin = { source: path, line: 1 }
    this.#streams.push({ namespace, pod, container, run, origin, text: containerLogText(text) })
  }

  /** Texts only fill what the objects leave open; of logs in texts, those of no known pod are notes and stay out. */
  #withTexts(dump: Snapshot): Snapshot {
    const reader = new TextReader(this.#name)
    const namespaces = fileNamespaces(this.#texts)
    for (const { path, text } of this.#texts) reader.add(text, path, namespaces.get(path) ?? null)
    for (const { file, text } of this.#unattributed) addUnattributed(reader, file, text)
    if (!dump.objects.some(({ object }) => object.kind === 'Pod')) {
      const texts = reader.snapshot()
      return {
        ...texts,
        objects: [...dump.objects, ...texts.objects],
        samples: dump.samples,
        gaps: [...dump.gaps, ...texts.gaps],
      }
    }
    const texts = reader.snapshot({ onlyNamedLogs: true })
    const hasEvents = dump.objects.some(({ object }) => object.kind === 'Event')
    const missing = texts.objects.filter(({ object }) =>
      object.kind === 'Event' ? !hasEvents : !this.#knows(object),
    )
    return { ...dump, objects: [...dump.objects, ...missing], logs: [...dump.logs, ...texts.logs] }
  }

  #knows({ kind, metadata }: KubeObject): boolean {
    const { name, namespace } = metadata
    return name === undefined || this.#builder.knows(kind, namespace ?? null, name)
  }
}

/** A file of a dump without pods: its path may say whose log it is, else its name may be a container's or a workload's. */
function addUnattributed(reader: TextReader, file: LogFile, text: string): void {
  const sections = logSections(text)
  for (const { text: part, ...place } of sections)
    reader.addLog(part, file.path, { ...place, workload: null, run: file.run })
  if (sections.length > 0) return
  const { namespace, pod, container, path, run } = file
  const named = pod === null && container === null ? stemOf(path) : container
  reader.addLog(text, path, { namespace, pod, container: named, workload: null, run })
}

const stemOf = (path: string): string | null => nameOf(stemPlace(path).container)

function textOf(content: Content): string {
  const decoded = decodeText(content)
  return decoded.kind === 'text' ? decoded.text : ''
}

/** What kubectl answers where there is no log is no line of the program. */
const answered = (text: string): string => (isNoLog(text) ? '' : text)

/** Without the first line, which is cut: a log's format is told by how a line begins. */
const wholeLines = (end: string): string => end.slice(end.indexOf('\n') + 1)

function stemPlace(path: string): LogPlace {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.log(?:\.\d+)?$/, '')
  return { namespace: null, pod: null, container: stem, run: 'current', certainty: 'stem' }
}

const folderOf = (place: LogPlace): string => `${place.namespace}/${place.pod}/${place.container}`

function highestNumbers(logs: readonly { readonly place: LogPlace }[]): Map<string, number> {
  const highest = new Map<string, number>()
  for (const { place } of logs) {
    if (place.number === undefined) continue
    const key = folderOf(place)
    highest.set(key, Math.max(highest.get(key) ?? 0, place.number))
  }
  return highest
}

function runOfNumber(
  place: LogPlace,
  highest: ReadonlyMap<string, number>,
): 'current' | 'previous' {
  return place.number === highest.get(folderOf(place)) ? 'current' : 'previous'
}
