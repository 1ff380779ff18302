import { createHash } from 'node:crypto'
import { expandTemplate, type compileRe2 } from '@unloop/promql'

/** As Prometheus names them (model/relabel, Action). */
export const RELABEL_ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const

type RelabelAction = (typeof RELABEL_ACTIONS)[number]

/** A step of `relabel_configs`, with Prometheus' defaults. */
export interface RelabelRule {
  readonly sourceLabels: readonly string[]
  readonly separator: string
  readonly regex: ReturnType<typeof compileRe2>
  readonly modulus: number
  readonly targetLabel: string
  readonly replacement: string
  readonly action: RelabelAction
}

const LABEL_NAME = /^[a-zA-Z_]\w*$/

/** Changes labels by rules, in order (Prometheus' model/relabel). False where one of them drops what the labels are of. */
export function relabel(labels: Map<string, string>, rules: readonly RelabelRule[]): boolean {
  return rules.every((rule) => apply(labels, rule))
}

function apply(labels: Map<string, string>, rule: RelabelRule): boolean {
  const { action, regex, targetLabel } = rule
  const value = rule.sourceLabels.map((name) => labels.get(name) ?? '').join(rule.separator)
  switch (action) {
    case 'keep':
      return regex.matches(value)
    case 'drop':
      return !regex.matches(value)
    case 'keepequal':
      return (labels.get(targetLabel) ?? '') === value
    case 'dropequal':
      return (labels.get(targetLabel) ?? '') !== value
    case 'replace':
      replace(labels, value, rule)
      return true
    case 'lowercase':
      set(labels, targetLabel, value.toLowerCase())
      return true
    case 'uppercase':
      set(labels, targetLabel, value.toUpperCase())
      return true
    case 'hashmod':
      set(labels, targetLabel, String(hashOf(value) % BigInt(rule.modulus)))
      return true
    default:
      byName(labels, rule)
      return true
  }
}

function replace(labels: Map<string, string>, value: string, rule: RelabelRule): void {
  const matcher = rule.regex.matcher(value)
  if (!matcher.matches()) return
  const name = expandTemplate(rule.targetLabel, matcher, rule.regex)
  if (LABEL_NAME.test(name))
    set(labels, name, expandTemplate(rule.replacement, matcher, rule.regex))
}

/** What goes by the names of labels: `labelmap`, `labeldrop`, `labelkeep`. */
function byName(labels: Map<string, string>, { action, regex, replacement }: RelabelRule): void {
  // A copy: what is added is not looked at again.
  for (const [name, value] of [...labels]) {
    const matcher = regex.matcher(name)
    const isMatch = matcher.matches()
    if (action === 'labelmap') {
      if (isMatch) set(labels, expandTemplate(replacement, matcher, regex), value)
    } else if (isMatch === (action === 'labeldrop')) labels.delete(name)
  }
}

/** An empty label is none. */
function set(labels: Map<string, string>, name: string, value: string): void {
  if (value === '') labels.delete(name)
  else labels.set(name, value)
}

/** The last eight bytes of the MD5, as Prometheus counts them. */
function hashOf(value: string): bigint {
  return createHash('md5').update(value).digest().readBigUInt64BE(8)
}
