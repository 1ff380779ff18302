import {
  memo,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
  type UIEvent,
} from 'react'
import { LogRow, type RowLook } from './log-row.tsx'
import type { LogRowItem } from './stream.ts'
import { scrollTopOf, useRowWindow } from './window.ts'
import css from './log.module.css'

export interface LogViewHandle {
  readonly scrollToRow: (row: number) => void
  readonly scrollToEnd: () => void
}

export interface LogViewProps {
  readonly rows: readonly LogRowItem[]
  readonly look: RowLook
  /** The index of the row that is pointed at; -1 where none is. */
  readonly selected: number
  readonly wrap: boolean
  readonly label: string
  readonly onHover?: (ms: number) => void
  readonly onSelect?: (lineIndex: number) => void
  readonly ref?: Ref<LogViewHandle>
}

const ROW = 20
const CHUNK = 200
/** Up to here every line is in the document, where the browser's own search and selection find it. */
export const MAX_WHOLE = 10_000
const NEAR_END = 40

export function LogView(props: LogViewProps) {
  const { rows, look, label, onHover, onSelect } = props
  const box = useRef<HTMLDivElement>(null)
  const [isFollowing, setFollowing] = useState(true)
  const [seen, setSeen] = useState(rows.length)
  const isWhole = rows.length <= MAX_WHOLE
  useLayoutEffect(() => {
    if (isFollowing && box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }, [rows, isFollowing])
  useImperativeHandle(props.ref, () => ({
    scrollToRow: (row) => {
      setFollowing(false)
      if (box.current !== null) goTo(box.current, row, rows.length)
    },
    scrollToEnd: () => setFollowing(true),
  }))
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END
    if (isAtEnd !== isFollowing) {
      setFollowing(isAtEnd)
      setSeen(rows.length)
    }
  }
  const missed = isFollowing ? 0 : rows.length - seen
  return (
    <div
      ref={box}
      className={classesOf(rows.length, props.wrap && isWhole)}
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      onScroll={onScroll}
      onMouseOver={(event) => {
        const ms = Number(
          (event.target as Element).closest<HTMLElement>('[data-ms]')?.dataset['ms'],
        )
        if (Number.isFinite(ms)) onHover?.(ms)
      }}
      onClick={(event) => {
        const link = (event.target as Element).closest<HTMLElement>('a[data-line]')
        if (link === null || event.metaKey || event.ctrlKey) return
        event.preventDefault()
        onSelect?.(Number(link.dataset['line']))
      }}
    >
      {isWhole ? (
        <WholeRows rows={rows} look={look} selected={props.selected} />
      ) : (
        <WindowedRows box={box} rows={rows} look={look} selected={props.selected} />
      )}
      {missed <= 0 ? null : (
        <button type="button" className={css['pill']} onClick={() => setFollowing(true)}>
          {missed} new {missed === 1 ? 'line' : 'lines'}
        </button>
      )}
    </div>
  )
}

/** A log of a few lines is no taller than they are. */
function classesOf(count: number, isWrapped: boolean): string {
  return [css['view'], count < 25 ? css['short'] : '', isWrapped ? css['wrapped'] : ''].join(' ')
}

function goTo(box: HTMLElement, row: number, count: number): void {
  const options = { count, rowHeight: ROW, viewHeight: box.clientHeight }
  box.scrollTop = scrollTopOf(row, options)
  // Wrapped lines are taller than the estimate: the row itself says where it is.
  requestAnimationFrame(() => {
    const element = box.querySelector<HTMLElement>(`[data-row="${row}"]`)
    if (element === null) return
    const offset = element.getBoundingClientRect().top - box.getBoundingClientRect().top
    if (offset < 0 || offset > box.clientHeight - ROW)
      box.scrollTop += offset - box.clientHeight / 3
  })
}

interface RowsProps {
  readonly rows: readonly LogRowItem[]
  readonly look: RowLook
  readonly selected: number
}

/** Chunks from the end on, so that what is in sight first stands there first. */
function WholeRows({ rows, look, selected }: RowsProps) {
  const chunks = Math.ceil(rows.length / CHUNK)
  const [drawn, setDrawn] = useState(3)
  useEffect(() => {
    if (drawn >= chunks) return undefined
    const timer = setTimeout(() => setDrawn((old) => old + 6), 0)
    return () => clearTimeout(timer)
  }, [drawn, chunks])
  return (
    <>
      {Array.from({ length: chunks }, (_, chunk) => {
        const from = chunk * CHUNK
        const to = Math.min(rows.length, from + CHUNK)
        const isSelected = selected >= from && selected < to
        return chunk >= chunks - drawn || isSelected ? (
          <Chunk
            key={chunk}
            rows={rows}
            from={from}
            to={to}
            look={look}
            selected={isSelected ? selected : -1}
            last={rows[to - 1]}
          />
        ) : (
          <div key={chunk} style={{ height: (to - from) * ROW }} />
        )
      })}
    </>
  )
}

interface ChunkProps extends RowsProps {
  readonly from: number
  readonly to: number
  readonly last: LogRowItem | undefined
}

const Chunk = memo(
  function Chunk({ rows, from, to, look, selected }: ChunkProps) {
    return (
      <div className={css['chunk']} style={{ containIntrinsicSize: `auto ${(to - from) * ROW}px` }}>
        {rows.slice(from, to).map((row, at) => (
          <div key={from + at} data-row={from + at}>
            <LogRow row={row} look={look} isSelected={selected === from + at} />
          </div>
        ))}
      </div>
    )
  },
  (a, b) =>
    a.from === b.from &&
    a.to === b.to &&
    a.look === b.look &&
    a.selected === b.selected &&
    a.last === b.last &&
    a.rows[a.from] === b.rows[b.from],
)

function WindowedRows({
  box,
  rows,
  look,
  selected,
}: RowsProps & { readonly box: React.RefObject<HTMLDivElement | null> }) {
  const { start, end, top, height } = useRowWindow(box, rows.length, ROW)
  return (
    <div className={css['rows']} style={{ height }}>
      <div className={css['window']} style={{ transform: `translateY(${top}px)` }}>
        {rows.slice(start, end).map((row, at) => (
          <LogRow key={start + at} row={row} look={look} isSelected={selected === start + at} />
        ))}
      </div>
    </div>
  )
}
