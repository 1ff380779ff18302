import { isPodHeader, KNOWN_STATUS, type PodTableRow } from './pod-table.ts'
import { ageSeconds } from './time.ts'

/** Where a table of pods has what; tables copied from k9s, Lens and the like name and order their columns freely. */
export interface Columns {
  readonly isTabbed: boolean
  readonly names: readonly string[]
}

/** `NAMESPACE↑  NAME  PF READY STATUS RESTARTS …` of k9s, `Name⇥Namespace⇥…⇥Restarts⇥…⇥Status` of Lens; null for any other line. */
export function viewerColumns(text: string): Columns | null {
  if (text.length > 500 || !/status/i.test(text) || isPodHeader(text)) return null
  const isTabbed = text.includes('\t')
  const names = cellsOf(text, isTabbed).map((cell) =>
    cell
      .toLowerCase()
      .replace(/[^a-z %/]/g, '')
      .trim(),
  )
  const isOfPods = ['name', 'status', 'restarts'].every((name) => names.includes(name))
  return isOfPods && /^[\s\w()%/↑↓▲▼:.-]+$/.test(text) ? { isTabbed, names } : null
}

/** A row below such a header. */
export function viewerRow(text: string, columns: Columns): PodTableRow | null {
  const cells = cellsOf(text.replace(/\s\([\w ]+ ago\)/, ''), columns.isTabbed)
  if (cells.length !== columns.names.length) return null
  const cell = (name: string): string => cells[columns.names.indexOf(name)] ?? ''
  const [name, status, restarts] = [cell('name'), cell('status'), cell('restarts')]
  if (!/^[a-z0-9][-a-z0-9.]*$/.test(name) || !KNOWN_STATUS.test(status)) return null
  if (!/^\d+$/.test(restarts)) return null
  const [, ready, of] = /^(\d+)\/(\d+)$/.exec(cell('ready')) ?? []
  const containers = Number(of ?? (/^\d+$/.exec(cell('containers'))?.[0] || 1))
  const namespace = cell('namespace')
  return {
    namespace: /^[a-z0-9][-a-z0-9]*$/.test(namespace) ? namespace : null,
    name,
    ready: ready === undefined ? (status === 'Running' ? containers : 0) : Number(ready),
    containers,
    status,
    restarts: Number(restarts),
    restartedAgo: null,
    age: ageSeconds(cell('age')),
    node: /^[a-z0-9][-a-z0-9.]*$/.test(cell('node')) ? cell('node') : null,
    ip: null,
  }
}

const cellsOf = (text: string, isTabbed: boolean): readonly string[] =>
  isTabbed ? text.split('\t').map((cell) => cell.trim()) : text.trim().split(/\s+/)
