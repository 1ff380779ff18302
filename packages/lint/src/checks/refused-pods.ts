import { inContainers, inPods, type Check, type Found } from '../check.ts'
import { at, fieldsOf, isFields, listOf, numberOf, wordOf, type Fields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid } from '../names.ts'
import type { Site, Workload } from '../workload.ts'
import { refusedCheck } from './refused-check.ts'

// Handlers of probes and hooks; exactly one is allowed.
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const

/** Two handlers in a probe or hook; in the order in which validation looks at them, the second one is refused. */
const twoHandlers = (fields: unknown, path: Path): readonly Found[] => {
  const [first, second] = HANDLERS.filter((each) => isFields(at(fields, each)))
  return first === undefined || second === undefined
    ? []
    : [
        {
          path: [...path, second],
          message: `It has both ${first} and ${second}, and one of them is allowed.`,
          refusal: 'Forbidden: may not specify more than 1 handler type',
        },
      ]
}

// Hooks of a container.
const HOOKS = ['postStart', 'preStop'] as const

/** Probes and hooks: one handler each; a hook needs one (core validation, validateHandler). */
const handlers = (site: Site): readonly Found[] => [
  ...site.probes.flatMap(({ fields, path }) => twoHandlers(fields, path)),
  ...HOOKS.flatMap((hook) => {
    const fields = at(site.fields, 'lifecycle', hook)
    const path = [...site.path, 'lifecycle', hook]
    if (!isFields(fields)) return []
    return [...HANDLERS, 'sleep'].some((each) => fields[each] !== undefined)
      ? twoHandlers(fields, path)
      : [
          {
            path,
            message: `${hook} does not say what to do.`,
            refusal: 'Required value: must specify a handler type',
          },
        ]
  }),
]

// Sources of a variable's value.
const ENV_SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'] as const

/** One source for each variable, and a key in it (core validation, validateEnvVarValueFrom). */
const envSources = (site: Site): readonly Found[] => [
  ...site.env.flatMap(({ name, from, path }): readonly Found[] => {
    if (from === null) return []
    const sources = ENV_SOURCES.filter((each) => isFields(from[each]))
    const place = [...path, 'valueFrom']
    if (sources.length > 1)
      return [
        {
          path: place,
          message: `${name} has ${sources.length} sources: ${sources.join(' and ')}.`,
          refusal: invalid('', 'may not have more than one field specified at a time'),
        },
      ]
    const [source] = sources
    const isKeyless =
      (source === 'configMapKeyRef' || source === 'secretKeyRef') &&
      wordOf(at(from, source, 'key')) === ''
    return isKeyless
      ? [
          {
            path: [...place, source],
            message: `${name} names no key of the ${source === 'secretKeyRef' ? 'Secret' : 'ConfigMap'}.`,
            refusal: { field: [...place, source, 'key'], says: 'Required value' },
          },
        ]
      : []
  }),
]

// What `ValidateTolerations` refuses.
const EACH_TOLERATION: readonly ((toleration: Fields) => Refused | null)[] = [
  ({ operator, value }) =>
    operator === 'Exists' && wordOf(value) !== ''
      ? {
          field: 'operator',
          shown: 'value',
          says: invalid(value, "value must be empty when `operator` is 'Exists'"),
        }
      : null,
  ({ operator, key }) =>
    wordOf(key) === '' && operator !== 'Exists'
      ? {
          field: 'operator',
          says: invalid(
            wordOf(operator),
            'operator must be Exists when `key` is empty, which means "match all values and all keys"',
          ),
        }
      : null,
  ({ effect, tolerationSeconds }) =>
    tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? {
          field: 'effect',
          says: invalid(
            wordOf(effect),
            "effect must be 'NoExecute' when `tolerationSeconds` is set",
          ),
        }
      : null,
]

/** What validation says of a field of a toleration. */
interface Refused {
  readonly field: string
  /** The field that is underlined, where that is another one. */
  readonly shown?: string
  readonly says: string
}

/** Tolerations of a pod. */
const tolerations = ({ spec, path }: Workload): readonly Found[] =>
  listOf(spec['tolerations']).flatMap((each, index) =>
    EACH_TOLERATION.flatMap((judge) => {
      const refused = judge(fieldsOf(each))
      if (refused === null) return []
      const place = [...path, 'tolerations', index]
      const shown = refused.shown ?? refused.field
      return [
        {
          path: at(each, shown) === undefined ? place : [...place, shown],
          message: `The toleration is not valid: ${refused.says}.`,
          refusal: { field: [...place, refused.field], says: refused.says },
        },
      ]
    }),
  )

