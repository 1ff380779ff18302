import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, isFields, listOf, numberOf, textOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid, labelValueProblem, serviceNameProblem, subdomainProblem } from '../names.ts'
import { isTemplated } from '../placeholder.ts'
import { refusedCheck } from './refused-check.ts'

/** Ports of a Service, with the API server's defaults. */
const portsOf = ({ fields }: LintObject) =>
  listOf(at(fields, 'spec', 'ports')).map((fields, index) => ({
    fields,
    path: ['spec', 'ports', index] as Path,
    port: numberOf(at(fields, 'port')),
    protocol: textOf(at(fields, 'protocol')) ?? 'TCP',
    nodePort: numberOf(at(fields, 'nodePort')),
  }))

/** Whether a Service has no address of its own. */
const isHeadless = ({ fields }: LintObject): boolean => at(fields, 'spec', 'clusterIP') === 'None'

/** The type of a Service; ClusterIP unless stated. */
const typeOf = ({ fields }: LintObject): string => textOf(at(fields, 'spec', 'type')) ?? 'ClusterIP'

/** A Service needs ports unless it is headless or an alias (core validation, ValidateService). */
const withoutPorts = (object: LintObject): readonly Found[] =>
  object.apiVersion !== 'v1' ||
  !isFields(object.fields['spec']) ||
  portsOf(object).length > 0 ||
  isHeadless(object) ||
  typeOf(object) === 'ExternalName'
    ? []
    : [
        {
          path: ['spec'],
          message: 'The Service has no port.',
          refusal: { field: 'spec.ports', says: 'Required value' },
        },
      ]

/** Two ports of a Service differ in number or protocol. */
const twicePort = (object: LintObject): readonly Found[] => {
  const ports = object.apiVersion === 'v1' ? portsOf(object) : []
  return ports.flatMap(({ path, port, protocol }, index) =>
    port !== null &&
    ports.findIndex((each) => each.port === port && each.protocol === protocol) < index
      ? [
          {
            path: [...path, 'port'],
            message: `Port ${port}/${protocol} stands twice.`,
            refusal: {
              field: path,
              says: `Duplicate value: {"Name":"","Protocol":"${protocol}","AppProtocol":null,"Port":${port},"TargetPort":0,"NodePort":0}`,
            },
          },
        ]
      : [],
  )
}

/** The range of an API server without --service-node-port-range. */
const NODE_PORTS = { least: 30_000, most: 32_767 } as const

/** Ports of nodes are for Services that are reached from outside; the range is an option of the API server. */
const nodePorts = (object: LintObject): readonly Found[] =>
  (object.apiVersion === 'v1' ? portsOf(object) : []).flatMap(
    ({ path, nodePort }): readonly Found[] => {
      if (nodePort === null || nodePort === 0) return []
      const place = [...path, 'nodePort']
      if (typeOf(object) === 'ClusterIP')
        return [
          {
            path: place,
            message: `A Service of type ClusterIP has no port on the nodes; ${nodePort} needs type: NodePort.`,
            refusal: "Forbidden: may not be used when `type` is 'ClusterIP'",
          },
        ]
      const { least, most } = NODE_PORTS
      return nodePort >= least && nodePort <= most
        ? []
        : [
            {
              path: place,
              message: `${nodePort} is no port of nodes: they go from ${least} to ${most}, unless the cluster was set up otherwise.`,
              severity: 'may-crash',
              refusal: invalid(
                nodePort,
                `provided port is not in the valid range. The range of valid ports is ${least}-${most}`,
              ),
            },
          ]
    },
  )

/** What an alias leads to is a host name of DNS. */
const alias = (object: LintObject): readonly Found[] => {
  if (object.apiVersion !== 'v1' || typeOf(object) !== 'ExternalName') return []
  const name = textOf(at(object.fields, 'spec', 'externalName')) ?? ''
  if (name === '')
    return [
      {
        path: ['spec'],
        message: 'A Service of type ExternalName names no other host.',
        refusal: { field: 'spec.externalName', says: 'Required value' },
      },
    ]
  const problem = subdomainProblem(name.replace(/\.$/, ''))
  return problem === null
    ? []
    : [
        {
          path: ['spec', 'externalName'],
          message: `${JSON.stringify(name)} is no host name: neither a scheme, a port nor a path belongs here.`,
          refusal: invalid(name, problem),
        },
      ]
}

