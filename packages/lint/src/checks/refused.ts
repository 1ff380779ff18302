import {
  inContainers,
  inKinds,
  inObjects,
  inPods,
  type Check,
  type Found,
  type LintObject,
} from '../check.ts'
import { at, fieldsOf, isFields, listOf, numberOf, textOf, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid, labelProblem, portNameProblem } from '../names.ts'
import { isTemplated } from '../placeholder.ts'
import type { Site, Workload } from '../workload.ts'

/** A port's name (`IsValidPortName`): 15 characters, one letter at least. */
const namedPort = (path: Path, name: string): readonly Found[] => {
  const problem = name === '' ? null : portNameProblem(name)
  if (problem === null) return []
  return [
    {
      path,
      message: `${JSON.stringify(name)} cannot be the name of a port: it ${problem}.`,
      refusal: invalid(name, problem),
    },
  ]
}

const containerPortNames = (site: Site): readonly Found[] => [
  ...site.ports.flatMap(({ name, path }) => namedPort([...path, 'name'], name ?? '')),
  ...site.ports.flatMap(({ name, path }, index) =>
    name !== null && site.ports.findIndex((each) => each.name === name) < index
      ? [
          {
            path: [...path, 'name'],
            message: `Two ports of the container are named ${name}.`,
            refusal: `Duplicate value: "${name}"`,
          },
        ]
      : [],
  ),
]

