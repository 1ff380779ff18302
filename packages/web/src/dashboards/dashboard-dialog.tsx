import { useState, type FormEvent } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import type { Imported, Panel } from './grafana.ts'
import css from '../alerts/alerts.module.css'
import parts from '../parts/parts.module.css'

export interface DashboardDialogProps {
  /** As it is kept, or a new one. */
  readonly dashboard: Imported
  /** Nothing is changed before `onSave`. */
  readonly onClose: () => void
  readonly onSave: (dashboard: Imported) => void
}

// As the choice of a panel's look words them.
const KINDS: Readonly<Record<Panel['kind'], string>> = {
  series: 'lines over time',
  stat: 'newest values',
  table: 'table of newest values',
}

const EMPTY: Panel = { title: '', kind: 'series', queries: [''], unit: '' }

/** A dashboard made or changed: its title, and each panel's title, look and queries. */
export function DashboardDialog({ dashboard, onClose, onSave }: DashboardDialogProps) {
  const [title, setTitle] = useState(dashboard.title)
  const [panels, setPanels] = useState(dashboard.panels)
  const change = (at: number, next: Partial<Panel>) =>
    setPanels(panels.map((panel, index) => (index === at ? { ...panel, ...next } : panel)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const whole = panels.map((panel) => ({
      ...panel,
      queries: panel.queries.filter((query) => query.trim() !== ''),
    }))
    onSave({ ...dashboard, title: title.trim(), panels: whole })
  }
  return (
    <Dialog title="Dashboard" onClose={onClose}>
      <form className={css['form']} onSubmit={submit}>
        <label>
          Title
          <input
            className={parts['field']}
            required
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        {panels.map((panel, at) => (
          <PanelFields
            key={at}
            number={at + 1}
            panel={panel}
            onChange={(next) => change(at, next)}
            onRemove={() => setPanels(panels.filter((_, index) => index !== at))}
          />
        ))}
        <Button onClick={() => setPanels([...panels, EMPTY])}>Add a panel</Button>
        <Button type="submit">Save</Button>
      </form>
    </Dialog>
  )
}

/** One panel's fields within the dialog. */
interface PanelFieldsProps {
  /** Counted from 1, for its legend. */
  readonly number: number
  readonly panel: Panel
  /** Given only the fields that change. */
  readonly onChange: (next: Partial<Panel>) => void
  readonly onRemove: () => void
}

/** Title, queries and look of one panel. Empty queries are dropped when the whole is saved, not while one types. */
function PanelFields({ number, panel, onChange, onRemove }: PanelFieldsProps) {
  return (
    <fieldset>
      <legend>Panel {number}</legend>
      <label>
        Title
        <input
          className={parts['field']}
          required
          value={panel.title}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </label>
      <label>
        Queries in PromQL, one a line
        <textarea
          className={parts['field']}
          rows={2}
          required
          spellCheck={false}
          value={panel.queries.join('\n')}
          onChange={(event) => onChange({ queries: event.target.value.split('\n') })}
        />
      </label>
      <label>
        Shown as
        <select
          className={parts['field']}
          value={panel.kind}
          onChange={(event) => onChange({ kind: event.target.value as Panel['kind'] })}
        >
          {Object.entries(KINDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Button onClick={onRemove} aria-label={`Remove panel ${number}`}>
        Remove
      </Button>
    </fieldset>
  )
}