// The form of an address; whether it is one, the API server checks.
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|^[\da-fA-F]*:[\da-fA-F:.]+$/

const NO_ADDRESS = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'

/** Fields of a Service that contradict its type, or hold something else than an address. */
const typeFields = (object: LintObject): readonly Found[] => {
  if (object.apiVersion !== 'v1') return []
  const spec = fieldsOf(object.fields['spec'])
  const own = textOf(spec['clusterIP']) ?? ''
  const isOutside = /^(?:NodePort|LoadBalancer)$/.test(typeOf(object))
  const external = listOf(spec['externalIPs'])
  return [
    ...(own === '' || own === 'None' || isTemplated(own) || ADDRESS.test(own)
      ? []
      : [
          {
            path: ['spec', 'clusterIP'],
            message: `${own} is no address; a headless Service has clusterIP: None, with a capital letter.`,
            refusal: { field: 'spec.clusterIPs[0]', says: invalid(own, NO_ADDRESS) },
          },
        ]),
    ...(own === 'None' && isOutside
      ? [
          {
            path: ['spec', 'clusterIP'],
            message: `A Service of type ${typeOf(object)} cannot be headless.`,
            refusal: {
              field: 'spec.clusterIPs[0]',
              says: invalid('None', `may not be set to 'None' for ${typeOf(object)} services`),
            },
          },
        ]
      : []),
    ...(spec['externalTrafficPolicy'] !== undefined &&
    spec['externalTrafficPolicy'] !== '' &&
    typeOf(object) === 'ClusterIP' &&
    external.length === 0
      ? [
          {
            path: ['spec', 'externalTrafficPolicy'],
            message: 'Nothing from outside reaches a Service of type ClusterIP.',
            refusal: invalid(
              spec['externalTrafficPolicy'],
              'may only be set for externally-accessible services',
            ),
          },
        ]
      : []),
    ...external.flatMap((each, index) =>
      typeof each !== 'string' || ADDRESS.test(each) || isTemplated(each)
        ? []
        : [
            {
              path: ['spec', 'externalIPs', index],
              message: `${each} is no address.`,
              refusal: invalid(each, NO_ADDRESS),
            },
          ],
    ),
  ]
}

/** Values that no label can have select nothing. */
const selectorLabels = ({ fields, apiVersion }: LintObject): readonly Found[] =>
  apiVersion !== 'v1'
    ? []
    : Object.entries(fieldsOf(at(fields, 'spec', 'selector'))).flatMap(([key, value]) => {
        const problem = typeof value === 'string' ? labelValueProblem(value) : null
        return problem === null
          ? []
          : [
              {
                path: ['spec', 'selector', key],
                message: `${JSON.stringify(value)} is no valid value of a label.`,
                refusal: { field: 'spec.selector', says: invalid(value, problem) },
              },
            ]
      })

/** A path of an Ingress. */
interface IngressPath {
  readonly fields: unknown
  readonly path: Path
}

/** Paths of the current API version. */
const pathsOf = ({ fields, apiVersion }: LintObject): readonly IngressPath[] =>
  apiVersion !== 'networking.k8s.io/v1'
    ? []
    : listOf(at(fields, 'spec', 'rules')).flatMap((rule, index) =>
        listOf(at(rule, 'http', 'paths')).map((fields, at_) => ({
          fields,
          path: ['spec', 'rules', index, 'http', 'paths', at_],
        })),
      )

/** validateHTTPIngressPath: of Exact and Prefix alone the text is looked at. */
const pathText = ({ fields, path }: IngressPath): readonly Found[] => {
  const type = textOf(at(fields, 'pathType'))
  const text = textOf(at(fields, 'path')) ?? ''
  if (isTemplated(text) || (type === 'ImplementationSpecific' && text === '')) return []
  const place = at(fields, 'path') === undefined ? path : [...path, 'path']
  const says = !text.startsWith('/')
    ? 'must be an absolute path'
    : type === 'ImplementationSpecific' || !/\/\//.test(text)
      ? null
      : "must not contain '//'"
  return says === null
    ? []
    : [
        {
          path: place,
          message: `${JSON.stringify(text)} is no path of an Ingress: it ${says}.`,
          refusal: { field: [...path, 'path'], says: invalid(text, says) },
        },
      ]
}

