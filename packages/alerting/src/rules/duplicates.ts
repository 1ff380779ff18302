import { compareStrings } from '@unloop/gotemplate'
import type { RuleGroupConfig } from './rule-schema.ts'

/** Rules that write the same series, in promtool's words; undefined if there are none. */
export function duplicateRules(groups: readonly RuleGroupConfig[]): string | undefined {
  const counts = new Map<string, { readonly name: string; readonly labels: Pairs; count: number }>()
  for (const group of groups)
    for (const rule of group.rules ?? []) {
      const name = rule.alert === '' ? rule.record : rule.alert
      const labels = Object.entries({ ...group.labels, ...rule.labels }).toSorted(([a], [b]) =>
        compareStrings(a, b),
      )
      const key = JSON.stringify([name, labels])
      const known = counts.get(key) ?? { name, labels, count: 0 }
      counts.set(key, known)
      known.count++
    }
  const repeated = [...counts]
    .filter(([, { count }]) => count > 1)
    .toSorted(([a], [b]) => compareStrings(a, b))
    .map(([, { name, labels }]) => `Metric: ${name}\nLabel(s):\n${labels.map(pair).join('')}`)
  if (repeated.length === 0) return undefined
  return `${repeated.length} duplicate rule(s) found.\n${repeated.join('')}Might cause inconsistency while recording expressions`
}

/** Labels in the order of their names. */
type Pairs = readonly (readonly [string, string])[]

/** A label as promtool prints it. */
function pair([name, value]: readonly [string, string]): string {
  return `\t${name}: ${value}\n`
}
