import type { TemplateData } from '../template/data.ts'

/** One message to be sent. */
export interface Notification {
  readonly groupKey: string
  readonly data: TemplateData
  /** What the integration stored with the last message of this group. */
  readonly store: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** What is to be stored with a message that was sent. */
export interface Delivered {
  readonly store?: Readonly<Record<string, string>>
}

/** One entry of a receiver, ready to send. */
export interface Integration {
  /** Such as `slack`. */
  readonly name: string
  /** Its place among the receiver's entries of the same kind. */
  readonly index: number
  readonly sendResolved: boolean
  /** @throws {NotifyError} */
  readonly notify: (notification: Notification) => Promise<Delivered>
}