/** networking validation, validateIngressServiceBackend: a Service, and its port by name or number. */
const backend = ({ fields, path }: IngressPath): readonly Found[] => {
  const service = at(fields, 'backend', 'service')
  if (!isFields(service)) return []
  const place = [...path, 'backend', 'service']
  const name = textOf(service['name']) ?? ''
  const number = at(service, 'port', 'number')
  const portName = textOf(at(service, 'port', 'name'))
  const problem = serviceNameProblem(name)
  if (problem !== null)
    return [
      {
        path: [...place, 'name'],
        message: `No Service can be named ${JSON.stringify(name)}.`,
        refusal: invalid(name, problem),
      },
    ]
  const field = [...path, 'backend']
  if (number === undefined && portName === null)
    return [
      {
        path: place,
        message: 'The backend names no port of the Service.',
        refusal: { field, says: 'Required value: port name or number is required' },
      },
    ]
  if (typeof number === 'number' && portName !== null)
    return [
      {
        path: [...place, 'port'],
        message: 'The backend has both the name and the number of a port.',
        refusal: { field, says: invalid('', 'cannot set both port name & port number') },
      },
    ]
  return typeof number !== 'number' || (number >= 1 && number <= 65_535)
    ? []
    : [
        {
          path: [...place, 'port', 'number'],
          message: `${number} is no port: they go from 1 to 65535.`,
          refusal: invalid(number, 'must be between 1 and 65535, inclusive'),
        },
      ]
}

/** networking validation, ValidateIngressSpec. */
const emptyIngress = (object: LintObject): readonly Found[] => {
  const { fields, apiVersion } = object
  if (apiVersion !== 'networking.k8s.io/v1') return []
  const isEmpty =
    at(fields, 'spec', 'defaultBackend') === undefined &&
    listOf(at(fields, 'spec', 'rules')).length === 0
  return isEmpty
    ? [
        {
          path: ['spec'],
          message: 'The Ingress has neither rules nor a default backend.',
          refusal: {
            field: 'spec',
            says: 'Invalid value: null: either `defaultBackend` or `rules` must be specified',
          },
        },
      ]
    : []
}

export const REFUSED_SERVICE_CHECKS: readonly Check[] = [
  refusedCheck({
    code: 'service-ports-invalid',
    title: 'A Service has no port, one of them twice, or a port of nodes that is not allowed',
    happens: 'The API server refuses the object: spec.ports: Required value.',
    fix: 'List each port once; ports of nodes go from 30000 to 32767 and need type: NodePort.',
    find: [
      inKinds(['Service'], withoutPorts),
      inKinds(['Service'], twicePort),
      inKinds(['Service'], nodePorts),
    ],
  }),
  refusedCheck({
    code: 'service-alias-invalid',
    title: 'A Service of type ExternalName names no host',
    happens: 'The API server refuses the object: spec.externalName: Required value.',
    fix: 'Write the name of the host alone under externalName.',
    find: inKinds(['Service'], alias),
  }),
  refusedCheck({
    code: 'service-fields-conflict',
    title: 'Fields of a Service contradict its type, or hold no address',
    happens:
      'The API server refuses the object: externalTrafficPolicy: may only be set for externally-accessible services.',
    fix: 'Keep what fits the type; clusterIP is an address or None.',
    find: [inKinds(['Service'], typeFields), inKinds(['Service'], selectorLabels)],
  }),
  refusedCheck({
    code: 'ingress-path-invalid',
    title: 'A path or a backend of an Ingress is not allowed, or there is none',
    happens: 'The API server refuses the object: path: must be an absolute path.',
    fix: 'Begin the path with /, and name the Service with one port.',
    find: [
      inKinds(['Ingress'], (object) => pathsOf(object).flatMap(pathText)),
      inKinds(['Ingress'], (object) => pathsOf(object).flatMap(backend)),
      inKinds(['Ingress'], emptyIngress),
    ],
  }),
]
