import { useMemo, useState, type KeyboardEvent } from 'react'
import type { IncidentRow } from '../api/answers.ts'
import { Dialog } from '../parts/dialog.tsx'
import { PAGES } from './pages.ts'
import css from './shell.module.css'
import parts from '../parts/parts.module.css'

export interface PaletteProps {
  readonly incidents: readonly IncidentRow[]
  /** Follows an address of this page without loading it anew. */
  readonly go: (href: string) => void
  readonly onClose: () => void
}

/** Something to go to. */
interface Option {
  readonly href: string
  readonly text: string
  /** Its key, or its place. */
  readonly note: string
}

// Options shown.
const MOST = 30

/** Every page and every incident by a few letters of its name. */
export function Palette({ incidents, go, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const options = useMemo(() => optionsOf(incidents), [incidents])
  const words = text.toLowerCase().split(/\s+/)
  const found = options
    .filter(({ text: own, note }) =>
      words.every((word) => `${own} ${note}`.toLowerCase().includes(word)),
    )
    .slice(0, MOST)
  const choose = (option: Option | undefined) => {
    if (option === undefined) return
    onClose()
    // The drop page is a document of its own, with a policy of its own.
    if (option.href === '/drop') location.assign(option.href)
    else go(option.href)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Enter') choose(found[at])
    else return
    event.preventDefault()
  }
  return (
    <Dialog title="Go to" onClose={onClose}>
      <div className={css['palette']}>
        <input
          className={parts['field']}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-options"
          aria-activedescendant={found.length === 0 ? undefined : `palette-${at}`}
          aria-label="Page or incident"
          placeholder="Page, workload, cause …"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
        <div className={css['options']} role="listbox" id="palette-options" aria-label="Found">
          {found.map((option, index) => (
            <div
              key={option.href}
              id={`palette-${index}`}
              role="option"
              aria-selected={index === at}
              onClick={() => choose(option)}
            >
              <span>{option.text}</span>
              <small>{option.note}</small>
            </div>
          ))}
        </div>
      </div>
    </Dialog>
  )
}

/** All pages and all incidents. */
function optionsOf(incidents: readonly IncidentRow[]): Option[] {
  const pages = PAGES.map(({ path, name, key }) => ({ href: path, text: name, note: `g ${key}` }))
  const rows = incidents.map(({ id, title, namespace, workload }) => ({
    href: `/i/${encodeURIComponent(id)}`,
    text: title,
    note: `${namespace}/${workload}`,
  }))
  return [...pages, ...rows]
}
