import { useMemo, useState, type ReactNode } from 'react'
import type { Evidence } from '@unloop/engine/report'
import { Section } from '../parts/section.tsx'
import { Button } from '../parts/button.tsx'
import { useKeys } from '../keys/keys.ts'
import { decisiveFold, evidenceFold, indexOfEvidence } from '../log/decisive.ts'
import { useFold } from '../log/fold.ts'
import { findLine, lineName, type LeveledLine } from '../log/line.ts'
import { LogPanel, type LevelFloor } from '../log/log-panel.tsx'
import { SOURCES } from '../log/sources.ts'
import { decodeRange, encodeRange, stringifySearch, type IncidentSearch } from '../routes/search.ts'
import type { Run, Story } from '../story/story.ts'
import { CursorStore } from '../timeline/cursor.ts'
import { lanesOf, wholeRange, type Curve, type Range } from '../timeline/lanes.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { Calls } from './calls.tsx'
import { Changed } from './changed.tsx'
import { Graph } from './graph.tsx'
import { NextStep } from './next-step.tsx'
import { Rivals } from './rivals.tsx'
import { Runbook } from './runbook.tsx'
import { Runs } from './runs.tsx'
import { useDrawn } from './use-drawn.ts'
import { Verdict } from './verdict.tsx'
import css from './incident.module.css'

export interface StoryViewProps {
  readonly story: Story
  /** Oldest first; more may come while it is shown. */
  readonly lines: readonly LeveledLine[]
  readonly curves: readonly Curve[]
  /** False while something of the story is still being read. */
  readonly isRead: boolean
  readonly search: IncidentSearch
  /** Replaces what the address holds beside its path. */
  readonly onSearch: (search: IncidentSearch) => void
  readonly crumbs: ReactNode
  readonly logTools?: ReactNode
  readonly logNote?: ReactNode
  /** Null where there is no page to explain it. */
  readonly explainHref: (id: string) => string | null
}

/** One incident whole, wherever it comes from. */
export function StoryView(props: StoryViewProps) {
  const { story, lines, curves, isRead, search, onSearch, explainHref } = props
  const [cursor] = useState(() => new CursorStore())
  // Rises with each jump, so that going to the same line twice scrolls twice.
  const [jump, setJump] = useState(0)
  // The cause and the next step first, in a frame of their own.
  const isDrawn = useDrawn(true)
  const fold = useMemo(() => decisiveFold(story.incident), [story.incident])
  const decisive = useFold(fold, lines)
  const { runs: loggedRuns } = useFold(SOURCES, lines)
  const lanes = useMemo(() => lanesOf(story, lines, curves), [story, lines, curves])
  const whole = useMemo(() => wholeRange(story), [story])
  const looked = useMemo(
    () => (isRead ? { story, curves, log: { lines: lines.length, runs: loggedRuns.size } } : null),
    [isRead, story, curves, lines.length, loggedRuns.size],
  )
  const range = decodeRange(search.range ?? '') ?? whole
  const selected = useMemo(
    () => (search.line === undefined ? -1 : findLine(search.line, lines)),
    [search.line, lines],
  )
  // Shows a line and puts the cursor of the timeline on it.
  const showLine = (index: number) => {
    onSearch({ ...search, line: lineName(lines[index]!, lines, index) })
    setJump((old) => old + 1)
    cursor.set(lines[index]!.ms)
    scrollToId('log')
  }
  const evidence = useEvidence(props, { showLine, cursor })
  // The first line from a moment on; the cursor stays with the mouse.
  const showMoment = (ms: number) => {
    const index = lines.findIndex((line) => line.ms >= ms)
    if (index >= 0) showQuietly(index)
  }
  const showQuietly = (index: number) => {
    onSearch({ ...search, line: lineName(lines[index]!, lines, index) })
    setJump((old) => old + 1)
  }
  // Narrows the timeline to a run, with a margin of a third of its length, and goes to its last line.
  const showRun = (run: Run) => {
    const end = run.finishedMs ?? story.nowMs
    const pad = Math.max(2_000, (end - (run.startedMs ?? end)) * 0.3)
    const last = lines.findLastIndex((line) => line.pod === run.pod && line.run === run.run)
    onSearch({
      ...search,
      run: run.key,
      range: encodeRange({ fromMs: (run.startedMs ?? end) - pad, toMs: end + pad }),
      ...(last < 0 ? {} : { line: lineName(lines[last]!, lines, last) }),
    })
    setJump((old) => old + 1)
  }
  const setRange = (next: Range | null) => {
    const { range: _old, run: _run, ...rest } = search
    onSearch(next === null ? rest : { ...rest, range: encodeRange(next) })
  }
  useStoryKeys({ story, search, showRun, setRange })
  return (
    <article className={css['page']}>
      {props.crumbs}
      <div className={css['head']}>
        <Verdict
          story={story}
          hrefOf={evidence.hrefOf}
          onOpen={evidence.open}
          explainHref={explainHref}
        />
        <NextStep story={story} />
      </div>
      {isDrawn ? (
        <>
          <div className={css['two']}>
            <Changed story={story} />
            <Runs story={story} selected={search.run ?? ''} onSelect={showRun} />
          </div>
          <Section
            id="timeline"
            title="Timeline"
            tools={
              search.range === undefined ? null : (
                <Button onClick={() => setRange(null)}>Show all (Esc)</Button>
              )
            }
          >
            <Timeline
              lanes={lanes}
              range={range}
              nowMs={story.nowMs}
              cursor={cursor}
              onRange={setRange}
              onPick={showMoment}
            />
          </Section>
          <Calls story={story} />
          <Section id="log" title="Log of all runs" note={props.logNote}>
            <LogPanel
              lines={lines}
              runs={story.runs}
              decisive={decisive}
              find={search.q ?? ''}
              floor={search.level ?? 'all'}
              selected={selected}
              jump={jump}
              onFind={(q) => onSearch({ ...search, q })}
              onFloor={(level: LevelFloor) => onSearch(withLevel(search, level))}
              onSelect={(line) => onSearch({ ...search, line })}
              onHover={cursor.set}
              tools={props.logTools}
            />
          </Section>
          <div className={css['two']}>
            <Runbook looked={looked} />
            <div style={{ display: 'grid', gap: 26, alignContent: 'start' }}>
              <Graph story={story} />
              <Rivals story={story} />
            </div>
          </div>
        </>
      ) : (
        <div className={css['later']} />
      )}
    </article>
  )
}

