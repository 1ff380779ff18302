import { BlockWriter, type Block } from '@unloop/store'

/** One Kubernetes event, as it was at one moment. */
export interface EventRow {
  readonly ns: bigint
  readonly cluster: string
  readonly namespace: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly container: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
  readonly component: string
  readonly node: string
  readonly eventUid: string
}

/** Events → blocks of the table `events`. */
export class EventSink {
  readonly #writer = new BlockWriter('events')

  add({ ns, eventUid, ...rest }: EventRow): void {
    this.#writer.addRow({ ts: ns, event_uid: eventUid, ...rest })
  }

  finish(): Block | null {
    return this.#writer.finish()
  }

  clear(): void {
    this.#writer.clear()
  }
}
