import { inContainers, inPods, type Check, type Found } from '../check.ts'
import { at, isFields, listOf, textOf, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid } from '../names.ts'
import { isTemplated } from '../placeholder.ts'
import { fieldText } from '../refusal.ts'
import type { Site, Workload } from '../workload.ts'
import { refusedCheck } from './refused-check.ts'

// Sources of `envFrom`.
const FROM = ['configMapRef', 'secretRef'] as const

/** core validation, ValidateEnvFrom: one ConfigMap or one Secret. */
const environments = (site: Site): readonly Found[] =>
  site.envFrom.flatMap(({ fields, path }) => {
    const sources = FROM.filter((each) => isFields(fields[each]))
    if (sources.length === 1) return []
    const says =
      sources.length === 0
        ? 'must specify one of: `configMapRef` or `secretRef`'
        : 'may not have more than one field specified at a time'
    return [
      {
        path,
        message:
          sources.length === 0
            ? 'The entry names neither a ConfigMap nor a Secret.'
            : 'The entry names both a ConfigMap and a Secret.',
        refusal: { field: path.slice(0, -1), says: invalid('', says) },
      },
    ]
  })

// Fields that `resourceFieldRef` may name (`validContainerResourceFieldPathExpressions`).
const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/

/** core validation, validateContainerResourceFieldSelector. */
const resourceFields = (site: Site): readonly Found[] =>
  site.env.flatMap(({ from, path }) => {
    const resource = textOf(at(from, 'resourceFieldRef', 'resource'))
    return resource === null || isTemplated(resource) || RESOURCES.test(resource)
      ? []
      : [
          {
            path: [...path, 'valueFrom', 'resourceFieldRef', 'resource'],
            message: `${resource} is no resource that a variable can take its value from.`,
            refusal: `Unsupported value: ${JSON.stringify(resource)}: supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"`,
          },
        ]
  })

/** The part of a source without which validation takes none of them, by source (core validation, validateVolumeSource). */
const NEEDS: readonly (readonly [source: string, field: string])[] = [
  ['configMap', 'name'],
  ['secret', 'secretName'],
]

/** Sources without the name of what they hold, and paths that lead elsewhere. */
const volumes = (workload: Workload): readonly Found[] =>
  workload.volumes.flatMap(({ name, fields, path }): readonly Found[] => {
    const lacking = NEEDS.find(
      ([source, field]) => isFields(fields[source]) && wordOf(fields[source][field]) === '',
    )
    if (lacking !== undefined) {
      const place = [...path, lacking[0]]
      return [
        {
          path: place,
          message: `Volume ${name} does not say which ${lacking[0]}: ${lacking[1]}.`,
          refusal: { field: [...place, lacking[1]], says: 'Required value' },
        },
      ]
    }
    const folder = textOf(at(fields, 'nfs', 'path'))
    return [
      ...(folder === null || folder.startsWith('/') || folder === '' || isTemplated(folder)
        ? []
        : [
            {
              path: [...path, 'nfs', 'path'],
              message: `${folder} is no path from the root of the server.`,
              refusal: invalid(folder, 'must be an absolute path'),
            },
          ]),
      ...['configMap', 'secret'].flatMap((source) =>
        listOf(at(fields, source, 'items')).flatMap((item, index) =>
          itemPath(item, [...path, source, 'items', index, 'path']),
        ),
      ),
    ]
  })

/** A file's path within a volume (`validateLocalDescendingPath`). */
const itemPath = (item: unknown, path: Path): readonly Found[] => {
  const text = textOf(at(item, 'path')) ?? ''
  return text.startsWith('/')
    ? [
        {
          path,
          message: `${text} must be a path inside the volume.`,
          refusal: invalid(text, 'must be a relative path'),
        },
      ]
    : []
}

