import type { LogStream } from '@unloop/engine/evidence'

const MAX_BYTES = 64 << 20

/** Logs of runs that have ended and so change no more, by the runtime's id of the container. The oldest go first. */
export class KeptLogs {
  readonly #streams = new Map<string, LogStream>()
  #bytes = 0

  /** The log as that of the run that it is now: the current one, or the one before. */
  get(containerId: string, run: LogStream['run']): LogStream | null {
    const stream = this.#streams.get(containerId)
    return stream === undefined ? null : { ...stream, run }
  }

  set(containerId: string, stream: LogStream): void {
    this.#delete(containerId)
    this.#streams.set(containerId, stream)
    this.#bytes += stream.text.length
    for (const oldest of this.#streams.keys()) {
      if (this.#bytes <= MAX_BYTES) return
      this.#delete(oldest)
    }
  }

  #delete(containerId: string): void {
    this.#bytes -= this.#streams.get(containerId)?.text.length ?? 0
    this.#streams.delete(containerId)
  }
}
