/** What the Operation of a lock was doing, and what its sudden end may leave. */
export interface OperationWords {
  readonly does: string
  /** A full sentence on what may be half done, or null where the operation only reads. */
  readonly leaves: string | null
}

const CHANGES =
  'If it was cut short, resources may exist that the state does not know: read the next plan before you apply it.'
const STATE = 'If it was cut short, compare the state with the last version that you know.'

/**
 * Names of operations: `backendrun.OperationType` (apply, plan, refresh), what backends write when they make a new state (init),
 * and the reasons that commands give to `clistate.Locker.Lock` (internal/command of Terraform 0.12 to 1.13 and OpenTofu 1.6 to
 * 1.10).
 */
const OPERATIONS: Readonly<Record<string, OperationWords>> = {
  OperationTypeApply: { does: 'apply or destroy', leaves: CHANGES },
  OperationTypePlan: { does: 'plan', leaves: null },
  OperationTypeRefresh: { does: 'refresh', leaves: STATE },
  init: { does: 'init (making a new state)', leaves: null },
  'backend from plan': { does: 'apply of a saved plan', leaves: CHANGES },
  'migration source state': { does: 'moving the state to another backend', leaves: STATE },
  'migration destination state': { does: 'moving the state to another backend', leaves: STATE },
  taint: { does: 'taint', leaves: STATE },
  untaint: { does: 'untaint', leaves: STATE },
  'state-mv': { does: 'state mv', leaves: STATE },
  'state-rm': { does: 'state rm', leaves: STATE },
  'state-push': { does: 'state push', leaves: STATE },
  'state-replace-provider': { does: 'state replace-provider', leaves: STATE },
  'workspace-new': { does: 'workspace new', leaves: null },
  'workspace-delete': { does: 'workspace delete', leaves: STATE },
}

/** Of a name that is not known, the name itself. */
export function operationWords(operation: string): OperationWords {
  return (
    (Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined) ?? {
      does: operation,
      leaves: STATE,
    }
  )
}
