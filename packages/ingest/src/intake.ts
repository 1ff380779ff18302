import type { Block } from '@unloop/store'

/** What a request came to: blocks to store, and what was left out of them. */
export interface Intake {
  readonly blocks: readonly Block[]
  /** Records, points or spans that are stored. */
  readonly accepted: number
  readonly rejected: number
  /** Why the first of them was rejected; empty where none was. */
  readonly reason: string
}

/** A request that is wrong as a whole. */
export class IntakeError extends Error {
  readonly status: 400 | 413 | 415

  constructor(status: 400 | 413 | 415, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'IntakeError'
    this.status = status
  }
}

/** Counts what is left out, with the first reason. */
export class Rejections {
  count = 0
  reason = ''

  add(reason: string, count = 1): void {
    this.count += count
    if (this.reason === '') this.reason = reason
  }
}
