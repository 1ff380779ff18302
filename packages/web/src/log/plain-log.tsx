import { useState } from 'react'
import type { LeveledLine } from './line.ts'
import { LogPanel, type LevelFloor } from './log-panel.tsx'

const NONE: ReadonlySet<number> = new Set()

/** Log lines to read and to find in, of no incident: nothing is decisive, and no line has an address of its own. */
export function PlainLog({ lines }: { readonly lines: readonly LeveledLine[] }) {
  const [find, setFind] = useState('')
  const [floor, setFloor] = useState<LevelFloor>('all')
  return (
    <LogPanel
      lines={lines}
      runs={[]}
      decisive={NONE}
      find={find}
      floor={floor}
      selected={-1}
      jump={0}
      onFind={setFind}
      onFloor={setFloor}
      onSelect={() => undefined}
    />
  )
}
