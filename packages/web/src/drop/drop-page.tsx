import { useEffect, useRef, useState, type DragEvent, type MouseEvent } from 'react'
import { summary, where } from '@unloop/engine/phrases'
import { pressKey } from '../keys/keys.ts'
import { StoryView } from '../incident/story-view.tsx'
import incidentCss from '../incident/incident.module.css'
import { Button } from '../parts/button.tsx'
import { Confidence } from '../parts/confidence.tsx'
import { Empty, Loading, Partial } from '../parts/states.tsx'
import type { IncidentSearch } from '../routes/search.ts'
import { grouped } from '../words/grouped.ts'
import { Mark } from '../shell/mark.tsx'
import { askWorker } from './ask-worker.ts'
import type { DropJob, DropOutcome } from './job.ts'
import { filesOfDrop, readDropped } from './read-files.ts'
import css from './drop.module.css'

// What a diagnosis gave.
type Done = Extract<DropOutcome, { kind: 'done' }>
type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'thinking' }
  | { readonly kind: 'failed'; readonly message: string }
  /** `left` names files that were not taken. */
  | { readonly kind: 'done'; readonly done: Done; readonly left: readonly string[] }

/** A dump or a text, diagnosed here: the page is its own policy's prisoner and sends nothing. */
export function DropPage() {
  const [state, setState] = useState<State>({ kind: 'waiting' })
  const [open, setOpen] = useState<string | null>(null)
  useEffect(() => {
    // The shell, which handles keys elsewhere, is not part of this document.
    const onKey = (event: KeyboardEvent) => {
      if (pressKey(event)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  const ask = async (job: DropJob, left: readonly string[]) => {
    setState({ kind: 'thinking' })
    const outcome = await askWorker(job)
    if (outcome.kind === 'failed') return setState(outcome)
    // A single incident is opened at once.
    setOpen(outcome.report.incidents.length === 1 ? outcome.report.incidents[0]!.id : null)
    return setState({ kind: 'done', done: outcome, left })
  }
  const take = async (dropped: readonly { path: string; file: File }[]) => {
    setState({ kind: 'thinking' })
    const { files, left } = await readDropped(dropped)
    if (files.length === 0)
      return setState({
        kind: 'failed',
        message: `Nothing in it could be read. ${left.join('; ')}`,
      })
    const name = dropped.length === 1 ? dropped[0]!.path : `${files.length} files`
    return ask({ kind: 'files', name, files, nowMs: Date.now() }, left)
  }
  const again = () => {
    setState({ kind: 'waiting' })
    setOpen(null)
  }
  return (
    <div onClick={(event) => followIncident(event, setOpen)}>
      <header className={css['top']}>
        <a className={css['mark']} href={isAlone() ? '#' : '/'}>
          <Mark /> unloop
        </a>
        {state.kind === 'waiting' ? null : <Button onClick={again}>Another one</Button>}
        {open !== null && state.kind === 'done' && state.done.report.incidents.length > 1 ? (
          <Button onClick={() => setOpen(null)}>All incidents</Button>
        ) : null}
        <span className={css['quiet']}>Works offline. Nothing leaves this browser.</span>
      </header>
      <main id="main">
        {state.kind === 'waiting' ? <Zone take={take} ask={ask} /> : null}
        {state.kind === 'thinking' ? (
          <div className={css['page']}>
            <Loading rows={8} />
          </div>
        ) : null}
        {state.kind === 'failed' ? (
          <Empty title="This could not be diagnosed">
            <p>{state.message}</p>
          </Empty>
        ) : null}
        {state.kind === 'done' ? <Result {...state} open={open} onOpen={setOpen} /> : null}
      </main>
    </div>
  )
}

/** Whether this is the page that stands alone as one file, which has no other pages to link to. */
const isAlone = (): boolean => document.getElementById('drop-worker') !== null

/** Links from one incident to another stay inside. */
function followIncident(event: MouseEvent, open: (id: string) => void): void {
  const href = (event.target as Element).closest('a')?.getAttribute('href') ?? ''
  const id = /^\/i\/([^/?]+)$/.exec(href)?.[1]
  if (id === undefined) return
  event.preventDefault()
  open(decodeURIComponent(id))
  scrollTo(0, 0)
}

/** What becomes of what is dropped or pasted. */
interface ZoneProps {
  readonly take: (dropped: readonly { path: string; file: File }[]) => Promise<void>
  readonly ask: (job: DropJob, left: readonly string[]) => Promise<void>
}

/** Where a dump is dropped, chosen or pasted. */
function Zone({ take, ask }: ZoneProps) {
  const [isOver, setOver] = useState(false)
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void filesOfDrop(event.dataTransfer).then(take)
  }
  const over = (isNow: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(isNow)
  }
  return (
    <div className={css['page']}>
      <h1>Drop a dump, or paste what kubectl printed</h1>
      <div
        className={`${css['zone']} ${isOver ? css['over'] : ''}`}
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={drop}
      >
        <p>
          A folder or archive (.tar.gz) of <code>kubectl cluster-info dump</code>, a must-gather, a
          support bundle, <code>unloop collect</code>, or any files of{' '}
          <code>kubectl get -o yaml</code> and logs.
        </p>
        <Button onClick={() => input.current?.click()}>Choose files</Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files of a dump"
          onChange={(event) =>
            void take([...(event.target.files ?? [])].map((file) => ({ path: file.name, file })))
          }
        />
      </div>
      <textarea
        className={css['paste']}
        aria-label="Text"
        placeholder="kubectl describe pod …, kubectl logs --previous …, events, YAML, in any mixture"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <p>
        <Button
          disabled={text.trim() === ''}
          onClick={() => void ask({ kind: 'text', text, nowMs: Date.now() }, [])}
        >
          Diagnose the text
        </Button>
      </p>
    </div>
  )
}

/** A diagnosis to show. */
interface ResultProps {
  readonly done: Done
  /** What was not read, each as a sentence. */
  readonly left: readonly string[]
  /** The id of the incident that is shown; null for the list. */
  readonly open: string | null
  readonly onOpen: (id: string) => void
}

/** The list of incidents, or one of them in the same view as the server's. */
function Result({ done, left, open, onOpen }: ResultProps) {
  const { report, stories } = done
  const [search, setSearch] = useState<IncidentSearch>({})
  useEffect(() => setSearch({}), [open])
  const shown = stories.find(({ story }) => story.incident.id === open)
  if (shown !== undefined)
    return (
      <StoryView
        story={shown.story}
        lines={shown.lines}
        curves={[]}
        isRead
        search={search}
        onSearch={setSearch}
        explainHref={(id) => (isAlone() ? null : `/explain/${id}`)}
        crumbs={<p className={incidentCss['crumbs']}>{where(shown.story.incident)}</p>}
        logNote={`${grouped(shown.lines.length)} lines`}
      />
    )
  return (
    <div className={css['page']}>
      <h1>{summary(report)}</h1>
      <Partial gaps={[...left, ...report.gaps]} />
      {report.incidents.length === 0 ? (
        <p>Nothing in it is in a crash loop, blocked, or not ready.</p>
      ) : (
        <div className={css['list']}>
          {report.incidents.map((incident) => (
            <button key={incident.id} type="button" onClick={() => onOpen(incident.id)}>
              <span>
                <b>{incident.causes[0]?.title}</b>
                <br />
                <small>
                  {where(incident)}
                  {incident.victimOf === null ? '' : ', follows from another'}
                </small>
              </span>
              {incident.causes[0] === undefined ? null : (
                <small>
                  <Confidence cause={incident.causes[0]} />
                </small>
              )}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
