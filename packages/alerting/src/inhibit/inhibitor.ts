import type { InhibitConfig } from '../config/inhibit.ts'
import { type Alert, isResolvedAt } from '../alerts/alert.ts'
import type { AlertStore } from '../alerts/store.ts'
import type { Clock } from '../clock/clock.ts'
import { type LabelSet, type Matcher, matcher, matchesAll } from '../matchers/matcher.ts'

/** A rule with both of its syntaxes as matchers. */
interface Rule {
  readonly source: readonly Matcher[]
  readonly target: readonly Matcher[]
  readonly equal: readonly string[]
}

/** Matchers of either syntax as one list. */
function allMatchers(
  match: Readonly<Record<string, string>>,
  regexps: InhibitConfig['source_match_re'],
  matchers: readonly Matcher[],
): readonly Matcher[] {
  return [
    ...Object.entries(match).map(([name, value]) => matcher(name, '=', value)),
    ...Object.entries(regexps).map(([name, regexp]) => matcher(name, '=~', regexp?.source ?? '')),
    ...matchers,
  ]
}

/** A rule as it is carried out. */
function rule(config: InhibitConfig): Rule {
  return {
    source: allMatchers(config.source_match, config.source_match_re, config.source_matchers),
    target: allMatchers(config.target_match, config.target_match_re, config.target_matchers),
    equal: config.equal ?? [],
  }
}

/** Values of the labels that must be equal; those missing on both sides count as equal. */
function equalKey(one: Rule, labels: LabelSet): string {
  return JSON.stringify(one.equal.map((name) => labels[name] ?? ''))
}

/** Which alerts are held back by others that fire. */
export class Inhibitor {
  readonly #rules: readonly {
    readonly rule: Rule
    readonly sources: Map<string, Map<string, Alert>>
  }[]
  readonly #clock: Clock
  readonly #stop: () => void

  constructor(configs: readonly InhibitConfig[], store: AlertStore, clock: Clock) {
    this.#rules = configs.map((config) => ({ rule: rule(config), sources: new Map() }))
    this.#clock = clock
    for (const one of store.list()) this.#take(one)
    this.#stop = store.listen((one) => this.#take(one))
  }

  /** Stops listening. Can be called again. */
  stop(): void {
    this.#stop()
  }

  /** Remembers an alert with each rule whose source it is. */
  #take(one: Alert): void {
    for (const { rule: each, sources } of this.#rules) {
      if (!matchesAll(each.source, one.labels)) continue
      const key = equalKey(each, one.labels)
      const group = sources.get(key) ?? new Map<string, Alert>()
      group.set(one.fingerprint, one)
      sources.set(key, group)
    }
  }

  /** Fingerprints of the alerts that hold one back; an alert that is both source and target needs a source that is no target. */
  inhibitedBy(labels: LabelSet): readonly string[] {
    const now = this.#clock.now()
    for (const { rule: each, sources } of this.#rules) {
      if (!matchesAll(each.target, labels)) continue
      const isSourceToo = matchesAll(each.source, labels)
      for (const [fingerprint, source] of sources.get(equalKey(each, labels)) ?? []) {
        if (isResolvedAt(source, now)) continue
        if (isSourceToo && matchesAll(each.target, source.labels)) continue
        return [fingerprint]
      }
    }
    return []
  }

  /** Forgets sources that are resolved. */
  collectGarbage(): void {
    const now = this.#clock.now()
    for (const { sources } of this.#rules) {
      for (const [key, group] of sources) {
        for (const [fingerprint, one] of group)
          if (isResolvedAt(one, now)) group.delete(fingerprint)
        if (group.size === 0) sources.delete(key)
      }
    }
  }
}
