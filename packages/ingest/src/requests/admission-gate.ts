/** Bounds what is held in memory of requests that are under way. */
export class AdmissionGate {
  readonly #maxBytes: number
  #bytes = 0
  /** Requests that found no room. */
  turnedAway = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  /** What gives the room back, once; null where there is none. */
  enter(bytes: number): (() => void) | null {
    if (this.#bytes > 0 && this.#bytes + bytes > this.#maxBytes) {
      this.turnedAway++
      return null
    }
    this.#bytes += bytes
    let isHeld = true
    return () => {
      if (isHeld) this.#bytes -= bytes
      isHeld = false
    }
  }
}
