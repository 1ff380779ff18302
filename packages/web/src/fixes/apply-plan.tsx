import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isApplicable } from '@unloop/engine/phrases'
import type { Fix } from '@unloop/engine/report'
import { Button } from '../parts/button.tsx'
import { statusQuery } from '../queries/queries.ts'
import { fixesQuery, isUnderWay } from './api.ts'
import { TrialDialog } from './trial-dialog.tsx'

export interface ApplyPlanProps {
  /** The id of the incident as the server keeps it. */
  readonly incident: string
  readonly fix: Fix
}

/** Has a plan carried out, after it was tried and agreed to; nothing where the server changes nothing, or can't do this plan. */
export function ApplyPlan({ incident, fix }: ApplyPlanProps) {
  const status = useQuery(statusQuery)
  const isAllowed = status.data?.fixes === true
  const fixes = useQuery({ ...fixesQuery(incident), enabled: isAllowed })
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  // A plan that only buys time is one for who stays and watches.
  if (!isAllowed || !isApplicable(fix) || fix.temporary === true) return null
  const isBusy = fixes.data?.some(isUnderWay) ?? false
  return (
    <>
      <p>
        <Button disabled={isBusy} onClick={() => setOpen(true)}>
          {isBusy ? 'A plan is being carried out' : 'Try it, then apply …'}
        </Button>
      </p>
      {isOpen ? (
        <TrialDialog
          incident={incident}
          plan={fix.id}
          title={fix.title}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            void client.invalidateQueries({ queryKey: fixesQuery(incident).queryKey })
          }}
        />
      ) : null}
    </>
  )
}