/** The search with a level, which is left out where it is the usual one. */
function withLevel({ level: _old, ...rest }: IncidentSearch, level: LevelFloor): IncidentSearch {
  return level === 'all' ? rest : { ...rest, level }
}

/** What opens a piece of evidence. */
interface EvidenceTargets {
  readonly showLine: (index: number) => void
  readonly cursor: CursorStore
}

/** Log evidence opens its line; an event its moment on the timeline; a field what changed. */
function useEvidence(
  { story, lines, search }: Pick<StoryViewProps, 'story' | 'lines' | 'search'>,
  { showLine, cursor }: EvidenceTargets,
) {
  const { causes } = story.incident
  const fold = useMemo(() => evidenceFold(causes[0]?.evidence ?? []), [causes])
  const places = useFold(fold, lines)
  const indexOf = (evidence: Evidence): number | null => indexOfEvidence(evidence, places)
  const hrefOf = (evidence: Evidence): string | null => {
    const index = indexOf(evidence)
    if (index !== null)
      return stringifySearch({ ...search, line: lineName(lines[index]!, lines, index) })
    return evidence.at === undefined ? null : '#timeline'
  }
  const open = (evidence: Evidence) => {
    const index = indexOf(evidence)
    if (index !== null) return showLine(index)
    if (evidence.at !== undefined) cursor.set(Date.parse(evidence.at))
    return scrollToId('timeline')
  }
  return { hrefOf, open }
}

/** Scrolls to a section by its id. */
function scrollToId(id: string): void {
  document.getElementById(id)?.scrollIntoView({ block: 'start' })
}

/** What the keys act on. */
interface StoryKeys {
  readonly story: Story
  readonly search: IncidentSearch
  readonly showRun: (run: Run) => void
  readonly setRange: (range: Range | null) => void
}

/** Binds the keys of an incident's page. */
function useStoryKeys({ story, search, showRun, setRange }: StoryKeys): void {
  const step = (by: number) => {
    const { runs } = story
    const at = runs.findIndex(({ key }) => key === search.run)
    const next = runs[at < 0 ? runs.length - 1 : Math.min(runs.length - 1, Math.max(0, at + by))]
    if (next !== undefined) showRun(next)
  }
  useKeys([
    { keys: '[', label: 'The run before', run: () => step(-1) },
    { keys: ']', label: 'The next run', run: () => step(1) },
    { keys: 'p', label: 'The previous run (k9s)', run: () => step(-1) },
    { keys: 'l', label: 'To the log (k9s)', run: () => scrollToId('log') },
    { keys: 'd', label: 'What changed', run: () => scrollToId('changed') },
    { keys: 't', label: 'To the timeline', run: () => scrollToId('timeline') },
    { keys: 'f', label: 'To the fix', run: () => scrollToId('fix') },
    { keys: 'b', label: 'To the runbook', run: () => scrollToId('runbook') },
    { keys: 'Escape', label: 'Show the whole time', run: () => setRange(null) },
  ])
}