const servicePortNames = (object: LintObject): readonly Found[] => {
  const ports = listOf(at(object.fields, 'spec', 'ports'))
  if (object.apiVersion !== 'v1') return []
  return ports.flatMap((each, index) => {
    const path = ['spec', 'ports', index]
    const target = at(each, 'targetPort')
    const wrong = typeof target === 'string' && !/^\d+$/.test(target) ? target : ''
    const isNameless = ports.length > 1 && wordOf(at(each, 'name')) === ''
    return [
      ...namedPort([...path, 'targetPort'], wrong),
      ...(isNameless
        ? [
            {
              path,
              message: `Port ${wordOf(at(each, 'port'))} has no name, and the Service has ${ports.length} ports.`,
              refusal: { field: [...path, 'name'], says: 'Required value' },
            },
          ]
        : []),
    ]
  })
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535

const wrongNumber = (path: Path, value: unknown): readonly Found[] => {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : numberOf(value)
  return number === null || isPort(number)
    ? []
    : [
        {
          path,
          message: `${number} is no port: they go from 1 to 65535.`,
          refusal: invalid(number, 'must be between 1 and 65535, inclusive'),
        },
      ]
}

const containerPortNumbers = (site: Site): readonly Found[] => [
  ...site.ports.flatMap(({ port, hostPort, path }) => [
    ...wrongNumber([...path, 'containerPort'], port),
    ...(hostPort === 0 ? [] : wrongNumber([...path, 'hostPort'], hostPort)),
  ]),
  ...site.probes.flatMap(({ port, handler, path }) =>
    handler === null ? [] : wrongNumber([...path, handler, 'port'], port),
  ),
]

const servicePortNumbers = (object: LintObject): readonly Found[] =>
  listOf(at(object.fields, 'spec', 'ports')).flatMap((each, index) =>
    // A targetPort of 0 is that of the Service (core defaults).
    ['port', ...(at(each, 'targetPort') === 0 ? [] : ['targetPort'])].flatMap((field) =>
      wrongNumber(['spec', 'ports', index, field], at(each, field)),
    ),
  )

const noContainers = ({ workload }: LintObject): readonly Found[] =>
  workload !== null &&
  !isFields(workload.spec['containers']) &&
  listOf(workload.spec['containers']).length === 0
    ? [
        {
          path: [...workload.path, 'containers'],
          message: 'The pod template has no container.',
          refusal: 'Required value',
        },
      ]
    : []

const containerNames = ({ sites }: Workload): readonly Found[] =>
  sites.flatMap(({ name, path }, index): readonly Found[] => {
    if (isTemplated(name)) return []
    const place = { path: name === '' ? path : [...path, 'name'] }
    if (name === '')
      return [
        {
          ...place,
          message: 'A container has no name.',
          refusal: { field: [...path, 'name'], says: 'Required value' },
        },
      ]
    if (sites.findIndex((each) => each.name === name) < index)
      return [
        {
          ...place,
          message: `Two containers of the pod are named ${name}.`,
          refusal: `Duplicate value: "${name}"`,
        },
      ]
    const problem = labelProblem(name)
    return problem === null
      ? []
      : [
          {
            ...place,
            refusal: invalid(name, problem),
            message: `${JSON.stringify(name)} cannot be the name of a container: lower case letters, digits and - only, 63 at most.`,
          },
        ]
  })

const volumeNames = ({ volumes }: Workload): readonly Found[] =>
  volumes.flatMap(({ name, fields, path }, index) => {
    const sources = Object.keys(fields).filter((key) => key !== 'name' && isFields(fields[key]))
    if (name !== '' && volumes.findIndex((each) => each.name === name) < index)
      return [
        {
          path: [...path, 'name'],
          message: `Two volumes of the pod are named ${name}.`,
          refusal: `Duplicate value: "${name}"`,
        },
      ]
    return sources.length > 1
      ? [
          {
            path: [...path, sources[1] ?? ''],
            message: `Volume ${name} has two sources: ${sources.join(' and ')}.`,
            refusal: 'Forbidden: may not specify more than 1 volume type',
          },
        ]
      : []
  })

const mountPaths = (site: Site): readonly Found[] =>
  site.mounts.flatMap(({ mountPath, subPath, path }) => {
    const isOutside = subPath !== null && /^\/|(?:^|\/)\.\.(?:\/|$)/.test(subPath)
    return [
      ...(isOutside
        ? [
            {
              path: [...path, 'subPath'],
              refusal: invalid(
                subPath,
                subPath.startsWith('/') ? 'must be a relative path' : "must not contain '..'",
              ),
              message: `subPath ${JSON.stringify(subPath)} leads out of the volume: it must be a relative path without "..".`,
            },
          ]
        : []),
      ...(mountPath.includes(':') && !/^[A-Za-z]:/.test(mountPath)
        ? [
            {
              path: [...path, 'mountPath'],
              message: `mountPath ${JSON.stringify(mountPath)} holds a colon.`,
              refusal: invalid(mountPath, "must not contain ':'"),
            },
          ]
        : []),
    ]
  })

const envSources = (site: Site): readonly Found[] =>
  site.env.flatMap(({ name, from, path }, index): readonly Found[] => {
    const entry = fieldsOf(listOf(site.fields['env'])[index])
    if (from !== null && wordOf(entry['value']) !== '')
      return [
        {
          path: [...path, 'value'],
          message: `${name} has both a value and valueFrom.`,
          refusal: {
            field: [...path, 'valueFrom'],
            says: invalid('', 'may not be specified when `value` is not empty'),
          },
        },
      ]
    const field = textOf(at(from, 'fieldRef', 'fieldPath'))
    return field === null || isTemplated(field) || FIELD_REF.test(field)
      ? []
      : [
          {
            path: [...path, 'valueFrom', 'fieldRef', 'fieldPath'],
            message: `${field} is no field that a variable can take its value from.`,
            refusal: invalid(
              field,
              `error converting fieldPath: field label not supported: ${field}`,
            ),
          },
        ]
  })

/** core/v1: what the downward API offers to variables. */
const FIELD_REF =
  /^(?:metadata\.(?:name|namespace|uid|(?:labels|annotations)\['[^']+'\])|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/

const resourceNames = (site: Site): readonly Found[] =>
  (['limits', 'requests'] as const).flatMap((kind) =>
    Object.keys(site[kind])
      .filter((name) => !/^(?:cpu|memory|ephemeral-storage|hugepages-.+)$|\/|\{\{/.test(name))
      .map((name) => ({
        path: [...site.path, 'resources', kind, name],
        message: `There is no resource ${name}.`,
        part: 'key' as const,
        refusal: invalid(name, 'must be a standard resource for containers'),
      })),
  )

const privilegedNoEscalation = (site: Site): readonly Found[] =>
  site.security.privileged && site.security.escalation === false
    ? [
        {
          path: [...site.path, 'securityContext', 'allowPrivilegeEscalation'],
          message: `${site.name} is privileged, which includes what this field forbids.`,
        },
      ]
    : []

const probeNumbers = (site: Site): readonly Found[] =>
  site.probes.flatMap(({ kind, fields, path }) => {
    const success = numberOf(fields['successThreshold'])
    const isOne = kind === 'readinessProbe' || success === null || success === 0 || success === 1
    const negative = NUMBERS.find((name) => (numberOf(fields[name]) ?? 0) < 0)
    return [
      ...(isOne
        ? []
        : [
            {
              path: [...path, 'successThreshold'],
              message: `successThreshold of the ${kind} is ${success}.`,
              refusal: invalid(success, 'must be 1'),
            },
          ]),
      ...(negative === undefined
        ? []
        : [
            {
              path: [...path, negative],
              message: `${negative} of the ${kind} is negative.`,
              refusal: invalid(fields[negative], 'must be greater than or equal to 0'),
            },
          ]),
    ]
  })

const NUMBERS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const

const ephemeral = ({ spec, path }: Workload): readonly Found[] =>
  listOf(spec['ephemeralContainers']).length > 0
    ? [
        {
          path: [...path, 'ephemeralContainers'],
          message: 'Containers for debugging are added to a running pod, never to a manifest.',
        },
      ]
    : []

const budget = ({ fields }: LintObject): readonly Found[] => {
  const isBoth =
    at(fields, 'spec', 'minAvailable') != null && at(fields, 'spec', 'maxUnavailable') != null
  return isBoth
    ? [
        {
          path: ['spec', 'maxUnavailable'],
          message: 'minAvailable and maxUnavailable exclude each other.',
          refusal: {
            field: 'spec',
            says: 'Invalid value: minAvailable and maxUnavailable cannot be both set',
          },
        },
      ]
    : []
}

/** What validation says of a share of pods: a number or a percentage (validation.ValidatePositiveIntOrPercent). */
function shareRefusal(value: unknown, isBounded: boolean): string | null {
  if (typeof value === 'number')
    return value < 0 ? `Invalid value: ${value}: must be greater than or equal to 0` : null
  if (typeof value !== 'string' || isTemplated(value)) return null
  const shown = JSON.stringify(value)
  if (!/^\d+%$/.test(value))
    return `Invalid value: ${shown}: a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')`
  return isBounded && Number.parseInt(value, 10) > 100
    ? `Invalid value: ${shown}: must not be greater than 100%`
    : null
}

const shareAt = (object: LintObject, path: Path, isBounded = true): readonly Found[] => {
  const says = shareRefusal(at(object.fields, ...path), isBounded)
  return says === null
    ? []
    : [
        {
          path,
          message: `${path.at(-1)}: ${says}.`,
          refusal: says,
        },
      ]
}

const budgetShares = (object: LintObject): readonly Found[] => [
  ...shareAt(object, ['spec', 'minAvailable']),
  ...shareAt(object, ['spec', 'maxUnavailable']),
]

const rolloutShares = (object: LintObject): readonly Found[] => {
  const field = object.kind === 'Deployment' ? 'strategy' : 'updateStrategy'
  return [
    ...shareAt(object, ['spec', field, 'rollingUpdate', 'maxUnavailable']),
    ...shareAt(object, ['spec', field, 'rollingUpdate', 'maxSurge'], false),
  ]
}

const isZero = (value: unknown): boolean => /^0%?$/.test(wordOf(value))

const strategyFields = ({ fields }: LintObject): readonly Found[] => {
  const strategy = at(fields, 'spec', 'strategy')
  const rolling = at(strategy, 'rollingUpdate')
  if (!isFields(rolling)) return []
  if (at(strategy, 'type') === 'Recreate')
    return [
      {
        path: ['spec', 'strategy', 'rollingUpdate'],
        message: 'A Deployment of type Recreate rolls nothing.',
        refusal: "Forbidden: may not be specified when strategy `type` is 'Recreate'",
      },
    ]
  return isZero(rolling['maxSurge']) && isZero(rolling['maxUnavailable'])
    ? [
        {
          path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
          message: 'With maxSurge 0 and maxUnavailable 0 no pod could ever be replaced.',
          refusal: 'Invalid value: 0: may not be 0 when `maxSurge` is 0',
        },
      ]
    : []
}

const jobSelector = ({ kind, fields }: LintObject): readonly Found[] => {
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec']
  const spec = at(fields, ...path)
  return isFields(at(spec, 'selector')) && at(spec, 'manualSelector') !== true
    ? [
        {
          path: [...path, 'selector'],
          message: 'The selector of a Job is made by the API server.',
          refusal: 'Invalid value: `selector` not auto-generated',
        },
      ]
    : []
}

/** A CronJob's Jobs get 11 characters more (batch/v1). */
const MAX_CRONJOB_NAME = 52

const cronName = ({ name }: LintObject): readonly Found[] =>
  name.length > MAX_CRONJOB_NAME && !isTemplated(name)
    ? [
        {
          path: ['metadata', 'name'],
          message: `The name has ${name.length} characters, and ${MAX_CRONJOB_NAME} are the limit for a CronJob.`,
          refusal: invalid(name, `must be no more than ${MAX_CRONJOB_NAME} characters`),
        },
      ]
    : []

const scalerRange = ({ fields }: LintObject): readonly Found[] => {
  const least = numberOf(at(fields, 'spec', 'minReplicas')) ?? 1
  const most = numberOf(at(fields, 'spec', 'maxReplicas'))
  return most === null || most >= Math.max(1, least)
    ? []
    : [
        {
          path: ['spec', 'maxReplicas'],
          message: `maxReplicas ${most} is below minReplicas ${least}.`,
          refusal: invalid(
            most,
            most < 1 ? 'must be greater than 0' : 'must be greater than or equal to `minReplicas`',
          ),
        },
      ]
}

/** core/v1 ConfigMap and Secret: all values together. */
const MAX_DATA = 1_048_576

const dataSize = ({ fields, kind }: LintObject): readonly Found[] => {
  const data = fieldsOf(fields['data'])
  const keys = Object.keys(data).filter((key) => !/^[\w.-]{1,253}$/.test(key) && !isTemplated(key))
  const size = Object.values(data).reduce<number>((sum, value) => sum + wordOf(value).length, 0)
  const held = kind === 'Secret' ? size * 0.75 : size
  return [
    ...keys.map((key) => ({
      path: ['data', key],
      part: 'key' as const,
      message: `${JSON.stringify(key)} cannot be a key: letters, digits, -, _ and . only.`,
      refusal: {
        field: `data[${key}]`,
        says: invalid(
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ),
      },
    })),
    ...(held > MAX_DATA
      ? [
          {
            path: ['data'],
            message: `The values are ${Math.round(held / 1024)} KiB together, and 1024 are the limit.`,
            happens:
              'The API server refuses the object: Too long: may not be more than 1048576 bytes.',
          },
        ]
      : []),
  ]
}

const REFUSED = 'The API server refuses the object: Invalid value.'

const refused = (
  facts: Pick<Check, 'code' | 'title' | 'fix' | 'find'> &
    Partial<Pick<Check, 'happens' | 'aliases'>>,
): Check => ({ severity: 'refused', happens: REFUSED, aliases: [], ...facts })

export const REFUSED_CHECKS: readonly Check[] = [
  refused({
    code: 'port-name-invalid',
    title: 'The name of a port is not allowed, is missing, or stands twice',
    happens: 'The API server refuses the object: must be no more than 15 characters.',
    fix: 'Use at most 15 lower case letters, digits and hyphens, with one letter at least.',
    aliases: ['kube-linter/invalid-target-ports', 'kube-score/container-ports-check'],
    find: [inContainers(containerPortNames, 'ports'), inKinds(['Service'], servicePortNames)],
  }),
  refused({
    code: 'port-number-invalid',
    title: 'A port is not between 1 and 65535',
    happens: 'The API server refuses the object: must be between 1 and 65535, inclusive.',
    fix: 'Use the number that the program listens on.',
    find: [inContainers(containerPortNumbers), inKinds(['Service'], servicePortNumbers)],
  }),
  refused({
    code: 'containers-missing',
    title: 'A pod template has no container',
    happens: 'The API server refuses the object: spec.template.spec.containers: Required value.',
    fix: 'Add a container with a name and an image.',
    find: inObjects(noContainers),
  }),
  refused({
    code: 'container-name-invalid',
    title: 'The name of a container is missing, not allowed, or stands twice',
    happens:
      'The API server refuses the object: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or -.',
    fix: 'Give each container of the pod a name of its own.',
    find: inPods(containerNames),
  }),
  refused({
    code: 'volume-name-invalid',
    title: 'Two volumes have one name, or a volume has two sources',
    happens: 'The API server refuses the object: Duplicate value.',
    fix: 'Give each volume a name of its own and one source.',
    find: inPods(volumeNames),
  }),
  refused({
    code: 'mount-path-invalid',
    title: 'The path of a mount is not allowed',
    happens:
      "The API server refuses the object: must be a relative path, or: must not contain ':'.",
    fix: 'Write subPath without a slash in front and without "..", and mountPath without a colon.',
    find: inContainers(mountPaths, 'mounts'),
  }),
  refused({
    code: 'env-source-invalid',
    title: 'A variable has two values, or takes a field that is not offered',
    fix: 'Keep one of value and valueFrom; fields are metadata.name, metadata.namespace, spec.nodeName, status.podIP and the like.',
    find: inContainers(envSources, 'env'),
  }),
  refused({
    code: 'resource-name-unknown',
    title: 'A request or limit is of a resource that does not exist',
    happens: 'The API server refuses the object: must be a standard resource for containers.',
    fix: 'Write cpu, memory or ephemeral-storage; others need a domain, such as nvidia.com/gpu.',
    find: inContainers(resourceNames),
  }),
  refused({
    code: 'privileged-without-escalation',
    title: 'A privileged container forbids privilege escalation',
    happens:
      'The API server refuses the object: cannot set `allowPrivilegeEscalation` to false and `privileged` to true.',
    fix: 'Remove one of the two.',
    find: inContainers(privilegedNoEscalation),
  }),
  refused({
    code: 'probe-number-invalid',
    title: 'A number of a probe is not allowed',
    happens: 'The API server refuses the object: successThreshold: must be 1.',
    fix: 'Leave successThreshold out of liveness and startup probes; no number is negative.',
    find: inContainers(probeNumbers, 'probes'),
  }),
  refused({
    code: 'ephemeral-containers-set',
    title: 'A manifest holds ephemeral containers',
    happens:
      'The API server refuses the object: spec.ephemeralContainers: Forbidden: cannot be set on create.',
    fix: 'Remove them; kubectl debug adds them to a running pod.',
    aliases: ['kyverno/block-ephemeral-containers'],
    find: inPods(ephemeral),
  }),
  refused({
    code: 'pdb-both-limits',
    title: 'A PodDisruptionBudget has both minAvailable and maxUnavailable',
    happens:
      'The API server refuses the object: minAvailable and maxUnavailable cannot be both set.',
    fix: 'Keep one of them.',
    find: inKinds(['PodDisruptionBudget'], budget),
  }),
  refused({
    code: 'share-of-pods-invalid',
    title: 'A share of pods is above 100 %, negative, or no percentage',
    happens: 'The API server refuses the object: must not be greater than 100%.',
    fix: 'Write a number, or a percentage between 0% and 100% with its sign.',
    find: [
      inKinds(['PodDisruptionBudget'], budgetShares),
      inKinds(['Deployment', 'DaemonSet', 'StatefulSet'], rolloutShares),
    ],
  }),
  refused({
    code: 'strategy-fields-conflict',
    title: 'The fields of a rollout strategy contradict each other',
    fix: 'Remove rollingUpdate beside Recreate; let maxSurge or maxUnavailable be above 0.',
    find: inKinds(['Deployment'], strategyFields),
  }),
  refused({
    code: 'job-selector-set',
    title: 'A Job has a selector',
    happens: 'The API server refuses the object: spec.selector: `selector` not auto-generated.',
    fix: 'Remove it.',
    find: inKinds(['Job', 'CronJob'], jobSelector),
  }),
  refused({
    code: 'cronjob-name-too-long',
    title: 'The name of a CronJob is too long',
    happens:
      'The API server refuses the object: metadata.name: must be no more than 52 characters.',
    fix: 'Shorten it.',
    find: inKinds(['CronJob'], cronName),
  }),
  refused({
    code: 'hpa-range-invalid',
    title: 'A HorizontalPodAutoscaler wants fewer pods at most than at least',
    happens:
      'The API server refuses the object: spec.maxReplicas: must be greater than or equal to `minReplicas`.',
    fix: 'Raise maxReplicas.',
    find: inKinds(['HorizontalPodAutoscaler'], scalerRange),
  }),
  refused({
    code: 'config-data-invalid',
    title: 'A key of a ConfigMap or Secret is not allowed, or its values are too large',
    happens: 'The API server refuses the object: Too long: may not be more than 1048576 bytes.',
    fix: 'Rename the key; put large files into an image or a volume.',
    find: inKinds(['ConfigMap', 'Secret'], dataSize),
  }),
]
