import { fieldsOf, itemsOf, textOf, type Fields } from './fields.ts'

/** Fields of VictoriaMetrics' groups and rules that Prometheus has no word for; they change no result. */
const HARMLESS = ['concurrency', 'debug', 'update_entries_limit', 'notifier_headers', 'id']
const GROUP_FIELDS = ['name', 'interval', 'limit', 'labels']
const RULE_FIELDS = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations']

/** Groups of a VMRule, as far as Prometheus knows their fields. */
export interface ConvertedRules {
  /** As Prometheus' files have it. */
  readonly groups: readonly Fields[]
  /** What had to be left out, a sentence each. */
  readonly notes: readonly string[]
}

/** The groups of a VMRule as Prometheus has them. */
export function convertVmRule(spec: Fields): ConvertedRules {
  const notes: string[] = []
  const groups = itemsOf(spec['groups']).flatMap((item) => {
    const group = fieldsOf(item)
    const name = textOf(group['name'])
    const type = textOf(group['type'])
    if (type !== '' && type !== 'prometheus') {
      notes.push(`group ${JSON.stringify(name)} is left out: its rules are of type ${type}`)
      return []
    }
    const rules = itemsOf(group['rules']).map((rule) =>
      picked(fieldsOf(rule), RULE_FIELDS, (field) =>
        notes.push(`group ${JSON.stringify(name)}: ${field} of a rule is left out`),
      ),
    )
    const own = picked(group, [...GROUP_FIELDS, 'rules', 'type', 'eval_delay'], (field) =>
      notes.push(`group ${JSON.stringify(name)}: ${field} is left out`),
    )
    const { type: _type, eval_delay: delay, rules: _rules, ...rest } = own
    return [{ ...rest, ...(delay === undefined ? {} : { query_offset: delay }), rules }]
  })
  return { groups, notes }
}

/** The fields that are known; others are told of, unless they change nothing. */
function picked(
  fields: Fields,
  names: readonly string[],
  leaveOut: (field: string) => void,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (names.includes(name)) kept[name] = value
    else if (!HARMLESS.includes(name)) leaveOut(name)
  }
  return kept
}
