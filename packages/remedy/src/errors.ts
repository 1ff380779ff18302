/** Why a remedy could not be applied, watched or undone; never renamed. */
export type RemedyErrorCode =
  | 'kind-unknown'
  | 'not-allowed'
  | 'object-gone'
  | 'changed-meanwhile'
  | 'rejected'
  | 'api-failed'
  | 'interrupted'
  | 'value-missing'
  | 'journal-broken'
  | 'owned-elsewhere'
  | 'system-namespace'
  | 'paused'
  | 'no-revision'
  | 'not-editable'
  | 'look-failed'

/** Both texts are full sentences: what happened, and what to do next. */
export class RemedyError extends Error {
  readonly code: RemedyErrorCode
  readonly next: string

  constructor(code: RemedyErrorCode, message: string, next: string) {
    super(message)
    this.name = 'RemedyError'
    this.code = code
    this.next = next
  }
}
