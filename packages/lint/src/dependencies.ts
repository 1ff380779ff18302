import { dataOf, envText, sameNamespace, type Bundle } from './bundle.ts'
import type { LintObject } from './check.ts'
import { at, isFields, listOf, numberOf, wordOf } from './fields.ts'
import type { Site } from './workload.ts'

/** A Service of the bundle that a workload talks to, as its variables, arguments and settings say. */
export interface Dependency {
  readonly service: LintObject
  /** The Service's port that is named; null where none is. */
  readonly port: number | null
  /** What says so: `DATABASE_URL`, or an argument. */
  readonly said: string
}

/** Hosts in URLs, in `host:port` and in bare values; the rest of a name says which namespace is meant. */
const HOST =
  /(?:^|[/@,;=\s"'])([a-z](?:[a-z0-9-]*[a-z0-9])?)((?:\.[a-z0-9-]+)*)(?::(\d{1,5}))?(?=$|[/?,;\s"'])/gi

/** Services of the bundle that the pods of this workload name. */
export function dependenciesOf({ workload }: LintObject, bundle: Bundle): readonly Dependency[] {
  if (workload === null || bundle.kind('Service').length === 0) return []
  const found = new Map<string, Dependency>()
  for (const site of workload.sites)
    for (const { text, said } of textsOf(site, bundle))
      for (const [, name = '', rest = '', port] of text.matchAll(HOST)) {
        const [, namespace = workload.namespace, kind] = rest.split('.')
        if (kind !== undefined && kind !== 'svc') continue
        const service = bundle.find('Service', namespace, name)
        if (service === null || !sameNamespace(service.namespace, namespace)) continue
        const key = `${service.namespace}/${name}:${port ?? ''}`
        if (!found.has(key))
          found.set(key, { service, said, port: port === undefined ? null : Number(port) })
      }
  return [...found.values()]
}

/** A text in which an address may stand, and how it is referred to. */
interface Said {
  readonly text: string
  readonly said: string
}

/** Values of variables and arguments, those from ConfigMaps among them; of Secrets no value is read. */
function textsOf(site: Site, bundle: Bundle): readonly Said[] {
  const variables = site.env.map(({ name, value, from }) => ({
    said: name,
    text: value ?? envText(bundle, site.workload, from) ?? '',
  }))
  const sources = site.envFrom.flatMap(({ fields }) => {
    const ref = fields['configMapRef']
    const object = isFields(ref)
      ? bundle.find('ConfigMap', site.workload.namespace, wordOf(ref['name']))
      : null
    return object === null
      ? []
      : Object.keys(object.fields['data'] ?? {}).map((key) => ({
          said: key,
          text: dataOf(object, key) ?? '',
        }))
  })
  const words = site.argv.map(({ text }) => ({ said: text.slice(0, 60), text }))
  return [...variables, ...sources, ...words].filter(
    ({ text }) => text.length > 0 && text.length < MAX_TEXT,
  )
}

/** Longer values are files, which mention much that is never called. */
const MAX_TEXT = 2000

/** A port of a pod behind a Service: its number where the files tell, and its name. */
export interface TargetPort {
  readonly number: number | null
  readonly name: string | null
}

/** Where the Service leads on the pod: for a named port the number that the pod gives it. */
export function targetPortsOf(
  { service, port }: Dependency,
  pod: LintObject,
): readonly TargetPort[] {
  const ports = pod.workload?.sites.flatMap((site) => site.ports) ?? []
  return listOf(at(service.fields, 'spec', 'ports'))
    .filter((each) => port === null || numberOf(at(each, 'port')) === port)
    .map((each) => {
      const target = at(each, 'targetPort') ?? at(each, 'port')
      const isName = typeof target === 'string' && !/^\d+$/.test(target)
      const known = ports.find((one) =>
        isName ? one.name === target : one.port === Number(target),
      )
      return {
        name: isName ? target : (known?.name ?? null),
        number: isName ? (known?.port ?? null) : Number(target),
      }
    })
}
