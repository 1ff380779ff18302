import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { WriteProblem } from '../parts/write-problem.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Prose } from '../parts/prose.tsx'
import { carryOut, tryPlan, type Ask, type Trial } from './api.ts'
import { Diff } from './diff.tsx'
import css from './fixes.module.css'
import parts from '../parts/parts.module.css'

export interface TrialDialogProps {
  readonly incident: string
  readonly plan: string
  readonly title: string
  readonly onClose: () => void
  /** Called once the server has begun. */
  readonly onDone: () => void
}

/** Shows what the API server would make of a plan, asks for what only a person knows, and carries it out once they agree. */
export function TrialDialog({ incident, plan, title, onClose, onDone }: TrialDialogProps) {
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const [error, setError] = useState<Error | null>(null)
  const wanted = { incident, plan, answers }
  const trial = useQuery({
    queryKey: ['trial', incident, plan, answers],
    queryFn: () => tryPlan(wanted),
    // What the cluster is like now is what counts.
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const apply = (replace: boolean) => {
    setError(null)
    void carryOut(wanted, replace).then(onDone, setError)
  }
  return (
    <Dialog title={title} onClose={onClose}>
      {trial.isPending ? <p role="status">The API server tries it; nothing is changed …</p> : null}
      <WriteProblem error={error ?? trial.error} />
      {trial.error === null ? null : (
        <p>
          <Button onClick={() => void trial.refetch()}>Try again</Button>
        </p>
      )}
      {trial.data === undefined ? null : trial.data.asks.length > 0 ? (
        <Asks asks={trial.data.asks} onAnswer={setAnswers} />
      ) : (
        <Agreement trial={trial.data} onAgree={apply} />
      )}
    </Dialog>
  )
}

interface AsksProps {
  readonly asks: readonly Ask[]
  readonly onAnswer: (answers: Readonly<Record<string, string>>) => void
}

/** A field for each value; they are sent with the plan and kept nowhere. */
function Asks({ asks, onAnswer }: AsksProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(values)
  }
  return (
    <form className={css['form']} onSubmit={submit}>
      {asks.map(({ name, what, secret }) => (
        <label key={name}>
          {what}
          <input
            className={parts['field']}
            required
            type={secret ? 'password' : 'text'}
            autoComplete="off"
            spellCheck={false}
            value={values[name] ?? ''}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        </label>
      ))}
      <Button type="submit">Try it</Button>
    </form>
  )
}

interface AgreementProps {
  readonly trial: Trial
  readonly onAgree: (replace: boolean) => void
}

/** All that changes, who would write over it, and the button that does it. */
function Agreement({ trial, onAgree }: AgreementProps) {
  const { changes, cluster, plan, replaced } = trial
  const [isAgreed, setAgreed] = useState(replaced.length === 0)
  if (changes.length === 0)
    return <p>The cluster has it already: there is nothing left to change.</p>
  return (
    <div className={css['agreement']}>
      {changes.map(({ object, op, diff, warnings, owners }) => (
        <section key={object} aria-label={object}>
          <h3>
            {object} <span className={css['op']}>{OPS[op]}</span>
          </h3>
          <Diff lines={diff} />
          {warnings.map((warning) => (
            <p key={warning}>The API server warns: {warning}</p>
          ))}
          {owners.map(({ instead, reverts }) => (
            <p key={instead} className={reverts ? css['reverts'] : undefined}>
              {instead}
            </p>
          ))}
        </section>
      ))}
      {replaced.length === 0 ? null : (
        <label className={css['agree']}>
          <input
            type="checkbox"
            checked={isAgreed}
            onChange={(event) => setAgreed(event.target.checked)}
          />
          {replaced.join(', ')} may be deleted and made anew
        </label>
      )}
      <p>
        It is proven afterwards, and put back by itself where it does not help.{' '}
        {plan.verify === '' ? null : (
          <>
            Proof: <Prose text={plan.verify} />
          </>
        )}
      </p>
      <p>
        <Button disabled={!isAgreed} onClick={() => onAgree(replaced.length > 0)}>
          Apply to {cluster}
        </Button>
      </p>
    </div>
  )
}

const OPS = {
  create: 'is made',
  patch: 'is changed',
  replace: 'is deleted and made anew',
} as const
