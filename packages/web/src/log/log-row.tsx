import { memo } from 'react'
import { segmentsOf, type Segment } from '../ansi/segments.ts'
import type { Zone } from '../preferences/preferences.ts'
import { preciseTime } from '../words/clock.ts'
import { splitBy } from './find.ts'
import type { LogRowItem } from './stream.ts'
import css from './log.module.css'

export interface RowLook {
  readonly zone: Zone
  /** In lower case; empty where nothing is looked for. */
  readonly find: string
  /** How each pod is called in short. */
  readonly podNames: ReadonlyMap<string, string>
  readonly href: (index: number) => string
}

export interface LogRowProps {
  readonly row: LogRowItem
  readonly look: RowLook
  readonly isSelected: boolean
}

const LETTERS: Readonly<Record<string, string>> = {
  fatal: 'F',
  error: 'E',
  warn: 'W',
  info: '',
  debug: 'D',
  none: '',
}

/** Longer lines are cut when drawn; they are copied and found whole. */
const MAX_SHOWN = 4_000

export const LogRow = memo(function LogRow({ row, look, isSelected }: LogRowProps) {
  if (row.kind === 'divider') return <Divider row={row} look={look} />
  const { line, index, isDecisive } = row
  const classes = [
    css['row'],
    css[line.level],
    isDecisive ? css['decisive'] : '',
    isSelected ? css['selected'] : '',
  ]
  const [seconds = '', millis = ''] = preciseTime(line.ms, look.zone).split('.')
  return (
    <div
      className={classes.join(' ')}
      data-index={index}
      data-ms={line.ms}
      aria-current={isSelected ? true : undefined}
    >
      <a className={css['time']} href={look.href(index)} data-line={index}>
        {seconds}
        <span>.{millis}</span>
      </a>
      <span className={css['source']} title={line.pod}>
        {sourceName(line.run, look.podNames.get(line.pod) ?? '')}
      </span>
      <span className={css['level']}>{LETTERS[line.level]}</span>
      <span className={css['text']}>
        {segmentsOf(line.raw.slice(0, MAX_SHOWN)).map((segment, at) => (
          // Segments of a line never change places.
          <Piece key={at} segment={segment} find={look.find} />
        ))}
        {line.raw.length > MAX_SHOWN ? ' …' : ''}
      </span>
    </div>
  )
})

function Divider({
  row,
  look,
}: {
  readonly row: Extract<LogRowItem, { kind: 'divider' }>
  readonly look: RowLook
}) {
  const { run, text } = row
  const pod = look.podNames.get(run.pod) ?? ''
  const isBad = run.exitCode !== 0
  return (
    <div className={`${css['divider']} ${isBad ? '' : css['ended']}`} data-run={run.key}>
      Run {run.run}
      {look.podNames.size > 1 ? ` of pod ${pod}` : ''} ended: {text}
    </div>
  )
}

const sourceName = (run: number, pod: string): string =>
  `${pod === '' ? '' : pod}${run < 0 ? '' : `#${run}`}`

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
