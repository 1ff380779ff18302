import { quantity } from '@unloop/engine/evidence'
import { inContainers, inKinds, inPods, type Check, type Found, type LintObject } from '../check.ts'
import type { Bundle } from '../bundle.ts'
import { sameNamespace } from '../bundle.ts'
import { at, fieldsOf, listOf, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import type { Site, Workload } from '../workload.ts'

// Bytes.
const TIB = 2 ** 40

/** The largest machines of public clouds have some 1,900 processors and 32 TiB; few clusters have one with a tenth of that. */
const AMOUNTS = {
  cpu: { never: 2000, seldom: 200, unit: 'CPUs' },
  memory: { never: 64 * TIB, seldom: 2 * TIB, unit: 'bytes' },
} as const

/** What the scheduler looks for: the request, or the limit where no request is stated (core/v1 defaults). */
const askedFor = (site: Site, resource: 'cpu' | 'memory') => {
  const kind = site.requests[resource] === undefined ? 'limits' : 'requests'
  const text = wordOf(site[kind][resource])
  return { text, amount: quantity(text), path: [...site.path, 'resources', kind, resource] }
}

/** More than common nodes have; the largest machines of the clouds bound what is told as certain. */
const tooLarge = (site: Site): readonly Found[] =>
  (['cpu', 'memory'] as const).flatMap((resource) => {
    const { text, amount, path } = askedFor(site, resource)
    const { never, seldom } = AMOUNTS[resource]
    if (amount === null || amount < seldom) return []
    const isMemoryUnit = resource === 'cpu' && /[KMGT]i?$/.test(text)
    return [
      {
        path,
        message: isMemoryUnit
          ? `${text} is a unit of memory: it means ${amount.toLocaleString('en')} CPUs.`
          : `${site.name} asks for ${text} of ${resource}, ${amount >= never ? 'more than any node has' : 'which hardly any node has'}.`,
        severity: amount >= never ? ('will-crash' as const) : ('may-crash' as const),
        ...(resource === 'cpu' && /^\d+$/.test(text)
          ? { fix: `Write ${text}m where thousandths of a CPU are meant.` }
          : {}),
      },
    ]
  })

/** Labels whose values are known (well-known labels of Kubernetes; GOOS and GOARCH of what kubelets exist for). */
const KNOWN_VALUES: readonly (readonly [key: RegExp, values: readonly string[]])[] = [
  [/^(?:beta\.)?kubernetes\.io\/os$/, ['linux', 'windows']],
  [
    /^(?:beta\.)?kubernetes\.io\/arch$/,
    ['amd64', 'arm64', 'arm', 'ppc64le', 's390x', '386', 'riscv64', 'loong64', 'mips64le'],
  ],
]

/** A value that no kubelet gives the label. */
const unknownValue = (key: string, value: string, path: Path): readonly Found[] => {
  const known = KNOWN_VALUES.find(([pattern]) => pattern.test(key))?.[1]
  return known === undefined || known.includes(value) || /[{}$<>]/.test(value)
    ? []
    : [
        {
          path,
          message: `No node has ${key}=${value}; it is one of ${known.slice(0, 5).join(', ')}.`,
        },
      ]
}

/** The selector of a pod, and the terms of its required affinity. */
const nodeLabels = ({ spec, path }: Workload): readonly Found[] => {
  const base = [
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  ] as const
  return [
    ...Object.entries(fieldsOf(spec['nodeSelector'])).flatMap(([key, value]) =>
      unknownValue(key, wordOf(value), [...path, 'nodeSelector', key]),
    ),
    ...listOf(at(spec, ...base)).flatMap((term, index) =>
      listOf(at(term, 'matchExpressions')).flatMap((each, at_) => {
        const values = listOf(at(each, 'values')).map(wordOf)
        const key = wordOf(at(each, 'key'))
        if (at(each, 'operator') !== 'In' || values.length === 0) return []
        const all = values.map((value) =>
          unknownValue(key, value, [...path, ...base, index, 'matchExpressions', at_, 'values']),
        )
        return all.every((found) => found.length > 0) ? (all[0] ?? []) : []
      }),
    ),
  ]
}

/** The most that a LimitRange of the same namespace allows a container; the admission plugin refuses what is above. */
const overRange = (site: Site, bundle: Bundle): readonly Found[] =>
  bundle.kind('LimitRange').flatMap((range) => {
    if (!sameNamespace(range.namespace, site.workload.namespace)) return []
    return listOf(at(range.fields, 'spec', 'limits')).flatMap((each): readonly Found[] => {
      if (at(each, 'type') !== 'Container') return []
      return Object.entries(fieldsOf(at(each, 'max'))).flatMap(([resource, most]) => {
        const text = wordOf(site.limits[resource])
        const [amount, limit] = [quantity(text), quantity(wordOf(most))]
        return amount === null || limit === null || amount <= limit
          ? []
          : [
              {
                path: [...site.path, 'resources', 'limits', resource],
                message: `LimitRange ${range.name} allows a container ${wordOf(most)} of ${resource} at most, and this one may use ${text}.`,
                happens: `FailedCreate: forbidden: maximum ${resource} usage per Container is ${wordOf(most)}, but limit is ${text}; there is no pod at all.`,
              },
            ]
      })
    })
  })

/** An autoscaler counts in shares of what is asked for. */
const unmeasured = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const target = fieldsOf(at(object.fields, 'spec', 'scaleTargetRef'))
  const workload = bundle.find(
    wordOf(target['kind']),
    object.namespace,
    wordOf(target['name']),
  )?.workload
  if (workload == null || bundle.inNamespace('LimitRange', object.namespace).length > 0) return []
  return listOf(at(object.fields, 'spec', 'metrics')).flatMap((metric, index) => {
    const resource = wordOf(at(metric, 'resource', 'name'))
    if (at(metric, 'resource', 'target', 'type') !== 'Utilization' || resource === '') return []
    const site = workload.sites.find(
      ({ role, requests, limits }) =>
        role !== 'init' && requests[resource] === undefined && limits[resource] === undefined,
    )
    return site === undefined
      ? []
      : [
          {
            path: ['spec', 'metrics', index, 'resource', 'target'],
            message: `The autoscaler counts in shares of the ${resource} that is asked for, and ${site.name} of ${workload.name} asks for none.`,
          },
        ]
  })
}

