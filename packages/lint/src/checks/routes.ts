import { nearest } from '@unloop/engine/evidence'
import { matchesLabels, sameNamespace, type Bundle } from '../bundle.ts'
import { inObjects, type Check, type Finder, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, listOf, numberOf, textOf, wordOf, type Fields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { selects } from '../selector.ts'

/** Objects of these kinds in one of the API groups. */
const inGroup = (
  group: RegExp,
  kinds: RegExp,
  find: (object: LintObject, bundle: Bundle) => readonly Found[],
): Finder =>
  inObjects((object, bundle) =>
    kinds.test(object.kind) && group.test(object.apiVersion) ? find(object, bundle) : [],
  )

// Gateway API.
const GATEWAY_API = /^gateway\.networking\.k8s\.io\//
const ISTIO = /^networking\.istio\.io\//
const OPERATOR = /^monitoring\.coreos\.com\//

/** A port of a Service that a route leads to. */
interface ServicePort {
  readonly name: string
  readonly namespace: string
  readonly port: number | null
}

/** A Service that a route names; null where there is one, or where nobody knows. */
function serviceProblem(
  object: LintObject,
  bundle: Bundle,
  { name, namespace, port }: ServicePort,
): { readonly what: 'name' | 'port'; readonly message: string } | null {
  const service = bundle.find('Service', namespace, name)
  if (service === null) {
    const reference = bundle.refer('Service', namespace, name)
    // One that stands in the same file shows that the application's Services are here.
    const isHere = bundle
      .inNamespace('Service', namespace)
      .some(({ manifest }) => manifest.file === object.manifest.file)
    const isAbsent =
      reference.kind === 'absent' ||
      (isHere && !bundle.isBeside('Service', name) && !bundle.mayBeMade(name))
    const near = reference.kind === 'absent' ? reference.near : null
    return isAbsent
      ? {
          what: 'name',
          message: `No Service ${name} is among these files${near === null ? '' : `; is ${near} meant?`}.`,
        }
      : null
  }
  const ports = listOf(at(service.fields, 'spec', 'ports')).map((each) =>
    numberOf(at(each, 'port')),
  )
  if (port === null || ports.length === 0 || ports.includes(port)) return null
  if (wordOf(at(service.fields, 'spec', 'type')) === 'ExternalName') return null
  return {
    what: 'port',
    message: `Service ${name} has no port ${port} (it has ${ports.join(', ')}).`,
  }
}

const GATEWAY_ROUTE = /^(?:HTTP|GRPC|TCP|TLS|UDP)Route$/

/** Backends of a Gateway API route; a route of another namespace needs a ReferenceGrant, which is not judged. */
const routeBackends = (object: LintObject, bundle: Bundle): readonly Found[] =>
  listOf(at(object.fields, 'spec', 'rules')).flatMap((rule, index) =>
    listOf(at(rule, 'backendRefs')).flatMap((each, place) => {
      const { kind, group, name, namespace, port } = fieldsOf(each)
      if ((kind ?? 'Service') !== 'Service' || wordOf(group) !== '' || wordOf(name) === '')
        return []
      const problem = serviceProblem(object, bundle, {
        name: wordOf(name),
        namespace: textOf(namespace) ?? object.namespace,
        port: numberOf(port),
      })
      const path = ['spec', 'rules', index, 'backendRefs', place]
      return problem === null ? [] : [{ path: [...path, problem.what], message: problem.message }]
    }),
  )

/** Gateways are the platform's as often as the application's: only a like one tells that it was meant. */
const routeParents = (object: LintObject, bundle: Bundle): readonly Found[] =>
  listOf(at(object.fields, 'spec', 'parentRefs')).flatMap((each, index) => {
    const { kind, name, namespace, sectionName } = fieldsOf(each)
    if ((kind ?? 'Gateway') !== 'Gateway') return []
    const path = ['spec', 'parentRefs', index]
    const home = textOf(namespace) ?? object.namespace
    const gateway = bundle.find('Gateway', home, wordOf(name))
    if (gateway === null)
      return misspeltGateway(bundle, { namespace: home, name: wordOf(name) }, [...path, 'name'])
    const section = textOf(sectionName)
    const listeners = listOf(at(gateway.fields, 'spec', 'listeners')).map((one) =>
      wordOf(at(one, 'name')),
    )
    return section === null || listeners.length === 0 || listeners.includes(section)
      ? []
      : [
          {
            path: [...path, 'sectionName'],
            message: `Gateway ${wordOf(name)} has no listener ${section} (it has ${listeners.join(', ')}).`,
          },
        ]
  })

/** A Gateway that is nearly named; others may be the cluster's. */
function misspeltGateway(
  bundle: Bundle,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  path: Path,
): readonly Found[] {
  const names = bundle.inNamespace('Gateway', namespace).map((each) => each.name)
  const near = nearest(name, names)
  if (near === null || bundle.isBeside('Gateway', name)) return []
  return [{ path, message: `No Gateway ${name} is among these files; is ${near} meant?` }]
}

/** A destination of a VirtualService. */
interface Destination {
  readonly fields: Fields
  readonly path: Path
}

/** Destinations of all protocols. */
const destinationsOf = ({ fields }: LintObject): readonly Destination[] =>
  ['http', 'tcp', 'tls'].flatMap((protocol) =>
    listOf(at(fields, 'spec', protocol)).flatMap((rule, index) =>
      listOf(at(rule, 'route')).map((each, place) => ({
        fields: fieldsOf(at(each, 'destination')),
        path: ['spec', protocol, index, 'route', place, 'destination'],
      })),
    ),
  )

/** `web`, `web.shop`, `web.shop.svc.cluster.local`; null for hosts of other networks. */
function serviceOfHost(
  host: string,
  home: string,
): { readonly name: string; readonly namespace: string } | null {
  const [name = '', namespace, kind] = host.split('.')
  if (name === '' || /[*$]/.test(host)) return null
  if (namespace === undefined) return { name, namespace: home }
  return kind === 'svc' ? { name, namespace } : null
}

/** Hosts that a ServiceEntry adds to the mesh. */
const ownHosts = (bundle: Bundle): ReadonlySet<string> =>
  new Set(
    bundle
      .kind('ServiceEntry')
      .flatMap(({ fields }) => listOf(at(fields, 'spec', 'hosts')).map((each) => wordOf(each))),
  )

/** Destinations that are Services of the cluster. */
const istioDestinations = (object: LintObject, bundle: Bundle): readonly Found[] =>
  destinationsOf(object).flatMap(({ fields, path }) => {
    const host = wordOf(fields['host'])
    const service = serviceOfHost(host, object.namespace)
    if (service === null || ownHosts(bundle).has(host)) return []
    const port = numberOf(at(fields, 'port', 'number'))
    const problem = serviceProblem(object, bundle, { ...service, port })
    if (problem !== null)
      return [
        {
          path: [...path, ...(problem.what === 'name' ? ['host'] : ['port', 'number'])],
          message: problem.message,
        },
      ]
    return missingSubset(object, bundle, { fields, path })
  })

/** A subset is defined by a DestinationRule of the host. */
function missingSubset(
  object: LintObject,
  bundle: Bundle,
  { fields, path }: Destination,
): readonly Found[] {
  const subset = textOf(fields['subset'])
  const host = serviceOfHost(wordOf(fields['host']), object.namespace)
  if (subset === null || host === null) return []
  const rules = bundle.kind('DestinationRule').filter((rule) => {
    const other = serviceOfHost(wordOf(at(rule.fields, 'spec', 'host')), rule.namespace)
    return other?.name === host.name && sameNamespace(other.namespace, host.namespace)
  })
  const subsets = rules.flatMap((rule) =>
    listOf(at(rule.fields, 'spec', 'subsets')).map((each) => wordOf(at(each, 'name'))),
  )
  if (rules.length === 0 || subsets.includes(subset)) return []
  return [
    {
      path: [...path, 'subset'],
      message: `No DestinationRule of ${host.name} has the subset ${subset}${subsets.length === 0 ? '' : ` (there are ${subsets.join(', ')})`}.`,
    },
  ]
}

/** `mesh` is every sidecar. */
const istioGateways = (object: LintObject, bundle: Bundle): readonly Found[] =>
  listOf(at(object.fields, 'spec', 'gateways')).flatMap((each, index) => {
    const [first = '', second] = wordOf(each).split('/')
    if (first === 'mesh') return []
    const [namespace, name] = second === undefined ? [object.namespace, first] : [first, second]
    return bundle.find('Gateway', namespace, name) === null
      ? misspeltGateway(bundle, { namespace, name }, ['spec', 'gateways', index])
      : []
  })

/** Namespaces that a monitor looks into; its own unless stated. */
const namespacesOf = (object: LintObject): 'any' | readonly string[] => {
  const selector = fieldsOf(at(object.fields, 'spec', 'namespaceSelector'))
  if (selector['any'] === true) return 'any'
  const names = listOf(selector['matchNames']).map((each) => wordOf(each))
  return names.length === 0 ? [object.namespace] : names
}

/** Whether a namespace is among them. */
const isIn = (namespaces: 'any' | readonly string[], namespace: string): boolean =>
  namespaces === 'any' || namespaces.some((each) => sameNamespace(each, namespace))

/** Names of a Service's ports. */
const portNamesOf = (service: LintObject): readonly string[] =>
  listOf(at(service.fields, 'spec', 'ports')).map((each) => wordOf(at(each, 'name')))

/** What a monitor selects by the labels of Services; one that stands in the same file shows that it is meant. */
const serviceMonitor = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const selector = at(object.fields, 'spec', 'selector')
  const labels = fieldsOf(at(selector, 'matchLabels'))
  if (Object.keys(labels).length === 0) return []
  const namespaces = namespacesOf(object)
  const services = bundle.kind('Service').filter((each) => isIn(namespaces, each.namespace))
  const chosen = services.filter((each) =>
    selects(selector, fieldsOf(at(each.fields, 'metadata', 'labels'))),
  )
  const isHere = services.some(({ manifest }) => manifest.file === object.manifest.file)
  if (chosen.length === 0)
    return isHere || bundle.isComplete ? [noneSelected('Service', labels)] : []
  const names = chosen.flatMap(portNamesOf)
  return listOf(at(object.fields, 'spec', 'endpoints')).flatMap((each, index) => {
    const port = textOf(at(each, 'port'))
    return port === null || names.includes(port)
      ? []
      : [noSuchPort(['spec', 'endpoints', index, 'port'], port, names)]
  })
}

