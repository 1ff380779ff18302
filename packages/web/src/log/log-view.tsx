import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
  type UIEvent,
} from 'react'
import { LogRows, MAX_SHOWN } from './log-row.tsx'
import type { LogRowItem } from './stream.ts'
import { ROW, WholeRows, type RowsProps } from './whole-rows.tsx'
import { scrollTopOf, useRowWindow } from './window.ts'
import css from './log.module.css'

/** What the panel asks of the view. */
export interface LogViewHandle {
  /** Puts a row at a third of the height, and stops following the end. */
  readonly scrollToRow: (row: number) => void
  /** Follows the end again. */
  readonly scrollToEnd: () => void
}

export interface LogViewProps extends RowsProps {
  readonly wrap: boolean
  /** What the log is, for those who do not see it. */
  readonly label: string
  /** Given the time of the line under the mouse, in milliseconds since 1970. */
  readonly onHover?: (ms: number) => void
  readonly onSelect?: (lineIndex: number) => void
  readonly ref?: Ref<LogViewHandle>
}

/** Up to here every line is in the document, where the browser's own search and selection find it. */
export const MAX_WHOLE = 10_000
// Pixels from the end within which it counts as reached.
const NEAR_END = 40
/** Letters that the time and the space beside it take. */
const BESIDE_TEXT = 21

/** The log itself: follows its end until the reader scrolls away from it. */
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
  const shown = { rows, look, find: props.find, hits: props.hits, selected: props.selected }
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
      {isWhole ? <WholeRows {...shown} /> : <WindowedRows {...shown} box={box} />}
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

/** Scrolls to a row. */
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

/** Only the rows in sight, for logs that are too long to stand in the document whole. */
function WindowedRows({
  box,
  rows,
  look,
  find,
  selected,
}: RowsProps & { readonly box: React.RefObject<HTMLDivElement | null> }) {
  const { start, end, top, height, most } = useRowWindow(box, rows.length, ROW)
  const longest = rows.slice(start, end).reduce((most, row) => Math.max(most, lengthOf(row)), 0)
  return (
    <div className={css['rows']} style={{ height }}>
      <div
        className={css['window']}
        style={{
          transform: `translateY(${top}px)`,
          width: `${BESIDE_TEXT + look.names.width + longest}ch`,
        }}
      >
        <LogRows
          rows={rows}
          from={start}
          to={end}
          look={look}
          find={find}
          selected={selected}
          reused={most}
        />
      </div>
    </div>
  )
}

/** Characters of a row, by which the width of the window is set. */
const lengthOf = (row: LogRowItem): number =>
  row.kind === 'divider' ? 0 : Math.min(MAX_SHOWN, row.line.raw.length)
