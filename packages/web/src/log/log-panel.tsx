import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type CSSProperties,
} from 'react'
import { Button } from '../parts/button.tsx'
import { podNames } from './pod-names.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { setPreferences, usePreferences } from '../preferences/preferences.ts'
import type { Run } from '../story/story.ts'
import { cleanLine } from '../ansi/segments.ts'
import { rowsWith } from './find.ts'
import { useFold } from './fold.ts'
import { lineName, type LeveledLine } from './line.ts'
import { LogView, MAX_WHOLE, type LogViewHandle } from './log-view.tsx'
import { SOURCES } from './sources.ts'
import { streamFold, wholeStream } from './stream.ts'
import css from './log.module.css'
import parts from '../parts/parts.module.css'

/** The least level that is shown. */
export type LevelFloor = 'all' | 'warn' | 'error'

export interface LogPanelProps {
  /** Oldest first. */
  readonly lines: readonly LeveledLine[]
  readonly runs: readonly Run[]
  /** Indexes of the lines that the verdict rests on; they stay whatever the level. */
  readonly decisive: ReadonlySet<number>
  /** As it was typed. */
  readonly find: string
  readonly floor: LevelFloor
  /** The index of the line that the address points at; -1 where it points at none. */
  readonly selected: number
  /** Rises by one each time that the log is to go to the selected line. */
  readonly jump: number
  /** Given the text. */
  readonly onFind: (find: string) => void
  readonly onFloor: (floor: LevelFloor) => void
  /** Given the line's name, as {@link lineName} makes it. */
  readonly onSelect: (name: string) => void
  /** Given the time of the line under the mouse. */
  readonly onHover?: (ms: number) => void
  /** More buttons at the end of the bar. */
  readonly tools?: ReactNode
}

// Levels that each choice shows; null for all.
const FLOORS: Readonly<Record<LevelFloor, ReadonlySet<string> | null>> = {
  all: null,
  warn: new Set(['warn', 'error', 'fatal']),
  error: new Set(['error', 'fatal']),
}

/** A log with its search, its levels and what else its page offers. */
export function LogPanel(props: LogPanelProps) {
  const { lines, runs, decisive, find, floor, selected, jump } = props
  const { zone, wrap } = usePreferences()
  const view = useRef<LogViewHandle>(null)
  const fold = useMemo(() => streamFold(runs, decisive), [runs, decisive])
  const stream = useFold(fold, lines)
  const rows = useMemo(() => {
    const all = wholeStream(stream, runs)
    const levels = FLOORS[floor]
    return levels === null
      ? all
      : all.filter((row) => row.kind === 'divider' || row.isDecisive || levels.has(row.line.level))
  }, [stream, runs, floor])
  const wanted = useDeferredValue(find.toLowerCase())
  const hits = useMemo(() => rowsWith(wanted, rows), [wanted, rows])
  const [hit, setHit] = useState(0)
  const { pods } = useFold(SOURCES, lines)
  const names = useMemo(() => podNames(pods), [pods])
  const newest = useRef(lines)
  newest.current = lines
  // The same as long as no row looks otherwise: with another, all rows are drawn again.
  const look = useMemo(
    () => ({ zone, names, href: (index: number) => lineHref(newest.current, index) }),
    [zone, names],
  )
  const selectedRow = useMemo(
    () =>
      selected < 0 ? -1 : rows.findIndex((row) => row.kind === 'line' && row.index === selected),
    [rows, selected],
  )
  useEffect(() => {
    if (selectedRow >= 0) view.current?.scrollToRow(selectedRow)
  }, [selectedRow, jump])
  const toHit = (next: number) => {
    if (hits.length === 0) return
    const at = (next + hits.length) % hits.length
    setHit(at)
    view.current?.scrollToRow(hits[at]!)
  }
  return (
    <div className={css['panel']} style={{ '--source': `${names.width}ch` } as CSSProperties}>
      <div className={css['bar']}>
        <input
          type="search"
          className={parts['field']}
          placeholder="Find in the log"
          aria-label="Find in the log"
          data-find=""
          value={find}
          onChange={(event) => {
            props.onFind(event.target.value)
            setHit(-1)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') toHit(hit + (event.shiftKey ? -1 : 1))
          }}
        />
        <span className={css['count']} role="status">
          {find === '' ? '' : `${hits.length === 0 ? 0 : Math.max(0, hit) + 1} of ${hits.length}`}
        </span>
        <Button
          onClick={() => toHit(hit - 1)}
          disabled={hits.length === 0}
          aria-label="Match before"
        >
          ↑
        </Button>
        <Button onClick={() => toHit(hit + 1)} disabled={hits.length === 0} aria-label="Next match">
          ↓
        </Button>
        <label>
          Level{' '}
          <select
            className={parts['field']}
            value={floor}
            onChange={(event) => props.onFloor(event.target.value as LevelFloor)}
          >
            <option value="all">all</option>
            <option value="warn">warning and worse</option>
            <option value="error">error and worse</option>
          </select>
        </label>
        <Button
          aria-pressed={wrap}
          disabled={rows.length > MAX_WHOLE}
          onClick={() => setPreferences({ wrap: !wrap })}
        >
          Wrap
        </Button>
        <span className={css['grow']} />
        {props.tools}
        <Button onClick={() => view.current?.scrollToEnd()}>End</Button>
        <CopyButton what="the log" text={() => textOf(lines)} />
      </div>
      <LogView
        ref={view}
        rows={rows}
        look={look}
        find={wanted}
        hits={hits}
        selected={selectedRow}
        wrap={wrap}
        label="Log of all runs"
        onSelect={(index) => props.onSelect(lineName(lines[index]!, lines, index))}
        {...(props.onHover === undefined ? {} : { onHover: props.onHover })}
      />
    </div>
  )
}

/** The line alone: what else the address holds is for whoever looks now. */
function lineHref(lines: readonly LeveledLine[], index: number): string {
  const line = lines[index]
  return line === undefined ? '' : `?line=${lineName(line, lines, index)}`
}

/** The whole log as it is copied, with times in UTC. */
const textOf = (lines: readonly LeveledLine[]): string =>
  lines.map(({ ms, raw }) => `${new Date(ms).toISOString()} ${cleanLine(raw)}`).join('\n')
