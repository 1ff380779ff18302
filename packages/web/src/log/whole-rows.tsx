import { memo, useEffect, useState } from 'react'
import { LogRows, rowText, type RowLook } from './log-row.tsx'
import type { LogRowItem } from './stream.ts'
import css from './log.module.css'

export interface RowsProps {
  readonly rows: readonly LogRowItem[]
  readonly look: RowLook
  /** In lower case; empty where nothing is looked for. */
  readonly find: string
  /** The rows with a match, in order. */
  readonly hits: readonly number[]
  /** The index of the row that is pointed at; -1 where none is. */
  readonly selected: number
}

// Pixels of a row that is not wrapped; the style sheet has the same.
export const ROW = 20
// Rows that become elements at once.
const CHUNK = 200
/** Drawn at once, from the end on: what is in sight first. */
const FIRST = 2
// Milliseconds after which a chunk is drawn even where the browser is busy.
const IDLE_MS = 500

/**
 * All rows in the document, where the browser's own search and selection find them. What is out of sight is text at first,
 * which costs next to nothing, and becomes rows while nothing else is to be done.
 */
export function WholeRows({ rows, look, find, hits, selected }: RowsProps) {
  const chunks = Math.ceil(rows.length / CHUNK)
  const drawn = useIdleCount(FIRST, chunks)
  const withHits = new Set(hits.map((row) => Math.floor(row / CHUNK)))
  return Array.from({ length: chunks }, (_, chunk) => {
    const from = chunk * CHUNK
    const to = Math.min(rows.length, from + CHUNK)
    const isSelected = selected >= from && selected < to
    const part = { rows, from, to, look, last: rows[to - 1] }
    if (chunk < chunks - drawn && !isSelected && !withHits.has(chunk))
      return <PlainChunk key={chunk} {...part} />
    return (
      <Chunk
        key={chunk}
        {...part}
        find={withHits.has(chunk) ? find : ''}
        selected={isSelected ? selected : -1}
      />
    )
  })
}

/** Counts up to the most, one each time that the browser has nothing else to do. */
function useIdleCount(first: number, most: number): number {
  const [count, setCount] = useState(first)
  useEffect(() => {
    if (count >= most) return undefined
    return whenIdle(() => setCount(count + 1))
  }, [count, most])
  return count
}

/** Safari has no idle callbacks. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 30)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(run, { timeout: IDLE_MS })
  return () => cancelIdleCallback(handle)
}

/** One chunk of the rows. */
interface PartProps {
  readonly rows: readonly LogRowItem[]
  readonly from: number
  readonly to: number
  readonly look: RowLook
  readonly last: LogRowItem | undefined
}

/** A chunk whose rows are elements. */
interface ChunkProps extends PartProps {
  readonly find: string
  readonly selected: number
}

/** The height that a chunk out of sight is taken to have, until it was drawn once. */
const heightOf = ({ from, to }: PartProps) => ({
  containIntrinsicSize: `auto ${(to - from) * ROW}px`,
})

// Compared by hand: the list of rows is another one with each line that comes.
const Chunk = memo(function Chunk(props: ChunkProps) {
  const { last: _last, ...shown } = props
  return (
    <div className={css['chunk']} style={heightOf(props)}>
      <LogRows {...shown} />
    </div>
  )
}, isSameChunk)

const PlainChunk = memo(function PlainChunk(props: PartProps) {
  const { rows, from, to, look } = props
  const text = rows.slice(from, to).map((row) => `${rowText(row, look)}\n`)
  return (
    <div className={`${css['chunk']} ${css['plain']}`} style={heightOf(props)}>
      {text.join('')}
    </div>
  )
}, isSamePart)

/** Whether a chunk looks as before: its ends tell, as rows are never changed in place. */
function isSamePart(a: PartProps, b: PartProps): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.look === b.look &&
    a.last === b.last &&
    a.rows[a.from] === b.rows[b.from]
  )
}

function isSameChunk(a: ChunkProps, b: ChunkProps): boolean {
  return isSamePart(a, b) && a.find === b.find && a.selected === b.selected
}