/** A PodMonitor names a port of a container. */
const podMonitor = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const selector = at(object.fields, 'spec', 'selector')
  const labels = fieldsOf(at(selector, 'matchLabels'))
  if (Object.keys(labels).length === 0) return []
  const namespaces = namespacesOf(object)
  const pods = bundle.workloads.filter((each) => isIn(namespaces, each.namespace))
  const chosen = pods.filter(
    ({ workload }) =>
      matchesLabels(labels, workload?.labels ?? {}) && selects(selector, workload?.labels ?? {}),
  )
  const isHere = pods.some(({ manifest }) => manifest.file === object.manifest.file)
  if (chosen.length === 0) return isHere || bundle.isComplete ? [noneSelected('pod', labels)] : []
  const names = chosen.flatMap(
    ({ workload }) =>
      workload?.sites.flatMap(({ ports }) => ports.map(({ name }) => name ?? '')) ?? [],
  )
  return listOf(at(object.fields, 'spec', 'podMetricsEndpoints')).flatMap((each, index) => {
    const port = textOf(at(each, 'port'))
    return port === null || names.includes(port)
      ? []
      : [noSuchPort(['spec', 'podMetricsEndpoints', index, 'port'], port, names)]
  })
}

/** The finding that a monitor selects nothing. */
const noneSelected = (what: string, labels: Fields): Found => ({
  path: ['spec', 'selector'],
  message: `No ${what} among these files has the labels ${Object.entries(labels)
    .map(([key, value]) => `${key}=${wordOf(value)}`)
    .join(', ')}.`,
})

