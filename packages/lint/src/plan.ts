import type { Bundle } from './bundle.ts'
import type { Check, Finder, Found, LintObject } from './check.ts'
import { isOwnGroup } from './workload.ts'

/** What a check found, and which one. */
export interface Finding {
  readonly check: Check
  readonly found: Found
}

/** A check with one of its finders. */
interface Step<Scope extends Finder['scope']> {
  readonly check: Check
  readonly finder: Extract<Finder, { readonly scope: Scope }>
}

/** The checks of a run, sorted by where they look: an object is walked over once, and asked only what concerns it. */
export class Plan {
  readonly #objects: Step<'object'>[] = []
  readonly #containers: Step<'container'>[] = []
  readonly #ephemeral: Step<'container'>[] = []
  readonly #byKind = new Map<string, readonly Step<'object'>[]>()
  readonly #byFacets = new Map<number, readonly Step<'container'>[]>()

  constructor(checks: readonly Check[]) {
    for (const check of checks) {
      for (const finder of [check.find].flat()) this.#add(check, finder)
    }
  }

  /** Sorts a finder by what it looks at, so that each object and container is gone through once. */
  #add(check: Check, finder: Finder): void {
    if (finder.scope === 'object') this.#objects.push({ check, finder })
    else {
      this.#containers.push({ check, finder })
      if (finder.alsoEphemeral) this.#ephemeral.push({ check, finder })
    }
  }

  /** All findings of one object: those of the object, then container by container. */
  run(object: LintObject, bundle: Bundle): readonly Finding[] {
    const into: Finding[] = []
    for (const { check, finder } of this.#ofKind(isOwnGroup(object.apiVersion) ? object.kind : ''))
      keep(into, check, finder.find(object, bundle))
    const { workload } = object
    if (workload === null) return into
    for (const site of workload.sites)
      for (const { check, finder } of this.#ofFacets(site.facets))
        keep(into, check, finder.find(site, bundle, object))
    for (const site of workload.ephemeral)
      for (const { check, finder } of this.#ephemeral)
        if (hasAll(finder.needs, site.facets)) keep(into, check, finder.find(site, bundle, object))
    return into
  }

  /** Containers are of few sorts: which checks concern a sort is worked out once. */
  #ofFacets(facets: number): readonly Step<'container'>[] {
    const known = this.#byFacets.get(facets)
    if (known !== undefined) return known
    const steps = this.#containers.filter(({ finder }) => hasAll(finder.needs, facets))
    this.#byFacets.set(facets, steps)
    return steps
  }

  /** Of objects of foreign groups, whose kinds may have any name, only what concerns every object. */
  #ofKind(kind: string): readonly Step<'object'>[] {
    const known = this.#byKind.get(kind)
    if (known !== undefined) return known
    const steps = this.#objects.filter(({ finder: { kinds } }) => kinds?.has(kind) ?? true)
    this.#byKind.set(kind, steps)
    return steps
  }
}

/** Whether a container has all facets of a check. */
const hasAll = (needs: number, facets: number): boolean => (needs & ~facets) === 0

/** Enough for any person; a generated file with more of one kind in one place says nothing new. */
const MAX_EACH = 50

/** Keeps the first findings: a broken template repeats its mistake in every item. */
function keep(into: Finding[], check: Check, all: readonly Found[]): void {
  const count = Math.min(all.length, MAX_EACH)
  for (let index = 0; index < count; index++) {
    const found = all[index]
    if (found !== undefined) into.push({ check, found })
  }
}
