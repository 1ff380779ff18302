import type { LogStream } from '@unloop/engine/evidence'

const MAX_BYTES = 64 << 20
/** How long the log of a healthy sibling is taken as it was. */
const SIBLING_MS = 30_000

interface SiblingLog {
  readonly stream: LogStream
  /** Milliseconds since 1970. */
  readonly atMs: number
}

/**
 * Logs of runs that have ended and so change no more, by the runtime's id of the container; the oldest go first. Besides, for
 * a short time, those of healthy siblings.
 */
export class KeptLogs {
  readonly #streams = new Map<string, LogStream>()
  readonly #siblings = new Map<string, SiblingLog>()
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

  /** Undefined where it was read too long ago, or never. */
  sibling(key: string, nowMs: number): LogStream | undefined {
    for (const [place, { atMs }] of this.#siblings) {
      if (nowMs - atMs < SIBLING_MS) break
      this.#siblings.delete(place)
    }
    return this.#siblings.get(key)?.stream
  }

  setSibling(key: string, log: SiblingLog): void {
    this.#siblings.delete(key)
    this.#siblings.set(key, log)
  }

  #delete(containerId: string): void {
    this.#bytes -= this.#streams.get(containerId)?.text.length ?? 0
    this.#streams.delete(containerId)
  }
}
