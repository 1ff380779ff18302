import type { ReadAs } from '@unloop/engine/evidence'

/** Adds up what was read, format by format, in the order of their first lines. */
export class Readings {
  readonly #byFormat = new Map<
    string,
    { lines: number; pods: Set<string>; containers: Set<string> }
  >()

  add(format: string, at: { lines: number; pod?: string | null; container?: string | null }): void {
    const known = this.#byFormat.get(format) ?? { lines: 0, pods: new Set(), containers: new Set() }
    this.#byFormat.set(format, known)
    known.lines += at.lines
    if (at.pod != null && at.pod !== '') known.pods.add(at.pod)
    if (at.container != null && at.container !== '')
      known.containers.add(`${at.pod ?? ''}/${at.container}`)
  }

  list(): readonly ReadAs[] {
    return [...this.#byFormat].map(([format, { lines, pods, containers }]) => ({
      format,
      lines,
      pods: pods.size,
      containers: containers.size,
    }))
  }
}
