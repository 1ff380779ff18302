import { useState } from 'react'
import { ApiError } from '../api/client.ts'
import { keepToken } from '../api/token.ts'
import parts from './parts.module.css'

/** Why the server did not do it; where a token is missing, a field for one of the role that may. */
export function WriteProblem({ error }: { readonly error: Error | null }) {
  const [token, setToken] = useState('')
  if (error === null) return null
  return (
    <div role="alert">
      <p>{error.message}</p>
      {error instanceof ApiError && error.status === 401 ? (
        <input
          className={parts['field']}
          type="password"
          autoComplete="off"
          aria-label="Token of the role write"
          placeholder="Token of the role write"
          value={token}
          onChange={(event) => {
            setToken(event.target.value)
            keepToken(event.target.value.trim())
          }}
        />
      ) : null}
    </div>
  )
}
