import type { Snapshot } from '@unloop/engine/evidence'
import { openExport } from '../envelopes/document.ts'
import { filledPlace } from '../envelopes/message/place.ts'
import type { Place } from '../envelopes/message/message.ts'
import { unwrap, unwrapMessages, type Piece } from '../envelopes/unwrap.ts'
import { assemble } from './assemble.ts'
import { TextDraft, type LogTarget } from './draft.ts'
import { linesOf, type Line } from '../lines/line.ts'
import { logFormat } from './log-format.ts'
import { hasClientWords, isRuntimeList, withoutClientWords } from './client-words.ts'
import { isNoLog } from './no-log.ts'
import { TextPass } from './pass.ts'
import { addPiece } from './pieces.ts'

/** Beyond this nobody pasted it: it is one log, and taking it for tables would cost more than it tells. */
const LONGEST_TEXT = 48 * 1024 * 1024
/** Of a long log, the beginning tells whether it is in an envelope. */
const LONG_LOG = 2 * 1024 * 1024
const PROBED = 64 * 1024
const NOTED = 1000

/** A longer text without any of kubectl's own output is a log. */
const LONG_TEXT = 8 * 1024 * 1024
const OF_KUBECTL =
  /^(?:Name: +\S|==== START logs |(?:NAMESPACE +)?NAME +READY +|(?:NAMESPACE +)?LAST ?SEEN |\s*"?(?:apiVersion|kind)"?: )/m

function hasKubectlOutput(text: string): boolean {
  const step = Math.floor(text.length / 16)
  for (let at = 0; at < text.length; at += step)
    if (OF_KUBECTL.test(text.slice(at, at + PROBED))) return true
  return false
}

/** Gathers pasted texts, or the text files of a folder, into one snapshot. */
export class TextReader {
  readonly #name: string
  readonly #draft = new TextDraft()

  constructor(name: string) {
    this.#name = name
  }

  /** `namespace` is that of tables and commands that do not name theirs, where the file's place tells it. */
  add(text: string, source: string, namespace: string | null = null): void {
    if (text.length > LONGEST_TEXT) {
      this.#addWhole(text, source, null)
      this.#draft.gaps.push(`${source}: The text is very long and was read as one log.`)
      return
    }
    if (text.length > LONG_TEXT && !hasKubectlOutput(text)) {
      this.addLog(text, source, null)
      return
    }
    if (isRuntimeList(text)) {
      this.#draft.gaps.push(
        `${source}: crictl ps does not say why a container exited: crictl inspect does.`,
      )
      return
    }
    const pieces = this.#piecesOf(text)
    for (const piece of pieces)
      if (piece.kind === 'log') addPiece(this.#draft, piece, { source, target: null })
    const lines = pieces.flatMap((piece) => (piece.kind === 'lines' ? piece.lines : []))
    const rest = hasClientWords(text) ? this.#withoutClientWords(lines, source) : lines
    if (rest.length > 0) new TextPass(this.#draft, { source, namespace }, rest).run()
  }

  /** Adds text that is known to be the log of one container, in whatever its runtime or viewer put around it. */
  addLog(text: string, source: string, target: LogTarget | null): void {
    if (isNoLog(text)) {
      this.#draft.gaps.push(`${source}: kubectl answered: ${text.trim().slice(0, 300)}`)
      return
    }
    if (text.length > LONG_LOG && !this.#isWrapped(text.slice(0, PROBED))) {
      this.#addWhole(text, source, target)
      this.#noteLog(linesOf(text.slice(0, PROBED)), target)
      return
    }
    for (const piece of this.#piecesOf(text)) {
      if (piece.kind === 'lines') this.#noteLog(piece.lines, target)
      const placed =
        piece.kind === 'log' ? { ...piece, place: placeIn(piece.place, target) } : piece
      addPiece(this.#draft, placed, { source, target })
    }
  }

  #withoutClientWords(lines: readonly Line[], source: string): readonly Line[] {
    const rest = withoutClientWords(lines)
    if (rest.length < lines.length)
      this.#draft.gaps.push(
        `${source}: What Helm, kubectl, Argo CD or Flux waited for stands there, not why it did not come: kubectl describe and kubectl logs --previous of its pods say that.`,
      )
    return rest
  }

  #piecesOf(text: string): readonly Piece[] {
    const { readings } = this.#draft
    const whole = openExport(text)
    return whole === null
      ? unwrap(linesOf(text), readings)
      : unwrapMessages(whole.name, whole.messages, readings)
  }

  #noteLog(lines: readonly Line[], target: LogTarget | null): void {
    if (lines.some(({ at }) => at !== undefined)) return
    const { pod = null, container = null } = target ?? {}
    const format = target === null ? logFormat(lines.slice(0, NOTED)).name : 'log'
    this.#draft.readings.add(format, { lines: lines.length, pod, container })
  }

  #isWrapped(head: string): boolean {
    const pieces = unwrap(linesOf(head), new TextDraft().readings)
    return pieces.some(
      ({ kind, lines }) => kind === 'log' || lines.some(({ at }) => at !== undefined),
    )
  }

  #addWhole(text: string, source: string, target: LogTarget | null): void {
    const lines = [{ number: 1, raw: text, text: '' }]
    this.#draft.logs.push({ target, source, lines, doubtful: false })
  }

  /** `onlyNamedLogs` leaves out logs of which no command or heading said whose they are. */
  snapshot(options: { readonly onlyNamedLogs?: boolean } = {}): Snapshot {
    const named = this.#draft.logs.filter((log) => log.target !== null && log.target.pod !== null)
    if (options.onlyNamedLogs === true) this.#draft.logs.splice(0, Infinity, ...named)
    return assemble(this.#draft, this.#name)
  }
}

const placeIn = (place: Place, target: LogTarget | null): Place =>
  target === null ? place : filledPlace(place, target)
