import { useState, type FormEvent } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { makeSilence } from './api.ts'
import { parseMatchers } from './matchers.ts'
import { WriteProblem } from '../parts/write-problem.tsx'
import css from './alerts.module.css'
import parts from '../parts/parts.module.css'

export interface SilenceDialogProps {
  /** What the field begins with, as {@link matchersText} writes it; may be empty. */
  readonly match: string
  readonly onClose: () => void
  /** Called once the server has made it. */
  readonly onDone: () => void
}

// Lengths to choose from; amtool's own default is one hour.
const HOURS = [1, 2, 4, 8, 24, 72] as const
const HOUR_MS = 3_600_000

/** Asks what to silence, for how long, by whom and why: Alertmanager takes no silence without the last two. */
export function SilenceDialog({ match, onClose, onDone }: SilenceDialogProps) {
  const [text, setText] = useState(match)
  const [hours, setHours] = useState(2)
  const [by, setBy] = useState('')
  const [comment, setComment] = useState('')
  const [error, setError] = useState<Error | null>(null)
  const matchers = parseMatchers(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (matchers === null) return
    const now = Date.now()
    void makeSilence({
      matchers,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + hours * HOUR_MS).toISOString(),
      createdBy: by.trim(),
      comment: comment.trim(),
    }).then(onDone, setError)
  }
  return (
    <Dialog title="New silence" onClose={onClose}>
      <form className={css['form']} onSubmit={submit}>
        <label>
          Matchers, all of which an alert must fit
          <textarea
            className={parts['field']}
            rows={3}
            required
            spellCheck={false}
            placeholder={'namespace="shop", alertname=~"Crash.*"'}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {text.trim() === '' || matchers !== null ? null : (
          <p role="status">Write them as name="value", name=~"pattern", with commas between.</p>
        )}
        <label>
          For
          <select
            className={parts['field']}
            value={hours}
            onChange={(event) => setHours(Number(event.target.value))}
          >
            {HOURS.map((count) => (
              <option key={count} value={count}>
                {count === 1 ? '1 hour' : `${count} hours`}
              </option>
            ))}
          </select>
        </label>
        <label>
          Your name
          <input
            className={parts['field']}
            required
            value={by}
            onChange={(event) => setBy(event.target.value)}
          />
        </label>
        <label>
          Why
          <input
            className={parts['field']}
            required
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </label>
        <WriteProblem error={error} />
        <Button type="submit" disabled={matchers === null}>
          Silence
        </Button>
      </form>
    </Dialog>
  )
}
