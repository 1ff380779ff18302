import { useMemo } from 'react'
import { Section } from '../parts/section.tsx'
import { Moment } from '../parts/moment.tsx'
import { lived } from '../words/run-words.ts'
import type { Run, Story } from '../story/story.ts'
import { useExplain } from '../explain/use-explain.ts'
import css from './incident.module.css'
import parts from '../parts/parts.module.css'

export interface RunsProps {
  readonly story: Story
  /** The key of the run that the address names; '' for none. */
  readonly selected: string
  readonly onSelect: (run: Run) => void
}

// Runs listed; all are on the timeline.
const SHOWN = 12

/** Every run that is known, newest first: how long it lived and how it ended. */
export function Runs({ story, selected, onSelect }: RunsProps) {
  const { runs, nowMs } = story
  const explain = useExplain()
  const shown = useMemo(() => runs.toReversed().slice(0, SHOWN), [runs])
  const pods = new Set(runs.map(({ pod }) => pod)).size
  const codes = [...new Set(runs.flatMap(({ exitCode }) => (exitCode === null ? [] : [exitCode])))]
  return (
    <Section
      id="runs"
      title="Runs"
      note={
        <>
          {runs.length} kept, {story.incident.state.restarts} restarts; <kbd>[</kbd> <kbd>]</kbd>{' '}
          step through them
        </>
      }
    >
      <div className={parts['scroller']}>
        <table className={`${parts['table']} ${css['runs']}`}>
          <thead>
            <tr>
              <th scope="col">Run</th>
              {pods > 1 ? <th scope="col">Pod</th> : null}
              <th scope="col">Started</th>
              <th scope="col">Lived</th>
              <th scope="col">Ended</th>
              <th scope="col">Image</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((run) => (
              <tr key={run.key} aria-selected={run.key === selected} onClick={() => onSelect(run)}>
                <td className={css['mono']}>
                  <button type="button" className={css['runLink']} onClick={() => onSelect(run)}>
                    #{run.run}
                  </button>
                </td>
                {pods > 1 ? <td className={css['mono']}>{run.pod.slice(-12)}</td> : null}
                <td>{run.startedMs === null ? '' : <Moment ms={run.startedMs} nowMs={nowMs} />}</td>
                <td className={css['mono']}>
                  {run.startedMs === null ? '' : lived((run.finishedMs ?? nowMs) - run.startedMs)}
                </td>
                <td>{endOf(run)}</td>
                <td className={css['mono']} title={run.imageId}>
                  {imageTag(run)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {codes.map((code) => {
        const found = explain(String(code))
        return found === null ? null : (
          <p key={code} style={{ color: 'var(--soft)', fontSize: 'var(--small)', marginTop: 6 }}>
            <a href={`/explain/${code}`}>Exit code {code}</a>: {found.topic.title}.
          </p>
        )
      })}
    </Section>
  )
}

/** How a run ended: `Error` says no more than its exit code. */
function endOf({ exitCode, reason }: Run): string {
  if (exitCode === null) return 'running'
  return reason === '' || reason === 'Error' ? `exit ${exitCode}` : `exit ${exitCode}, ${reason}`
}

/** The image without its registry and folders, cut to what a column holds. */
function imageTag({ image }: Run): string {
  const name = image.slice(image.lastIndexOf('/') + 1)
  return name.length > 44 ? `${name.slice(0, 43)}…` : name
}