/** The finding that a port is missing. */
const noSuchPort = (path: Path, port: string, names: readonly string[]): Found => ({
  path,
  message: `What it selects has no port named ${port}${names.length === 0 ? '' : ` (there are ${names.map((name) => (name === '' ? 'one without a name' : name)).join(', ')})`}.`,
})

export const ROUTE_CHECKS: readonly Check[] = [
  {
    code: 'route-backend-missing',
    severity: 'may-crash',
    title: 'A route leads to a Service, port or Gateway that is not there',
    happens:
      'The route is not accepted (BackendNotFound, NoMatchingParent), and requests are answered with 500 or 404.',
    fix: 'Correct the name or the port.',
    aliases: ['kubescape/C-0302'],
    find: [
      inGroup(GATEWAY_API, GATEWAY_ROUTE, routeBackends),
      inGroup(GATEWAY_API, GATEWAY_ROUTE, routeParents),
    ],
  },
  {
    code: 'virtualservice-target-missing',
    severity: 'may-crash',
    title: 'A VirtualService leads to a host, subset or Gateway that is not there',
    happens: 'Envoy answers 503 with the flag NC or UH, and callers fail.',
    fix: 'Correct the name, or add the Service, ServiceEntry or subset.',
    aliases: [],
    find: [
      inGroup(ISTIO, /^VirtualService$/, istioDestinations),
      inGroup(ISTIO, /^VirtualService$/, istioGateways),
    ],
  },
  {
    code: 'monitor-selects-nothing',
    severity: 'practice',
    title:
      'A ServiceMonitor or PodMonitor selects nothing of the files, or a port that is not there',
    happens: 'Prometheus has no target, and alerts of missing values stay silent.',
    fix: 'Use the labels of the Service or the pod template, and the name of one of its ports.',
    aliases: ['kube-linter/dangling-servicemonitor'],
    find: [
      inGroup(OPERATOR, /^ServiceMonitor$/, serviceMonitor),
      inGroup(OPERATOR, /^PodMonitor$/, podMonitor),
    ],
  },
]
