import type { Alert } from '../alerts/alert.ts'
import { fingerprint } from '../alerts/fingerprint.ts'
import type { AlertStore } from '../alerts/store.ts'
import { groupLabels, matchRoutes, type Route } from '../routing/route.ts'
import { Group, type GroupOptions } from './group.ts'

/** What groups are made with. */
export interface DispatcherOptions extends Pick<
  GroupOptions,
  'clock' | 'flush' | 'beforeFlush' | 'renderLabels'
> {
  readonly route: Route
  readonly store: AlertStore
}

/** Sorts alerts into the groups of the routes that take them. */
export class Dispatcher {
  readonly #options: DispatcherOptions
  /** By route's id and the labels' fingerprint. */
  readonly #groups = new Map<string, Group>()
  #stopListening: (() => void) | undefined

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  /** Takes in what the store has, and what it gets from now on. */
  start(): void {
    for (const one of this.#options.store.list()) this.#take(one)
    this.#stopListening = this.#options.store.listen((one) => this.#take(one))
  }

  /** All groups, those without alerts among them until they are collected. */
  get groups(): readonly Group[] {
    return [...this.#groups.values()]
  }

  /** Puts an alert into a group of each route that takes it. */
  #take(one: Alert): void {
    for (const route of matchRoutes(this.#options.route, one.labels)) {
      const labels = groupLabels(route, one.labels)
      const key = `${route.id} ${fingerprint(labels)}`
      const group = this.#groups.get(key) ?? new Group({ ...this.#options, route, labels })
      this.#groups.set(key, group)
      group.insert(one)
    }
  }

  /** Ends groups without alerts. */
  async collectGarbage(): Promise<void> {
    for (const [key, group] of this.#groups) {
      if (!group.isEmpty) continue
      this.#groups.delete(key)
      await group.stop()
    }
  }

  /** Ends all groups; done when nothing is being sent any more. */
  async stop(): Promise<void> {
    this.#stopListening?.()
    await Promise.all(this.groups.map((group) => group.stop()))
  }
}
