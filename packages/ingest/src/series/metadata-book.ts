import { BlockWriter, type Block } from '@unloop/store'

/** What an exposition says of a metric in its `# TYPE`, `# HELP` and `# UNIT` lines. */
export interface Metadata {
  readonly name: string
  /** Prometheus' word: counter, gauge, histogram, gaugehistogram, summary, info, stateset, unknown. */
  readonly type: string
  readonly help: string
  readonly unit: string
}

const MAX_KNOWN = 50_000
const MAX_HELP = 1_000

/** Type, help and unit of metrics: each written when it is new or other than before. */
export class MetadataBook {
  readonly #known = new Map<string, string>()
  readonly #writer = new BlockWriter('metadata')

  add({ name, type, help, unit }: Metadata, nowMs: number): void {
    if (name === '') return
    const short = help.slice(0, MAX_HELP)
    const facts = `${type}\0${short}\0${unit}`
    if (this.#known.get(name) === facts) return
    if (this.#known.size >= MAX_KNOWN) this.#known.clear()
    this.#known.set(name, facts)
    this.#writer.addRow({ name, type, help: short, unit, updated: nowMs })
  }

  finish(): Block | null {
    return this.#writer.finish()
  }

  reset(): void {
    this.#known.clear()
    this.#writer.clear()
  }
}