/** core validation, validateProbe and validateExecAction. */
const probes = (site: Site): readonly Found[] =>
  site.probes.flatMap(({ kind, fields, handler, command, path }): readonly Found[] => {
    if (handler === 'exec' && command.length === 0)
      return [
        {
          path: [...path, 'exec'],
          message: 'The probe runs no command.',
          refusal: { field: [...path, 'exec', 'command'], says: 'Required value' },
        },
      ]
    const grace = fields['terminationGracePeriodSeconds']
    return kind === 'readinessProbe' && grace != null
      ? [
          {
            path: [...path, 'terminationGracePeriodSeconds'],
            message: 'A readiness probe ends nothing, and has no grace period.',
            refusal: invalid(grace, 'must not be set for readinessProbes'),
          },
        ]
      : []
  })

/** A number as a quantity below zero. */
const negative = (site: Site): readonly Found[] =>
  (['limits', 'requests'] as const).flatMap((kind) =>
    Object.entries(site[kind]).flatMap(([name, value]) =>
      /^-\s*[\d.]/.test(wordOf(value))
        ? [
            {
              path: [...site.path, 'resources', kind, name],
              message: `${wordOf(value)} of ${name} is below nothing.`,
              refusal: {
                field: `${fieldText([...site.path, 'resources', kind])}[${name}]`,
                says: invalid(wordOf(value), 'must be greater than or equal to 0'),
              },
            },
          ]
        : [],
    ),
  )

// `maxGroupID` and `maxUserID`: an int32.
const HIGHEST_ID = 2_147_483_647

// Ids of a security context.
const IDS = ['runAsUser', 'runAsGroup', 'fsGroup'] as const

/** Numbers of users and groups as Linux has them (IsValidUserID). */
const ids = (holder: unknown, path: Path): readonly Found[] =>
  IDS.flatMap((name) => {
    const id = at(holder, 'securityContext', name)
    return typeof id !== 'number' || (id >= 0 && id <= HIGHEST_ID)
      ? []
      : [
          {
            path: [...path, 'securityContext', name],
            message: `${id} is no number of a user or group.`,
            refusal: invalid(id, `must be between 0 and ${HIGHEST_ID}, inclusive`),
          },
        ]
  })

/** core validation, validateMountPropagation. */
const bidirectional = (site: Site): readonly Found[] =>
  listOf(site.fields['volumeMounts']).flatMap((mount, index) =>
    at(mount, 'mountPropagation') === 'Bidirectional' && !site.security.privileged
      ? [
          {
            path: [...site.path, 'volumeMounts', index, 'mountPropagation'],
            message: 'What a container mounts reaches the node from privileged containers only.',
            refusal: {
              field: [...site.path, 'volumeMounts', 'mountPropagation'],
              says: 'Forbidden: Bidirectional mount propagation is available only to privileged containers',
            },
          },
        ]
      : [],
  )

export const REFUSED_SOURCE_CHECKS: readonly Check[] = [
  refusedCheck({
    code: 'env-from-invalid',
    title: 'An entry of envFrom, or the source of a variable, does not say one thing',
    happens:
      'The API server refuses the object: envFrom: must specify one of: `configMapRef` or `secretRef`.',
    fix: 'Give each entry one configMapRef or one secretRef.',
    find: [inContainers(environments), inContainers(resourceFields, 'env')],
  }),
  refusedCheck({
    code: 'volume-source-invalid',
    title: 'A volume does not name what it holds, or a path in it is not allowed',
    happens: 'The API server refuses the object: configMap.name: Required value.',
    fix: 'Name the ConfigMap or Secret; paths of keys are relative, those of NFS absolute.',
    find: [inPods(volumes), inContainers(bidirectional, 'mounts')],
  }),
  refusedCheck({
    code: 'probe-fields-invalid',
    title: 'A probe runs nothing, or has a field that it cannot have',
    happens: 'The API server refuses the object: exec.command: Required value.',
    fix: 'Give exec a command; leave terminationGracePeriodSeconds out of readiness probes.',
    find: inContainers(probes, 'probes'),
  }),
  refusedCheck({
    code: 'amount-negative',
    title: 'A request, a limit or the number of a user is below zero',
    happens: 'The API server refuses the object: must be greater than or equal to 0.',
    fix: 'Write a number from 0 on.',
    find: [
      inContainers(negative),
      inContainers((site) => ids(site.fields, site.path)),
      inPods(({ spec, path }) => ids(spec, path)),
    ],
  }),
]
