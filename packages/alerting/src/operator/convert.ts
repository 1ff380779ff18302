import { stringify } from 'yaml'
import { convertAlertmanagerConfig } from './alertmanager-config.ts'
import { type OperatorObject, readObjects } from './documents.ts'
import { fieldsOf, itemsOf, type Fields } from './fields.ts'
import { convertVmRule } from './vm-rules.ts'

/** A file as an operator would have made it. */
export interface Converted {
  /** YAML as Prometheus or Alertmanager reads it. */
  readonly text: string
  /** What had to be left out, a sentence each. */
  readonly notes: readonly string[]
  /** How many objects went into it. */
  readonly objects: number
}

/** The rules of PrometheusRule and VMRule objects as one file. Names of groups get their object's where two are alike. */
export function convertRules(texts: readonly string[]): Converted {
  const notes: string[] = []
  const objects = texts
    .flatMap(readObjects)
    .filter(({ kind }) => kind === 'PrometheusRule' || kind === 'VMRule')
  const groups = objects.flatMap((object) => {
    const converted = groupsOf(object)
    notes.push(...converted.notes.map((one) => `${object.namespace}/${object.name}: ${one}`))
    return converted.groups.map((group) => ({ object, group }))
  })
  const names = new Map<unknown, number>()
  for (const { group } of groups) names.set(group['name'], (names.get(group['name']) ?? 0) + 1)
  const named = groups.map(({ object, group }) =>
    (names.get(group['name']) ?? 0) > 1
      ? { ...group, name: `${object.namespace}/${object.name}/${String(group['name'])}` }
      : group,
  )
  return { text: written({ groups: named }), notes, objects: objects.length }
}

/** The groups of an object, in Prometheus' form. */
function groupsOf({ kind, spec }: OperatorObject) {
  if (kind === 'VMRule') return convertVmRule(spec)
  return { groups: itemsOf(spec['groups']).map(fieldsOf), notes: [] }
}

/** An alertmanager.yml of AlertmanagerConfig and VMAlertmanagerConfig objects, added to one that is there already. */
export function convertConfigs(texts: readonly string[], base: Fields): Converted {
  const objects = texts
    .flatMap(readObjects)
    .filter(({ kind }) => kind === 'AlertmanagerConfig' || kind === 'VMAlertmanagerConfig')
  const parts = objects.map(convertAlertmanagerConfig)
  const route = fieldsOf(base['route'])
  // Routes of objects come before those of the file, so that their alerts are not taken by a route for all.
  const added = parts.flatMap((part) => (part.route === undefined ? [] : [part.route]))
  const hasRoot = route['receiver'] !== undefined
  // Without a receiver of its own the root needs one that sends nothing: the operators call it `null`.
  const root = hasRoot ? {} : { receiver: 'null' }
  const list = (name: string, own: readonly Fields[]): Fields => {
    const all = [...itemsOf(base[name]), ...own]
    return all.length === 0 ? {} : { [name]: all }
  }
  const receivers = [
    ...(hasRoot ? [] : [{ name: 'null' }]),
    ...parts.flatMap((one) => one.receivers),
  ]
  const config = {
    ...base,
    route: { ...root, ...route, routes: [...added, ...itemsOf(route['routes'])] },
    ...list('receivers', receivers),
    ...list(
      'inhibit_rules',
      parts.flatMap((one) => one.inhibitRules),
    ),
    ...list(
      'time_intervals',
      parts.flatMap((one) => one.timeIntervals),
    ),
  }
  const notes = parts.flatMap((one) => one.notes)
  return { text: written(config), notes, objects: objects.length }
}

/** YAML 1.1, which Prometheus and Alertmanager read: `on` and `yes` are quoted. */
function written(value: unknown): string {
  return stringify(value, { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false })
}
