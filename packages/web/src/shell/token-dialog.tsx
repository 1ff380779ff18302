import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keepToken } from '../api/token.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import parts from '../parts/parts.module.css'

/** Asks for a token; it is kept for this tab only. */
export function TokenDialog() {
  const client = useQueryClient()
  const [token, setToken] = useState('')
  return (
    // It cannot be closed: without a token there is nothing to see.
    <Dialog title="This server asks for a token" onClose={() => undefined}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keepToken(token.trim())
          void client.invalidateQueries()
        }}
      >
        <p>
          Give one of the role <code>read</code>, from the file that the server was started with. It
          is forgotten with this tab.
        </p>
        <p style={{ display: 'flex', gap: 8, marginTop: 10 }}>
          <input
            className={parts['field']}
            type="password"
            autoComplete="off"
            aria-label="Token"
            style={{ flex: 1 }}
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
          <Button type="submit">Use it</Button>
        </p>
      </form>
    </Dialog>
  )
}
