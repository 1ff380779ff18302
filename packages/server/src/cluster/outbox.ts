import type { Block } from '@unloop/store'

/** Where blocks go; while the store does not take them, they are offered again after each pause. */
export interface OutboxOptions {
  readonly store: { insert(block: Block): Promise<void> }
  readonly pauseMs: number
  /** Told once for each time that the store stops taking. */
  readonly onFailure: (error: unknown) => void
}

/** Beyond this the oldest blocks go: they are counted, and said. */
const MAX_BYTES = 64 << 20

/** Blocks on their way to the store: what it cannot take now waits, in order. */
export class Outbox {
  readonly #options: OutboxOptions
  #blocks: Block[] = []
  #bytes = 0
  #sending: Promise<void> | null = null
  #failed = false
  /** Rows that had to go, as the store took none for too long. */
  droppedRows = 0

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  add(blocks: readonly Block[]): void {
    for (const block of blocks) {
      this.#blocks.push(block)
      this.#bytes += block.bytes.length
    }
    while (this.#bytes > MAX_BYTES && this.#blocks.length > 1)
      this.droppedRows += this.#shift()?.rows ?? 0
    void this.send()
  }

  /** Resolves once all is stored, or the store takes no more. */
  send(): Promise<void> {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null
    })
    return this.#sending
  }

  async #send(): Promise<void> {
    for (let block = this.#blocks[0]; block !== undefined; block = this.#blocks[0]) {
      try {
        await this.#options.store.insert(block)
        if (this.#blocks[0] === block) this.#shift()
        this.#failed = false
      } catch (error) {
        if (!this.#failed) this.#options.onFailure(error)
        this.#failed = true
        setTimeout(() => void this.send(), this.#options.pauseMs).unref()
        return
      }
    }
  }

  #shift(): Block | undefined {
    const block = this.#blocks.shift()
    this.#bytes -= block?.bytes.length ?? 0
    return block
  }
}
