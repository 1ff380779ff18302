import type { Resource } from './resources.ts'

const MOST = 20

const list = (items: readonly string[]): string => {
  const shown = items.slice(0, 5)
  const more = items.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

interface Refusal {
  readonly resource: Resource
  readonly why: string
  readonly namespaces: Set<string>
}

/** Gathers what could not be read, and says each thing once. */
export class Gaps {
  readonly #sentences = new Set<string>()
  readonly #refusals = new Map<string, Refusal>()
  readonly #logs = new Map<string, string[]>()

  add(sentence: string): void {
    this.#sentences.add(sentence)
  }

  /** A kind that could not be listed; namespace null for the whole cluster. */
  refuse(resource: Resource, namespace: string | null, why: string): void {
    const key = `${resource.kind} ${why}`
    const known = this.#refusals.get(key) ?? { resource, why, namespaces: new Set<string>() }
    if (namespace !== null) known.namespaces.add(namespace)
    this.#refusals.set(key, known)
  }

  /** A log that could not be read, and why. */
  log(place: string, why: string): void {
    const places = this.#logs.get(why) ?? []
    places.push(place)
    this.#logs.set(why, places)
  }

  sentences(): readonly string[] {
    const refused = [...this.#refusals.values()].map(({ resource, why, namespaces }) => {
      const where = namespaces.size === 0 ? '' : ` in ${list([...namespaces])}`
      return `${resource.plural} could not be listed${where} (${why}): ${resource.without}.`
    })
    const logs = [...this.#logs]
      .slice(0, MOST)
      .map(([why, places]) => `Log of ${list(places)}: ${why}.`)
    return [...this.#sentences, ...refused, ...logs]
  }
}
