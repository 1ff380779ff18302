import { inObjects, inPods, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, isFields, listOf, numberOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid } from '../names.ts'
import type { Workload } from '../workload.ts'
import { refusedCheck } from './refused-check.ts'

const NOT_NEGATIVE = 'must be greater than or equal to 0'

// Fields of a Job (`ValidateJobSpec`).
const JOB_NUMBERS = [
  'parallelism',
  'completions',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
] as const

// Fields of workloads (`ValidateDeploymentSpec` and its like).
const WORKLOAD_NUMBERS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit'] as const

/** Whole numbers below which validation refuses 0 and more only (ValidateNonnegativeField): where they stand, by kind. */
const NUMBERS: Readonly<Record<string, readonly Path[]>> = {
  Deployment: [...WORKLOAD_NUMBERS, 'progressDeadlineSeconds'].map((name) => ['spec', name]),
  StatefulSet: [...WORKLOAD_NUMBERS].map((name) => ['spec', name]),
  DaemonSet: ['minReadySeconds', 'revisionHistoryLimit'].map((name) => ['spec', name]),
  ReplicaSet: ['replicas', 'minReadySeconds'].map((name) => ['spec', name]),
  ReplicationController: ['replicas', 'minReadySeconds'].map((name) => ['spec', name]),
  Job: JOB_NUMBERS.map((name) => ['spec', name]),
  CronJob: [
    ...['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'].map(
      (name) => ['spec', name],
    ),
    ...JOB_NUMBERS.map((name) => ['spec', 'jobTemplate', 'spec', name]),
  ],
}

/** Counts and seconds below 0. */
const negative = ({ kind, fields }: LintObject): readonly Found[] =>
  (NUMBERS[kind] ?? []).flatMap((path) => {
    const number = numberOf(at(fields, ...path))
    return number === null || number >= 0
      ? []
      : [
          {
            path,
            message: `${path.at(-1)} is negative.`,
            refusal: invalid(number, NOT_NEGATIVE),
          },
        ]
  })

/** A rollout must be given more time than a pod has to be available (apps validation). */
const deadline = ({ kind, fields }: LintObject): readonly Found[] => {
  if (kind !== 'Deployment') return []
  const most = numberOf(at(fields, 'spec', 'progressDeadlineSeconds')) ?? USUAL_DEADLINE
  const ready = numberOf(at(fields, 'spec', 'minReadySeconds')) ?? 0
  return most > ready || most < 0
    ? []
    : [
        {
          path:
            at(fields, 'spec', 'progressDeadlineSeconds') === undefined
              ? ['spec', 'minReadySeconds']
              : ['spec', 'progressDeadlineSeconds'],
          message: `A rollout is given ${most} s, and a pod must be ready for ${ready} s.`,
          refusal: {
            field: 'spec.progressDeadlineSeconds',
            says: invalid(most, 'must be greater than minReadySeconds'),
          },
        },
      ]
}

// Seconds; the default of `progressDeadlineSeconds`.
const USUAL_DEADLINE = 600

/** A selector that would take every pod (apps validation). */
const emptySelector = ({ kind, apiVersion, fields }: LintObject): readonly Found[] => {
  const selector = at(fields, 'spec', 'selector')
  if (!SELECTING.test(kind) || apiVersion !== 'apps/v1' || !isFields(selector)) return []
  const isEmpty = Object.values(selector).every(
    (part) => Object.keys(fieldsOf(part)).length === 0 && listOf(part).length === 0,
  )
  return isEmpty
    ? [
        {
          path: ['spec', 'selector'],
          message: 'The selector is empty.',
          refusal: `Invalid value: {}: empty selector is invalid for ${kind.toLowerCase()}`,
        },
      ]
    : []
}

// Kinds whose selector must fit their template.
const SELECTING = /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet)$/

/** Pods of workloads that run for ever have no end (apps validation). */
const activeDeadline = ({ spec, path, kind, isJob }: Workload): readonly Found[] => {
  const seconds = numberOf(spec['activeDeadlineSeconds'])
  if (seconds === null) return []
  const place = [...path, 'activeDeadlineSeconds']
  if (kind !== 'Pod' && !isJob)
    return /^(?:Deployment|ReplicaSet|StatefulSet|DaemonSet|ReplicationController)$/.test(kind)
      ? [
          {
            path: place,
            message: `The pods of a ${kind} run for ever, and this ends them.`,
            refusal: 'Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
          },
        ]
      : []
  return seconds >= 1
    ? []
    : [
        {
          path: place,
          message: 'activeDeadlineSeconds must be 1 at least.',
          refusal: invalid(seconds, 'must be between 1 and 2147483647, inclusive'),
        },
      ]
}

/** Nine bits of rights (core validation, fileModeErrorMsg). */
const MOST_MODE = 0o777

// Volumes whose files have a mode.
const SOURCES = ['configMap', 'secret', 'projected', 'downwardAPI'] as const

/** Modes of volumes and of single keys. */
const modes = ({ volumes }: Workload): readonly Found[] =>
  volumes.flatMap(({ fields, path }) =>
    SOURCES.flatMap((source) => {
      if (!isFields(fields[source])) return []
      const place = [...path, source]
      return [
        ...modeAt(fields[source]['defaultMode'], [...place, 'defaultMode']),
        ...listOf(fields[source]['items']).flatMap((item, index) =>
          modeAt(at(item, 'mode'), [...place, 'items', index, 'mode']),
        ),
      ]
    }),
  )

/** A mode is a number: YAML 1.1 reads 0644 as octal, JSON has no octal. */
const modeAt = (value: unknown, path: Path): readonly Found[] => {
  const mode = numberOf(value)
  if (mode === null || (mode >= 0 && mode <= MOST_MODE)) return []
  return [
    {
      path,
      message: `${mode} is no mode: without a leading zero the number is decimal, and ${MOST_MODE} is 0777.`,
      refusal: invalid(mode, 'must be a number between 0 and 0777 (octal), both inclusive'),
    },
  ]
}

export const REFUSED_NUMBER_CHECKS: readonly Check[] = [
  refusedCheck({
    code: 'number-not-allowed',
    title: 'A number of a workload is negative, or contradicts another one',
    happens: 'The API server refuses the object: must be greater than or equal to 0.',
    fix: 'Write a number that the field takes.',
    find: [
      inObjects(negative),
      inObjects(deadline),
      inObjects(emptySelector),
      inPods(activeDeadline),
    ],
  }),
  refusedCheck({
    code: 'file-mode-invalid',
    title: 'The mode of files in a volume is above 0777',
    happens:
      'The API server refuses the object: must be a number between 0 and 0777 (octal), both inclusive.',
    fix: 'Write 0755 with its leading zero in YAML, or 493 in JSON.',
    find: inPods(modes),
  }),
]
