import type { Bundle } from '../bundle.ts'
import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, listOf, numberOf, wordOf } from '../fields.ts'
import { selects } from '../selector.ts'

/** Not where an autoscaler sets the number. */
const replicas = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const value = at(object.fields, 'spec', 'replicas')
  const count = numberOf(value)
  if (count !== null && count >= bundle.parameter('replicas-below-two', 'replicas', 2)) return []
  const scaled = bundle
    .inNamespace('HorizontalPodAutoscaler', object.namespace)
    .some(({ fields }) => wordOf(at(fields, 'spec', 'scaleTargetRef', 'name')) === object.name)
  if (scaled) return []
  return [
    {
      path: value === undefined ? ['spec'] : ['spec', 'replicas'],
      message: `${object.name} runs ${count ?? 1} ${(count ?? 1) === 1 ? 'replica' : 'replicas'}.`,
    },
  ]
}

const strategy = (object: LintObject): readonly Found[] => {
  const type = at(object.fields, 'spec', 'strategy', 'type')
  return type === undefined || type === 'RollingUpdate' || type === 'Rolling'
    ? []
    : [
        {
          path: ['spec', 'strategy', 'type'],
          message: `Strategy ${wordOf(type)} stops all pods before new ones run.`,
        },
      ]
}

const hpaField =
  (field: 'minReplicas' | 'maxReplicas') =>
  (object: LintObject): readonly Found[] =>
    numberOf(at(object.fields, 'spec', field)) === null
      ? [{ path: ['spec'], message: `${object.name} does not state ${field}.` }]
      : []

const hpaMinAvailability = (object: LintObject): readonly Found[] => {
  const least = numberOf(at(object.fields, 'spec', 'minReplicas'))
  return least !== null && least < 2
    ? [{ path: ['spec', 'minReplicas'], message: `minReplicas ${least} leaves no second pod.` }]
    : []
}

const hpaMaxAvailability = (object: LintObject): readonly Found[] => {
  const least = numberOf(at(object.fields, 'spec', 'minReplicas')) ?? 1
  const most = numberOf(at(object.fields, 'spec', 'maxReplicas'))
  return most !== null && most <= least
    ? [
        {
          path: ['spec', 'maxReplicas'],
          message: `maxReplicas ${most} leaves no room above minReplicas ${least}.`,
        },
      ]
    : []
}

// One field of a schedule, as cron.ParseStandard reads it.
const FIELD =
  /^(?:\*|\?|[\dA-Za-z]+)(?:-[\dA-Za-z]+)?(?:\/\d+)?(?:,(?:\*|[\dA-Za-z]+)(?:-[\dA-Za-z]+)?(?:\/\d+)?)*$/

/** What robfig/cron's standard parser and the validation of batch/v1 say of a schedule; null where they take it. */
function scheduleRefusal(text: string): string | null {
  if (/TZ/.test(text)) return 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'
  if (/^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every\s+\S+)$/.test(text))
    return null
  if (text.startsWith('@')) return `unrecognized descriptor: ${text}`
  const fields = text.trim().split(/\s+/)
  if (fields.length !== 5)
    return `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`
  const wrong = fields.findIndex((each, index) => !FIELD.test(each) || !inRange(each, index))
  if (wrong === -1) return null
  const number = Number(/^\d+/.exec(fields[wrong] ?? '')?.[0] ?? Number.NaN)
  const most = RANGES[wrong]?.[1] ?? 59
  if (number > most)
    return `end of range (${number}) above maximum (${most}): ${fields[wrong] ?? ''}`
  return `failed to parse int from ${fields[wrong] ?? ''}`
}

