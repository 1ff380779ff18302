/** A notification that was not delivered. Its text names no secret and no address. */
export class NotifyError extends Error {
  override readonly name = 'NotifyError'
  /** Whether another try may succeed. */
  readonly isRetryable: boolean

  constructor(message: string, isRetryable: boolean, cause?: unknown) {
    super(message, { cause })
    this.isRetryable = isRetryable
  }
}
