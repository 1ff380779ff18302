import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { expireSilence, type Silence } from './api.ts'
import { matchersText } from './matchers.ts'
import { WriteProblem } from '../parts/write-problem.tsx'

export interface ExpireDialogProps {
  readonly silence: Silence
  readonly onClose: () => void
  /** Called once the server has ended it. */
  readonly onDone: () => void
}

/** Asks first: what it silences is sent again at once. */
export function ExpireDialog({ silence, onClose, onDone }: ExpireDialogProps) {
  const [error, setError] = useState<Error | null>(null)
  return (
    <Dialog title="Expire this silence?" onClose={onClose}>
      <p>
        <code>{matchersText(silence.matchers)}</code> is told of again from now on.
      </p>
      <WriteProblem error={error} />
      <p style={{ marginTop: 10 }}>
        <Button onClick={() => void expireSilence(silence.id).then(onDone, setError)}>
          Expire it now
        </Button>
      </p>
    </Dialog>
  )
}
