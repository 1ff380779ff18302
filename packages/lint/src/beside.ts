import { at, fieldsOf, wordOf, type Fields } from './fields.ts'
import type { Manifest } from './manifest.ts'

// Where a kind keeps the labels of its pods; other workloads have them in `spec.template`.
const PATHS = {
  Pod: ['metadata', 'labels'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
} as const

/** What stands among the files of a run, but in other sets: enough to say of nothing that it is missing. */
export class Beside {
  readonly #names = new Map<string, number>()
  /** Whether some set is handed to Flux, which puts values in. */
  readonly isSubstituted: boolean
  /** Pod templates by each of their labels. */
  readonly #labels = new Map<string, Template[]>()

  constructor(manifests: Iterable<Manifest>) {
    let isSubstituted = false
    for (const manifest of manifests) {
      const { object } = manifest
      isSubstituted ||= substitutes(object)
      const kind = wordOf(object['kind'])
      const key = `${kind}/${wordOf(at(object, 'metadata', 'name'))}`
      this.#names.set(key, (this.#names.get(key) ?? 0) + 1)
      const path = kind === 'Pod' || kind === 'CronJob' ? PATHS[kind] : TEMPLATE
      const labels = fieldsOf(at(object, ...path))
      for (const [key, value] of Object.entries(labels))
        this.#add(`${key}=${wordOf(value)}`, { labels, manifest })
    }
    this.isSubstituted = isSubstituted
  }

  /** How many objects of a name there are in all sets together. */
  count(kind: string, name: string): number {
    return this.#names.get(`${kind}/${name}`) ?? 0
  }

  /** Whether a selector of plain labels matches a pod template of another set. */
  selects(selector: Fields, isOwn: (manifest: Manifest) => boolean): boolean {
    const wanted = Object.entries(selector)
    const [first] = wanted
    const candidates =
      first === undefined ? [] : (this.#labels.get(`${first[0]}=${wordOf(first[1])}`) ?? [])
    return candidates.some(
      ({ labels, manifest }) =>
        wanted.every(([key, value]) => labels[key] === value) && !isOwn(manifest),
    )
  }

  /** Notes a template under a label; several workloads of other sets may have the same. */
  #add(key: string, template: Template): void {
    const known = this.#labels.get(key)
    if (known === undefined) this.#labels.set(key, [template])
    else known.push(template)
  }
}

/** Whether it is a Kustomization of Flux that fills in `${NAME}`. */
export function substitutes(object: Fields): boolean {
  return (
    wordOf(object['apiVersion']).startsWith('kustomize.toolkit.fluxcd.io/') &&
    at(object, 'spec', 'postBuild') !== undefined
  )
}

/** A pod template of another set. */
interface Template {
  readonly labels: Fields
  readonly manifest: Manifest
}

const TEMPLATE = ['spec', 'template', 'metadata', 'labels'] as const