/** Whether a schedule can be read; the API server refuses what cron.ParseStandard cannot. */
const schedule = (object: LintObject): readonly Found[] => {
  const text = wordOf(at(object.fields, 'spec', 'schedule'))
  if (text === '' || /\{\{|\$\{/.test(text)) return []
  const refusal = scheduleRefusal(text)
  return refusal === null
    ? []
    : [
        {
          path: ['spec', 'schedule'],
          message: `${JSON.stringify(text)} is no schedule: ${refusal}.`,
          refusal: `Invalid value: ${JSON.stringify(text)}: ${refusal}`,
        },
      ]
}

// Least and most of minute, hour, day of month, month and day of week.
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const

/** Whether all numbers of a field are in its range; steps are not looked at. */
const inRange = (field: string, index: number): boolean => {
  const [least, most] = RANGES[index] ?? [0, 59]
  return [...field.replace(/\/\d+/g, '').matchAll(/\d+/g)].every(
    ([number]) => Number(number) >= least && Number(number) <= most,
  )
}

/** A field that has to be stated. */
const stated =
  (field: string) =>
  (object: LintObject): readonly Found[] =>
    at(object.fields, 'spec', field) === undefined
      ? [{ path: ['spec'], message: `${object.name} does not state ${field}.` }]
      : []

/** Workloads that a budget or an autoscaler selects. */
const targetsOf = (object: LintObject, bundle: Bundle): readonly LintObject[] => {
  const selector = at(object.fields, 'spec', 'selector')
  return bundle
    .selected(object.namespace, fieldsOf(at(selector, 'matchLabels')))
    .filter(({ workload }) => selects(selector, workload?.labels ?? {}))
}

/** A budget that lets no pod go blocks every drain of a node. */
const budgetBlocks = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const most = wordOf(at(object.fields, 'spec', 'maxUnavailable'))
  const least = wordOf(at(object.fields, 'spec', 'minAvailable'))
  if (/^0%?$/.test(most))
    return [{ path: ['spec', 'maxUnavailable'], message: 'No pod may ever be taken away.' }]
  const counts = targetsOf(object, bundle).map(({ workload }) => workload?.replicas ?? 1)
  const blocks =
    least === '100%' || (/^\d+$/.test(least) && counts.some((count) => Number(least) >= count))
  return blocks
    ? [
        {
          path: ['spec', 'minAvailable'],
          message: `minAvailable ${least} is all that there is${counts[0] === undefined ? '' : ` (${counts[0]} replicas)`}: no pod may ever be taken away.`,
        },
      ]
    : []
}

const budgetWithoutLimit = ({ name, fields }: LintObject): readonly Found[] =>
  at(fields, 'spec', 'minAvailable') === undefined &&
  at(fields, 'spec', 'maxUnavailable') === undefined
    ? [{ path: ['spec'], message: `${name} states neither minAvailable nor maxUnavailable.` }]
    : []

/** Each apply sets the number back to what the file says (autoscaling/v2, "Migrating Deployments to horizontal autoscaling"). */
const replicasBesideScaler = (object: LintObject, bundle: Bundle): readonly Found[] => {
  if (numberOf(at(object.fields, 'spec', 'replicas')) === null) return []
  const scaler = bundle
    .inNamespace('HorizontalPodAutoscaler', object.namespace)
    .find(
      ({ fields }) =>
        wordOf(at(fields, 'spec', 'scaleTargetRef', 'name')) === object.name &&
        wordOf(at(fields, 'spec', 'scaleTargetRef', 'kind')) === object.kind,
    )
  return scaler === undefined
    ? []
    : [
        {
          path: ['spec', 'replicas'],
          message: `${object.name} states replicas, and HorizontalPodAutoscaler ${scaler.name} sets them too.`,
        },
      ]
}

/** An autoscaler that goes below the budget leaves no pod to be evicted. */
const budgetAboveScaler = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const least = at(object.fields, 'spec', 'minAvailable')
  if (typeof least !== 'number' && !/^\d+$/.test(wordOf(least))) return []
  const names = targetsOf(object, bundle).map(({ name }) => name)
  const scaler = bundle
    .inNamespace('HorizontalPodAutoscaler', object.namespace)
    .find(({ fields }) => names.includes(wordOf(at(fields, 'spec', 'scaleTargetRef', 'name'))))
  const floor = numberOf(at(scaler?.fields, 'spec', 'minReplicas')) ?? 1
  return scaler !== undefined && Number(least) >= floor
    ? [
        {
          path: ['spec', 'minAvailable'],
          message: `minAvailable ${Number(least)} is not below minReplicas ${floor} of ${scaler.name}.`,
        },
      ]
    : []
}

/** A single replica needs no budget: any would block. */
const noBudget = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const { workload } = object
  const stated = numberOf(at(object.fields, 'spec', 'replicas'))
  // Where no number is written, an autoscaler may set it.
  if (workload === null || (stated !== null && stated < 2)) return []
  const isCovered = bundle
    .inNamespace('PodDisruptionBudget', object.namespace)
    .some((budget) => targetsOf(budget, bundle).includes(object))
  return isCovered
    ? []
    : [{ path: ['metadata', 'name'], message: `No PodDisruptionBudget covers ${object.name}.` }]
}

const noSpread = (object: LintObject): readonly Found[] =>
  object.workload !== null && listOf(object.workload.spec['topologySpreadConstraints']).length === 0
    ? [
        {
          path: object.workload.path,
          message: `The pods of ${object.name} may all run on one node.`,
        },
      ]
    : []

