import { bareOf, isBlank, lineOf, type Line } from '../lines/line.ts'
import { blockAt, genericBlockAt, type Block } from './blocks.ts'
import { linesInOneString } from './lines/escapes.ts'
import { asEnvelope, MARKS, numberOf } from './lines/marks.ts'
import { filledPlace } from './message/place.ts'
import { isNowhere, NOWHERE, type Message, type Place } from './message/message.ts'
import type { Readings } from './reading.ts'
import { streamsOf, type Stream } from './streams.ts'
import { tableBlockAt } from './table-block.ts'

/** A part of a text: lines to be read as they are, or the log of a container that their envelope named. */
export type Piece =
  { readonly kind: 'lines'; readonly lines: readonly Line[] } | ({ readonly kind: 'log' } & Stream)

/** Envelopes in envelopes: a build's timestamps around stern's names around a runtime's records. */
const DEEPEST = 4
/** In longer texts, only some lines are tried for the beginning of a block. */
const ALL_TRIED = 6000
const STEP = 16

/**
 * Takes a text out of whatever viewers, collectors and runtimes put around its lines. What names a container becomes a log
 * of its own; what only says when, or nothing, leaves its lines where they stand.
 */
export function unwrap(lines: readonly Line[], readings: Readings, depth = 0): readonly Piece[] {
  if (depth >= DEEPEST) return [{ kind: 'lines', lines }]
  const bare = withoutMarks(lines, readings)
  if (bare !== null) return unwrap(bare, readings, depth + 1)
  const pieces: Piece[] = []
  let rest: Line[] = []
  const step = lines.length > ALL_TRIED ? STEP : 1
  let index = 0
  let begins = true
  while (index < lines.length) {
    const line = lines[index] as Line
    const table = begins || step === 1 ? tableBlockAt(lines, index) : null
    if (table !== null) {
      if (rest.length > 0) pieces.push({ kind: 'lines', lines: rest })
      rest = []
      pieces.push(...unwrapMessages('table', table.messages, readings))
      index = table.next
      begins = true
      continue
    }
    const block = isTried(index, step, begins) ? found(lines, index, begins) : null
    if (block === null) {
      rest.push(line)
      begins = isBlank(line) || startsBlock(line)
      index++
      continue
    }
    for (const piece of opened(block, readings, depth)) {
      if (piece.kind === 'lines') rest.push(...piece.lines)
      else {
        if (rest.length > 0) pieces.push({ kind: 'lines', lines: rest })
        rest = []
        pieces.push(piece)
      }
    }
    begins = true
    index = Math.max(block.next, index + 1)
  }
  if (rest.length > 0) pieces.push({ kind: 'lines', lines: rest })
  return pieces
}

const isTried = (index: number, step: number, begins: boolean): boolean =>
  step === 1 || begins || index % step === 0

const startsBlock = ({ raw }: Line): boolean =>
  /^\s*(?:```|~~~|[$#>%] |\S*[$#%] (?:kubectl|oc|docker) )/.test(raw)

const found = (lines: readonly Line[], index: number, begins: boolean): Block | null =>
  blockAt(lines, index) ?? (begins ? genericBlockAt(lines, index) : null)

/** The pieces of one block, with what is inside of its messages opened in turn. */
function opened(block: Block, readings: Readings, depth: number): readonly Piece[] {
  const name = block.product ?? block.envelope.name
  const streams = streamsOf(block.messages)
  return streams.flatMap(({ place, lines }) => {
    note(readings, name, { place, lines: lines.length })
    return within(lines, place, { readings, depth })
  })
}

interface Inside {
  readonly readings: Readings
  readonly depth: number
}

/** Opens what is inside of a stream; names of the outer envelope hold where the inner one has none. */
function within(
  lines: readonly Line[],
  place: Place,
  { readings, depth }: Inside,
): readonly Piece[] {
  const pieces = unwrap(lines, readings, depth + 1)
  if (isNowhere(place)) return pieces
  return pieces.map((piece) => ({
    kind: 'log',
    lines: piece.lines,
    place: piece.kind === 'log' ? filledPlace(piece.place, place) : place,
  }))
}

const note = (
  readings: Readings,
  format: string,
  { place, lines }: { readonly place: Place; readonly lines: number },
): void => readings.add(format, { lines, pod: place.pod, container: place.container })

/** The logs of a document whose messages were opened already. */
export function unwrapMessages(
  name: string,
  messages: readonly Message[],
  readings: Readings,
): readonly Piece[] {
  return streamsOf(messages).flatMap(({ place, lines }) => {
    note(readings, name, { place, lines: lines.length })
    return within(lines, place ?? NOWHERE, { readings, depth: 0 })
  })
}

/** Takes off what stands before every line and says nothing; null where there is no such thing. */
function withoutMarks(lines: readonly Line[], readings: Readings): readonly Line[] | null {
  const filled = lines.filter((line) => !isBlank(line))
  if (filled.length < 2) return inOneString(filled[0])
  const probed = filled.slice(0, 200)
  for (const mark of MARKS) {
    const envelope = asEnvelope(mark)
    const marked = probed.filter((line) => envelope.open(bareOf(line)) !== null).length
    if (marked < probed.length * 0.9 || !isMeant(mark.name, probed)) continue
    readings.add(mark.name, { lines: lines.length })
    return lines.map((line) => {
      const inner = envelope.open(bareOf(line))
      return inner === null ? line : lineOf(inner.text, line.number, line.at)
    })
  }
  return null
}

function inOneString(line: Line | undefined): readonly Line[] | null {
  if (line === undefined) return null
  return linesInOneString(line.raw)?.map((text) => lineOf(text, line.number, line.at)) ?? null
}

/** Only a space after the numbers is what a program's own lines may have: then none may be left out. */
function countsUp(numbers: readonly ReturnType<typeof numberOf>[]): boolean {
  return numbers.every((one, index) => {
    const before = numbers[index - 1]
    if (one === null || before === undefined || before === null) return index === 0 || one === null
    return one.sign === ' ' ? one.number === before.number + 1 : one.number > before.number
  })
}

/** Numbers go up, and a diff is mostly of one sign: other texts begin like that, too. */
function isMeant(name: string, lines: readonly Line[]): boolean {
  if (name === 'numbered lines') {
    return countsUp(lines.map(({ raw }) => numberOf(raw)))
  }
  if (name === 'diff') {
    const added = lines.filter(({ raw }) => /^\+(?!\s*\w+ )|^\+ *\S/.test(raw)).length
    const removed = lines.filter(({ raw }) => /^-(?!\s)/.test(raw)).length
    return Math.max(added, removed) >= lines.length * 0.8
  }
  return true
}