// `MaxDNSNameservers`.
const MOST_NAMESERVERS = 3

/** core validation, validatePodDNSConfig: of at most three servers, and one at least where nothing else gives any. */
const dns = ({ spec, path }: Workload): readonly Found[] => {
  const config = fieldsOf(spec['dnsConfig'])
  const servers = listOf(config['nameservers'])
  const place = [...path, 'dnsConfig', 'nameservers']
  if (servers.length > MOST_NAMESERVERS)
    return [
      {
        path: place,
        message: `${servers.length} nameservers are given, and ${MOST_NAMESERVERS} are the limit.`,
        refusal: invalid(servers, `must not have more than ${MOST_NAMESERVERS} nameservers`),
      },
    ]
  if (spec['dnsPolicy'] !== 'None') return []
  if (spec['dnsConfig'] === undefined)
    return [
      {
        path: [...path, 'dnsPolicy'],
        message: 'dnsPolicy None takes its servers from dnsConfig, and there is none.',
        refusal: {
          field: [...path, 'dnsConfig'],
          says: 'Required value: must provide `dnsConfig` when `dnsPolicy` is None',
        },
      },
    ]
  return servers.length === 0
    ? [
        {
          path: [...path, 'dnsConfig'],
          message: 'dnsPolicy None takes its servers from dnsConfig, which names none.',
          refusal: {
            field: place,
            says: 'Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
          },
        },
      ]
    : []
}

/** core validation, checkHostPortConflicts and validateHostNetwork: ports of the node as a pod asks for them. */
const hostPorts = (workload: Workload): readonly Found[] => {
  const taken = new Set<string>()
  const ports = workload.sites
    .filter(({ role }) => role !== 'init')
    .flatMap((site) => site.ports.map((port) => ({ port, site })))
  return ports.flatMap(({ port, site }): readonly Found[] => {
    const { hostPort, protocol, path } = port
    if (hostPort === null || hostPort === 0) return []
    if (workload.spec['hostNetwork'] === true && hostPort !== port.port)
      return [
        {
          path: [...path, 'hostPort'],
          message: `On the node's own network a port is the same inside and outside; ${port.port} and ${hostPort} are two.`,
          refusal: invalid(hostPort, 'must match `containerPort` when `hostNetwork` is true'),
        },
      ]
    const key = `${protocol}/${hostIpOf(site, path)}/${hostPort}`
    if (!taken.has(key)) {
      taken.add(key)
      return []
    }
    return [
      {
        path: [...path, 'hostPort'],
        message: `Port ${hostPort} of the node is asked for twice in one pod.`,
        refusal: `Duplicate value: ${JSON.stringify(key)}`,
      },
    ]
  })
}

/** The address that a port of the node is bound to; '' for all. */
const hostIpOf = (site: Site, path: Path): string =>
  wordOf(at(listOf(site.fields['ports'])[Number(path.at(-1))], 'hostIP'))

// Rules for nodes.
const SELECTOR_PLACES = [
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
] as const

/** Expressions on nodes: a list of values goes with In and NotIn alone. */
const nodeTerms = ({ spec, path }: Workload): readonly Found[] => {
  const [required, preferred] = SELECTOR_PLACES
  const base = [...path, 'affinity', 'nodeAffinity']
  const affinity = at(spec, 'affinity', 'nodeAffinity')
  const terms = at(affinity, required, 'nodeSelectorTerms')
  const inTerm = (term: unknown, place: Path) =>
    listOf(at(term, 'matchExpressions')).flatMap((each, index) =>
      expression(each, [...place, 'matchExpressions', index]),
    )
  return [
    ...(isFields(at(affinity, required)) && listOf(terms).length === 0
      ? [
          {
            path: [...base, required],
            message: 'Nodes are required, and no term says which.',
            refusal: {
              field: [...base, required, 'nodeSelectorTerms'],
              says: 'Required value: must have at least one node selector term',
            },
          },
        ]
      : []),
    ...listOf(terms).flatMap((term, index) =>
      inTerm(term, [...base, required, 'nodeSelectorTerms', index]),
    ),
    ...listOf(at(affinity, preferred)).flatMap((each, index) => [
      ...weight(each, [...base, preferred, index]),
      ...inTerm(at(each, 'preference'), [...base, preferred, index, 'preference']),
    ]),
  ]
}