const noPriority = (object: LintObject): readonly Found[] =>
  object.workload !== null && wordOf(object.workload.spec['priorityClassName']) === ''
    ? [{ path: object.workload.path, message: `${object.name} has no priorityClassName.` }]
    : []

// Kinds that keep pods running.
const WORKLOADS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'DeploymentConfig',
  'Job',
  'CronJob',
  'Pod',
]

/** A check of good practice over objects. */
const one = (
  facts: Omit<Check, 'severity' | 'find'> & { readonly severity?: Check['severity'] },
  kinds: readonly string[],
  find: (object: LintObject, bundle: Bundle) => readonly Found[],
): Check => ({ severity: 'practice', ...facts, find: inKinds(kinds, find) })

export const PRACTICE_OBJECT_CHECKS: readonly Check[] = [
  one(
    {
      code: 'replicas-below-two',
      title: 'A Deployment runs a single replica',
      happens: 'Each restart is an outage.',
      fix: 'Set replicas to 2 or more.',
      parameters: { replicas: { usual: 2, help: 'replicas that a Deployment needs at the least' } },
      aliases: [
        'datree/DEPLOYMENT_INCORRECT_REPLICAS_VALUE',
        'kube-score/deployment-replicas',
        'polaris/deploymentMissingReplicas',
        'kyverno/require-deployments-have-multiple-replicas',
        'popeye/POP-500',
      ],
    },
    ['Deployment', 'DeploymentConfig'],
    replicas,
  ),
  one(
    {
      code: 'strategy-not-rolling',
      title: 'A Deployment is not updated pod by pod',
      happens: 'A release that crashes leaves no pod that runs.',
      fix: 'Use RollingUpdate, unless its volume serves one pod only.',
      aliases: [
        'kube-linter/no-rolling-update-strategy',
        'kube-score/deployment-strategy',
        'kubescape/no-rolling-update-strategy',
        'kubescape/C-0305',
      ],
    },
    ['Deployment', 'DeploymentConfig'],
    strategy,
  ),
  one(
    {
      code: 'hpa-min-missing',
      title: 'A HorizontalPodAutoscaler does not state minReplicas',
      happens: 'It scales down to one pod.',
      fix: 'Set minReplicas.',
      aliases: [
        'kube-score/horizontalpodautoscaler-replicas',
        'datree/HPA_MISSING_MINREPLICAS_KEY',
      ],
    },
    ['HorizontalPodAutoscaler'],
    hpaField('minReplicas'),
  ),
  one(
    {
      code: 'hpa-max-missing',
      title: 'A HorizontalPodAutoscaler does not state maxReplicas',
      happens: 'The API server refuses the object: maxReplicas: Required value.',
      fix: 'Set maxReplicas.',
      aliases: ['datree/HPA_MISSING_MAXREPLICAS_KEY'],
    },
    ['HorizontalPodAutoscaler'],
    hpaField('maxReplicas'),
  ),
  one(
    {
      code: 'hpa-min-below-two',
      title: 'A HorizontalPodAutoscaler scales down to a single pod',
      happens: 'Each restart is an outage.',
      fix: 'Set minReplicas to 2 or more.',
      aliases: ['kube-score/horizontalpodautoscaler-replicas', 'polaris/hpaMinAvailability'],
    },
    ['HorizontalPodAutoscaler'],
    hpaMinAvailability,
  ),
  one(
    {
      code: 'hpa-without-room',
      title: 'A HorizontalPodAutoscaler cannot scale up',
      happens: 'Load that exceeds the pods crashes them.',
      fix: 'Set maxReplicas above minReplicas.',
      aliases: ['polaris/hpaMaxAvailability'],
    },
    ['HorizontalPodAutoscaler'],
    hpaMaxAvailability,
  ),
  one(
    {
      code: 'cronjob-schedule-invalid',
      severity: 'refused',
      title: 'The schedule of a CronJob cannot be read',
      happens: 'The API server refuses the object: spec.schedule: Invalid value.',
      fix: 'Write five fields: minute, hour, day of month, month, day of week.',
      aliases: ['kyverno/validate-cron-schedule', 'datree/CRONJOB_INVALID_SCHEDULE_VALUE'],
    },
    ['CronJob'],
    schedule,
  ),
  one(
    {
      code: 'cronjob-deadline-missing',
      title: 'A CronJob has no startingDeadlineSeconds',
      happens: 'After 100 missed starts it is never started again.',
      fix: 'Set startingDeadlineSeconds.',
      aliases: [
        'datree/CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY',
        'kube-score/cronjob-has-deadline',
      ],
    },
    ['CronJob'],
    stated('startingDeadlineSeconds'),
  ),
  one(
    {
      code: 'cronjob-concurrency-missing',
      title: 'A CronJob does not say whether its runs may overlap',
      happens: 'A slow run is joined by the next one, until the node is full.',
      fix: 'Set concurrencyPolicy: Forbid.',
      aliases: ['datree/CRONJOB_MISSING_CONCURRENCYPOLICY_KEY'],
    },
    ['CronJob'],
    stated('concurrencyPolicy'),
  ),
  one(
    {
      code: 'pdb-blocks-all',
      title: 'A PodDisruptionBudget allows no pod to be taken away',
      happens: 'Nodes cannot be drained: upgrades hang.',
      fix: 'Leave at least one pod that may go.',
      aliases: [
        'gatekeeper/poddisruptionbudget',
        'kyverno/pdb-maxunavailable',
        'kyverno/pdb-minavailable',
        'kube-linter/pdb-max-unavailable',
        'kube-linter/pdb-min-available',
        'polaris/pdbDisruptionsIsZero',
      ],
    },
    ['PodDisruptionBudget'],
    budgetBlocks,
  ),
  one(
    {
      code: 'pdb-without-limit',
      title: 'A PodDisruptionBudget states no limit',
      happens: 'One pod is kept, however many there are.',
      fix: 'State maxUnavailable or minAvailable.',
      aliases: ['kube-score/poddisruptionbudget-has-policy'],
    },
    ['PodDisruptionBudget'],
    budgetWithoutLimit,
  ),
  one(
    {
      code: 'replicas-beside-hpa',
      title: 'A workload that an autoscaler scales states replicas',
      happens: 'Each apply sets the number back: pods that serve the load are ended at once.',
      fix: 'Remove replicas.',
      aliases: [
        'kube-score/deployment-targeted-by-hpa-does-not-have-replicas-configured',
        'kubevious/replica-count-check',
      ],
    },
    ['Deployment', 'StatefulSet', 'ReplicaSet'],
    replicasBesideScaler,
  ),
  one(
    {
      code: 'job-ttl-missing',
      title: 'A Job is kept for ever when it is done',
      happens: 'Finished Jobs and their pods fill the API server.',
      fix: 'Set ttlSecondsAfterFinished.',
      aliases: ['kube-linter/job-ttl-seconds-after-finished', 'kyverno/add-ttl-jobs'],
    },
    ['Job'],
    (object) =>
      listOf(at(object.fields, 'metadata', 'ownerReferences')).length > 0
        ? []
        : stated('ttlSecondsAfterFinished')(object),
  ),
  one(
    {
      code: 'pdb-above-hpa',
      title: 'A PodDisruptionBudget wants as many pods as the autoscaler may leave',
      happens: 'At low load no pod may be taken away: nodes cannot be drained.',
      fix: 'Set minAvailable below minReplicas.',
      aliases: ['polaris/pdbMinAvailableGreaterThanHPAMinReplicas'],
    },
    ['PodDisruptionBudget'],
    budgetAboveScaler,
  ),
  one(
    {
      code: 'pdb-missing',
      title: 'No PodDisruptionBudget covers a workload with several replicas',
      happens: 'A drain can take all pods at once.',
      fix: 'Add a PodDisruptionBudget.',
      aliases: [
        'kube-score/statefulset-has-poddisruptionbudget',
        'kyverno/require-pdb',
        'kube-score/deployment-has-poddisruptionbudget',
        'polaris/missingPodDisruptionBudget',
        'popeye/POP-206',
      ],
    },
    ['Deployment', 'StatefulSet'],
    noBudget,
  ),
  one(
    {
      code: 'topology-spread-missing',
      title: 'The pods of a workload may all run on one node',
      happens: 'One lost node is an outage.',
      fix: 'Add topologySpreadConstraints.',
      aliases: [
        'datree/EKS_MISSING_KEY_TOPOLOGYKEY',
        'kyverno/spread-pods-across-topology',
        'kube-score/pod-topology-spread-constraints',
        'polaris/topologySpreadConstraint',
        'kyverno/topologyspreadconstraints-policy',
      ],
    },
    ['Deployment', 'StatefulSet'],
    noSpread,
  ),
  one(
    {
      code: 'priority-class-missing',
      title: 'A workload has no priority class',
      happens: 'It is evicted like any other when a node is full.',
      fix: 'Set priorityClassName.',
      aliases: ['kyverno/require-pod-priorityclassname', 'polaris/priorityClassNotSet'],
    },
    WORKLOADS,
    noPriority,
  ),
]