export const SCHEDULING_CHECKS: readonly Check[] = [
  {
    code: 'pod-larger-than-nodes',
    severity: 'may-crash',
    title: 'A container asks for more than nodes have',
    happens: 'The pod stays Pending: 0/3 nodes are available: Insufficient cpu.',
    fix: 'Ask for what the program needs: 500m is half a CPU, 512Mi half a gibibyte.',
    aliases: [],
    find: inContainers(tooLarge),
  },
  {
    code: 'node-label-unknown',
    severity: 'may-crash',
    title: 'A pod wants an operating system or architecture that no node has',
    happens:
      "The pod stays Pending: 0/3 nodes are available: node(s) didn't match Pod's node affinity/selector.",
    fix: 'Correct the value.',
    aliases: [],
    find: inPods(nodeLabels),
  },
  {
    code: 'limit-range-exceeded',
    severity: 'may-crash',
    title: 'A container may use more than the LimitRange of its namespace allows',
    happens: 'FailedCreate: forbidden: maximum memory usage per Container; there is no pod at all.',
    fix: 'Lower the limit, or raise the maximum.',
    aliases: [],
    find: inContainers(overRange),
  },
  {
    code: 'hpa-without-requests',
    severity: 'may-crash',
    title: 'An autoscaler counts in shares of a request that is not there',
    happens:
      'FailedGetResourceMetric: missing request for cpu: the load grows, and no pod is added.',
    fix: 'State the request of each container.',
    aliases: [],
    find: inKinds(['HorizontalPodAutoscaler'], unmeasured),
  },
]
