import { memo } from 'react'
import { cleanLine, segmentsOf, type Segment } from '../ansi/segments.ts'
import type { Zone } from '../preferences/kept.ts'
import { preciseTime } from '../words/clock.ts'
import { splitBy } from './find.ts'
import type { PodNames } from './pod-names.ts'
import type { LogRowItem } from './stream.ts'
import css from './log.module.css'

/** How all rows are drawn alike. */
export interface RowLook {
  readonly zone: Zone
  readonly names: PodNames
  /** The address of a line by its index. */
  readonly href: (index: number) => string
}

export interface LogRowProps {
  readonly row: LogRowItem
  /** Its place among all rows. */
  readonly at: number
  readonly look: RowLook
  /** In lower case; empty where nothing is looked for. */
  readonly find: string
  readonly isSelected: boolean
}

// A letter beside the colour, which not everybody can tell.
const LETTERS: Readonly<Record<string, string>> = {
  fatal: 'F',
  error: 'E',
  warn: 'W',
  info: '',
  debug: 'D',
  none: '',
}

/** Longer lines are cut when drawn; they are copied and found whole. */
export const MAX_SHOWN = 4_000

/** The rows of one stretch. */
export interface LogRowsProps {
  readonly rows: readonly LogRowItem[]
  readonly from: number
  /** The first row that is no longer drawn. */
  readonly to: number
  readonly look: RowLook
  readonly find: string
  /** The index of the row that is pointed at; -1 where none is. */
  readonly selected: number
  /** Given where never more rows than so many are drawn: elements of rows that went are taken for those that came. */
  readonly reused?: number
}

/** Some of all rows, each with its place among them. */
export function LogRows({ rows, from, to, look, find, selected, reused = Infinity }: LogRowsProps) {
  return rows
    .slice(from, to)
    .map((row, at) => (
      <LogRow
        key={(from + at) % reused}
        row={row}
        at={from + at}
        look={look}
        find={find}
        isSelected={selected === from + at}
      />
    ))
}

/** As few elements as it takes: ten thousand of them stand in one document. */
export const LogRow = memo(function LogRow({ row, at, look, find, isSelected }: LogRowProps) {
  if (row.kind === 'divider') return <Divider row={row} at={at} look={look} />
  const { line, index, isDecisive } = row
  const classes = `${css['row']} ${css[line.level]}${isDecisive ? ` ${css['decisive']}` : ''}${isSelected ? ` ${css['selected']}` : ''}`
  return (
    <div
      className={classes}
      data-row={at}
      data-ms={line.ms}
      aria-current={isSelected ? true : undefined}
    >
      <a className={css['time']} href={look.href(index)} data-line={index}>
        {preciseTime(line.ms, look.zone)}
      </a>
      <span className={css['source']} title={line.pod}>
        {sourceName(line.run, look.names.of.get(line.pod) ?? '')}
      </span>
      <span className={css['text']} data-level={LETTERS[line.level]}>
        {segmentsOf(line.raw.slice(0, MAX_SHOWN)).map((segment, piece) => (
          // Segments of a line never change places.
          <Piece key={piece} segment={segment} find={find} />
        ))}
        {line.raw.length > MAX_SHOWN ? ' …' : ''}
      </span>
    </div>
  )
})

/** A row as text alone. */
export function rowText(row: LogRowItem, { zone, names }: RowLook): string {
  if (row.kind === 'divider') return dividerText(row, names)
  const { ms, run, pod, raw } = row.line
  const source = sourceName(run, names.of.get(pod) ?? '').padEnd(names.width)
  return ` ${preciseTime(ms, zone)} ${source} ${cleanLine(raw.slice(0, MAX_SHOWN))}`
}

type DividerRow = Extract<LogRowItem, { kind: 'divider' }>

/** The end of a run between two lines. */
interface DividerProps {
  readonly row: DividerRow
  readonly at: number
  readonly look: RowLook
}

/** A row that marks the end of a run. */
function Divider({ row, at, look }: DividerProps) {
  const { run } = row
  return (
    <div
      className={`${css['divider']} ${run.exitCode === 0 ? css['ended'] : ''}`}
      data-row={at}
      data-run={run.key}
    >
      {dividerText(row, look.names)}
    </div>
  )
}

/** What a divider says; the pod is named where there are several. */
function dividerText({ run, text }: DividerRow, { of }: PodNames): string {
  const pod = of.size > 1 ? ` of pod ${cleanLine(run.pod)}` : ''
  return `Run ${run.run}${pod} ended: ${text}`
}

/** `a#3`: the pod in short and its run, which is -1 where it is not known. */
const sourceName = (run: number, pod: string): string =>
  `${pod === '' ? '' : pod}${run < 0 ? '' : `#${run}`}`

/** A segment with its colour, matches marked. */
function Piece({ segment, find }: { readonly segment: Segment; readonly find: string }) {
  const { text, color, bold } = segment
  const classes = [color === null ? '' : css[`ansi${color % 8}`], bold ? css['bold'] : '']
  const className = classes.join(' ').trim()
  const pieces = splitBy(text, find)
  const content =
    pieces.length === 1
      ? text
      : pieces.map((piece, at) =>
          at % 2 === 0 ? (
            piece
          ) : (
            <mark key={at} className={css['hit']}>
              {piece}
            </mark>
          ),
        )
  return className === '' ? content : <span className={className}>{content}</span>
}