/** Weights of wishes: from 1 to 100. */
const weight = (preference: unknown, path: Path): readonly Found[] => {
  const value = numberOf(at(preference, 'weight'))
  return value === null || (value >= 1 && value <= 100)
    ? []
    : [
        {
          path: [...path, 'weight'],
          message: `A weight is between 1 and 100, and this is ${value}.`,
          refusal: invalid(value, 'must be in the range 1-100'),
        },
      ]
}

/** core validation, ValidateNodeSelectorRequirement. */
const expression = (fields: unknown, path: Path): readonly Found[] => {
  const operator = wordOf(at(fields, 'operator'))
  const count = listOf(at(fields, 'values')).length
  const field = [...path, 'values']
  if (/^(?:In|NotIn)$/.test(operator) && count === 0)
    return [
      {
        path,
        message: `${operator} needs values.`,
        refusal: {
          field,
          says: "Required value: must be specified when `operator` is 'In' or 'NotIn'",
        },
      },
    ]
  return /^(?:Exists|DoesNotExist)$/.test(operator) && count > 0
    ? [
        {
          path: field,
          message: `${operator} takes no values.`,
          refusal: "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        },
      ]
    : []
}

/** Resources of devices are whole, and what is asked for is what may be used (core validation). */
const devices = (site: Site): readonly Found[] =>
  Object.entries(site.requests).flatMap(([name, value]): readonly Found[] => {
    if (!name.includes('/') || /^(?:[\w.-]*\.)?kubernetes\.io\//.test(name)) return []
    const path = [...site.path, 'resources']
    if (site.limits[name] === undefined)
      return [
        {
          path: [...path, 'requests', name],
          message: `${name} is asked for without a limit.`,
          refusal: {
            field: [...path, 'limits'],
            says: 'Required value: Limit must be set for non overcommitable resources',
          },
        },
      ]
    return wordOf(site.limits[name]) === wordOf(value)
      ? []
      : [
          {
            path: [...path, 'requests', name],
            message: `${name}: the request and the limit of a device are equal.`,
            refusal: {
              field: [...path, 'requests'],
              says: invalid(
                wordOf(value),
                `must be equal to ${name} limit of ${wordOf(site.limits[name])}`,
              ),
            },
          },
        ]
  })

export const REFUSED_POD_CHECKS: readonly Check[] = [
  refusedCheck({
    code: 'handler-not-one',
    title: 'A probe or hook has two handlers, or a hook has none',
    happens: 'The API server refuses the object: may not specify more than 1 handler type.',
    fix: 'Keep one of httpGet, tcpSocket, grpc and exec.',
    find: inContainers(handlers),
  }),
  refusedCheck({
    code: 'env-sources-conflict',
    title: 'A variable has several sources, or a source names no key',
    happens:
      'The API server refuses the object: may not have more than one field specified at a time.',
    fix: 'Keep one source, with its name and key.',
    find: inContainers(envSources, 'env'),
  }),
  refusedCheck({
    code: 'toleration-invalid',
    title: 'The fields of a toleration contradict each other',
    happens: "The API server refuses the object: value must be empty when `operator` is 'Exists'.",
    fix: 'Exists takes no value; tolerationSeconds goes with NoExecute.',
    find: inPods(tolerations),
  }),
  refusedCheck({
    code: 'dns-config-invalid',
    title: 'A pod names no DNS server, or too many',
    happens:
      'The API server refuses the object: must provide `dnsConfig` when `dnsPolicy` is None.',
    fix: 'Give up to three nameservers under dnsConfig, or use dnsPolicy: ClusterFirst.',
    find: inPods(dns),
  }),
  refusedCheck({
    code: 'host-port-invalid',
    title: 'A port of the node is taken twice in one pod, or differs on the network of the node',
    happens: 'The API server refuses the object: hostPort: Duplicate value: "TCP//8080".',
    fix: 'Use another number; with hostNetwork, the same as containerPort.',
    find: inPods(hostPorts),
  }),
  refusedCheck({
    code: 'node-affinity-invalid',
    title: 'A rule for nodes is not complete, or contradicts itself',
    happens:
      "The API server refuses the object: values: Required value: must be specified when `operator` is 'In' or 'NotIn'.",
    fix: 'Give In and NotIn values, and Exists none; weights are between 1 and 100.',
    find: inPods(nodeTerms),
  }),
  refusedCheck({
    code: 'device-request-invalid',
    title: 'A device is asked for without an equal limit',
    happens:
      'The API server refuses the object: Limit must be set for non overcommitable resources.',
    fix: 'Write the same whole number under limits.',
    find: inContainers(devices),
  }),
]
