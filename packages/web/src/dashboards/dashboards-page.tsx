import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Answered } from '../parts/answered.tsx'
import { Button } from '../parts/button.tsx'
import { Section } from '../parts/section.tsx'
import { Failure, Partial } from '../parts/states.tsx'
import { incidentsQuery } from '../queries/queries.ts'
import { DashboardDialog } from './dashboard-dialog.tsx'
import { importGrafana, type Imported } from './grafana.ts'
import { FRESH, keepDashboards, keptDashboards } from './kept.ts'
import { PanelView } from './panel-view.tsx'
import { Standing } from './standing.tsx'
import css from '../incidents/incidents.module.css'

/** Who crashes most, by what; and dashboards of the user's own, kept in this browser. */
export function DashboardsPage() {
  const incidents = useQuery(incidentsQuery)
  const [own, setOwn] = useState(keptDashboards)
  const [error, setError] = useState<unknown>(null)
  // The place of the one that is being changed; behind the last for a new one.
  const [edited, setEdited] = useState<number | null>(null)
  // What cannot be kept is still shown until the page is left.
  const save = (next: readonly Imported[]) => {
    setOwn(next)
    setEdited(null)
    try {
      keepDashboards(next)
      setError(null)
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <div className={css['page']} style={{ display: 'grid', gap: 22 }}>
      <div className={css['head']}>
        <h1>Dashboards</h1>
        <div className={css['views']}>
          <Button onClick={() => setEdited(own.length)}>New dashboard</Button>
          <Import onRead={(dashboard) => save([...own, dashboard])} onError={setError} />
        </div>
      </div>
      {error === null ? null : <Failure error={error} />}
      <Answered query={incidents} rows={8}>
        {(rows) => <Standing rows={rows} />}
      </Answered>
      {own.map((dashboard, index) => (
        <Section
          key={index}
          id={`own-${index}`}
          title={dashboard.title}
          tools={
            <>
              <Button onClick={() => setEdited(index)} aria-label={`Edit ${dashboard.title}`}>
                Edit
              </Button>
              <Button
                onClick={() => save(own.filter((_, at) => at !== index))}
                aria-label={`Remove ${dashboard.title}`}
              >
                Remove
              </Button>
            </>
          }
        >
          <Partial gaps={dashboard.left} />
          {dashboard.panels.map((panel, at) => (
            <PanelView key={at} panel={panel} />
          ))}
        </Section>
      ))}
      {edited === null ? null : (
        <DashboardDialog
          dashboard={own[edited] ?? FRESH}
          onClose={() => setEdited(null)}
          onSave={(dashboard) =>
            save([...own.slice(0, edited), dashboard, ...own.slice(edited + 1)])
          }
        />
      )}
    </div>
  )
}

/** Where an imported dashboard goes. */
interface ImportProps {
  readonly onRead: (dashboard: Imported) => void
  readonly onError: (error: unknown) => void
}

/** Reads a file that the user chooses; a wrong one is told and nothing changes. */
function Import({ onRead, onError }: ImportProps) {
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    try {
      onRead(importGrafana(await file.text()))
    } catch (cause) {
      onError(cause)
    }
  }
  return (
    <>
      <Button onClick={() => input.current?.click()}>Import Grafana JSON</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Dashboard of Grafana"
        onChange={(event) => void read(event.target.files?.[0])}
      />
    </>
  )
}
