import type { LintObject } from './check.ts'
import { at, isFields, listOf, wordOf } from './fields.ts'
import { isOwnGroup } from './workload.ts'

/** Secrets and ConfigMaps that something of the files makes at run time: operators, certificates, hooks, controllers. */
export class Made {
  /** Every text of custom resources and of Jobs that could be a name. */
  readonly #named = new Set<string>()
  /** Operators name what they make after the resource that they make it for: `orders-db-app`, `user.orders.credentials`. */
  readonly #owners: string[] = []
  /** Kinds that an account of the files may create. */
  readonly #creatable = new Set<string>()

  constructor(objects: readonly LintObject[]) {
    for (const object of objects) this.#read(object)
  }

  /** Whether something names it, or is named so that its operator may make it. */
  has(name: string): boolean {
    return this.#named.has(name) || this.isOfOwner(name)
  }

  /** Whether it is named after a custom resource, as its operator names what it makes for it. */
  isOfOwner(name: string): boolean {
    return this.#owners.some(
      (owner) => name.startsWith(`${owner}-`) || name.split('.').includes(owner),
    )
  }

  /** Whether a program of the files may make objects of the kind. */
  mayCreate(kind: string): boolean {
    return this.#creatable.has(kind)
  }

  /**
   * Reads who may make objects: Jobs by the words of their commands, roles by their rights, custom resources by their texts.
   */
  #read({ kind, name, apiVersion, fields, workload }: LintObject): void {
    if (workload?.isJob === true)
      for (const { argv } of workload.sites)
        for (const { text } of argv)
          for (const [word] of text.matchAll(/[a-z0-9][a-z0-9.-]*[a-z0-9]/g)) this.#named.add(word)
    if (kind === 'Role' || kind === 'ClusterRole') this.#allow(listOf(fields['rules']))
    if (isOwnGroup(apiVersion) || kind === 'CustomResourceDefinition') return
    if (name !== '' && !MAKES_NONE.test(kind) && this.#owners.length < MAX_OWNERS)
      this.#owners.push(name)
    this.#texts(fields, 0)
  }

  /** Notes what a role may create. */
  #allow(rules: readonly unknown[]): void {
    for (const rule of rules) {
      const verbs = listOf(at(rule, 'verbs'))
      if (!verbs.includes('create') && !verbs.includes('*')) continue
      if (!listOf(at(rule, 'apiGroups')).some((group) => group === '' || group === '*')) continue
      const resources = listOf(at(rule, 'resources'))
      if (resources.includes('secrets') || resources.includes('*')) this.#creatable.add('Secret')
      if (resources.includes('configmaps') || resources.includes('*'))
        this.#creatable.add('ConfigMap')
    }
  }

  /** Notes texts that may be names, at any depth. */
  #texts(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH) return
    if (typeof value === 'string') {
      if (value.length <= MAX_NAME) this.#named.add(wordOf(value))
    } else if (Array.isArray(value)) for (const each of value) this.#texts(each, depth + 1)
    else if (isFields(value)) for (const each of Object.values(value)) this.#texts(each, depth + 1)
  }
}

/** Kinds of which no operator makes Secrets or ConfigMaps. */
const MAKES_NONE =
  /Monitor$|Rule$|Route$|Policy$|^(?:VirtualService|DestinationRule|Gateway|ScaledObject|Rollout|Middleware|Issuer|ClusterIssuer)$/

// Names of ConfigMaps and Secrets that are kept.
const MAX_OWNERS = 500
// Levels of a custom resource.
const MAX_DEPTH = 12
// The longest name of an object (RFC 1123 subdomain).
const MAX_NAME = 253
