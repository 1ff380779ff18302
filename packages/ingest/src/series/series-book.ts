import { BlockWriter, type Block } from '@unloop/store'
import { seriesId, type Labels } from './labels.ts'

/** The two halves of a series' id. */
export interface SeriesId {
  readonly low: number
  readonly high: number
}

interface Known extends SeriesId {
  /** A second hash of the key's bytes, so that two label sets of one hash are not one. */
  readonly check: number
  readonly day: number
}

const DAY_MS = 86_400_000
const MAX_KNOWN = 500_000

/** Gives label sets their ids, and writes each set once a day that it is alive. */
export class SeriesBook {
  readonly #known = new Map<number | string, Known>()
  readonly #writer = new BlockWriter('series')
  readonly #id = this.#writer.long('id')
  readonly #name = this.#writer.symbol('name')
  readonly #labels = this.#writer.map('labels')
  readonly #day = this.#writer.long('day')

  /**
   * The id for a label set that is known by a key: a hash of the bytes it came as, and a check of the same bytes by
   * another hash. `read` is called only where it is not known.
   */
  lookUp(
    key: { readonly hash: number | string; readonly check: number },
    ms: number,
    read: () => Labels,
  ): SeriesId {
    const day = Math.floor(ms / DAY_MS)
    const known = this.#known.get(key.hash)
    if (known !== undefined && known.check === key.check && known.day >= day) return known
    const labels = read()
    const id = seriesId(labels)
    const entry: Known = {
      low: Number(id & 0xffff_ffffn),
      high: Number(id >> 32n),
      check: key.check,
      day,
    }
    this.#write(id, labels, day)
    if (this.#known.size >= MAX_KNOWN) this.#forgetOldest()
    this.#known.set(key.hash, entry)
    return entry
  }

  get size(): number {
    return this.#known.size
  }

  /** The label sets that are new. */
  finish(): Block | null {
    return this.#writer.finish()
  }

  /** Forgets all, so that sets which could not be stored are written again. */
  reset(): void {
    this.#known.clear()
    this.#writer.clear()
  }

  #write(id: bigint, labels: Labels, day: number): void {
    this.#id.add(id)
    this.#day.addNumber(day * DAY_MS)
    let name = ''
    for (const [key, value] of labels) {
      if (key === '__name__') name = value
      else this.#labels.put(key, value)
    }
    this.#labels.end()
    this.#name.add(name)
    this.#writer.end()
  }

  // A map keeps the order of insertion.
  #forgetOldest(): void {
    let left = MAX_KNOWN / 10
    for (const key of this.#known.keys()) {
      if (left-- === 0) return
      this.#known.delete(key)
    }
  }
}
