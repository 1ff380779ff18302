import { keysOf, type Bundle, type Reference } from '../bundle.ts'
import { nearest } from '@unloop/engine/evidence'
import {
  inContainers,
  inKinds,
  inPods,
  type Check,
  type Finder,
  type Found,
  type LintObject,
} from '../check.ts'
import { at, fieldsOf, isFields, listOf, textOf, wordOf, type Fields } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { memo } from '../memo.ts'
import type { Site, Workload } from '../workload.ts'

/** Where an absent object stands instead, or what it is mistaken for. */
const hint = (reference: Reference): string => {
  if (reference.kind !== 'absent') return ''
  if (reference.elsewhere !== null && reference.elsewhere !== '')
    return ` One of that name is in namespace ${reference.elsewhere}, and a pod reaches those of its own namespace only.`
  return reference.near === null ? '' : ` Is ${reference.near} meant?`
}

/** How sure it is that an object is missing, in words. */
const whereNot = (reference: Reference): string => {
  if (reference.kind !== 'absent' || !reference.isSettled)
    return 'is not among these files; unless the cluster has it already,'
  return reference.isComplete
    ? 'is not among these files, which are the whole application:'
    : 'is neither among these files nor in the cluster:'
}

/** Whether it is certain that an object is missing. */
const isSettled = (reference: Reference): boolean =>
  reference.kind === 'absent' && reference.isSettled

/** What keeps containers from starting for certain, once the cluster was asked. */
const certain = (reference: Reference): { readonly severity?: 'will-crash' } =>
  isSettled(reference) ? { severity: 'will-crash' } : {}

/** An object or key that a pod needs. */
interface Wanted {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly key: string | null
  readonly path: Path
  readonly optional: boolean
  readonly use: 'env' | 'envFrom' | 'volume'
}

/** A reference with its fields. */
const ref = (
  fields: Fields,
  at_: { readonly kind: Wanted['kind']; readonly path: Path; readonly use: Wanted['use'] },
  names: { readonly name: string; readonly key?: string },
): Wanted => ({
  ...at_,
  name: wordOf(fields[names.name]),
  key: names.key === undefined ? null : wordOf(fields[names.key]),
  optional: fields['optional'] === true,
})

/** What variables need. */
const wantedByEnv = memo((site: Site): readonly Wanted[] => [
  ...site.env.flatMap(({ from, path }) =>
    ENV_KEYS.flatMap(([field, kind]) => {
      const fields = from?.[field]
      const place = { kind, path: [...path, 'valueFrom', field], use: 'env' as const }
      return isFields(fields) ? [ref(fields, place, { name: 'name', key: 'key' })] : []
    }),
  ),
  ...site.envFrom.flatMap(({ fields: entry, path }) =>
    ENV_FROM.flatMap(([field, kind]) => {
      const fields = entry[field]
      const place = { kind, path: [...path, field], use: 'envFrom' as const }
      return isFields(fields) ? [ref(fields, place, { name: 'name' })] : []
    }),
  ),
])

// Sources of one variable.
const ENV_KEYS = [
  ['configMapKeyRef', 'ConfigMap'],
  ['secretKeyRef', 'Secret'],
] as const
// Sources of all variables.
const ENV_FROM = [
  ['configMapRef', 'ConfigMap'],
  ['secretRef', 'Secret'],
] as const
// Sources of files.
const VOLUMES = [
  ['configMap', 'ConfigMap', 'name'],
  ['secret', 'Secret', 'secretName'],
] as const

/** The volume itself, and each key that it picks. */
const wantedByVolumes = memo((workload: Workload): readonly Wanted[] =>
  workload.volumes.flatMap(({ fields, path }) => {
    const projected = listOf(at(fields, 'projected', 'sources')).map(
      (each, index) => [fieldsOf(each), [...path, 'projected', 'sources', index], 'name'] as const,
    )
    return [[fields, path, null] as const, ...projected].flatMap(([source, place, projectedName]) =>
      VOLUMES.flatMap(([field, kind, ownName]) => {
        const inner = source[field]
        if (!isFields(inner)) return []
        const base = { kind, path: [...place, field], use: 'volume' as const }
        const whole = ref(inner, base, { name: projectedName ?? ownName })
        const items = listOf(inner['items']).map((item, index) => ({
          ...whole,
          key: wordOf(at(item, 'key')),
          path: [...base.path, 'items', index, 'key'],
        }))
        return [whole, ...items]
      }),
    )
  }),
)

/** A missing object; a volume that picks keys is told of by the check of keys. */
const missingObject =
  (kind: Wanted['kind'], use: Wanted['use']) =>
  (wanted: readonly Wanted[], namespace: string, bundle: Bundle): readonly Found[] =>
    wanted.flatMap((each) => {
      if (each.kind !== kind || each.use !== use || each.optional || each.name === '') return []
      if (use === 'volume' && each.key !== null) return []
      if (kind === 'ConfigMap' && IN_EVERY_NAMESPACE.test(each.name)) return []
      const reference = bundle.refer(kind, namespace, each.name)
      if (reference.kind !== 'absent') return []
      const field = use === 'volume' && kind === 'Secret' && at_(each.path) ? 'secretName' : 'name'
      return [
        {
          path: [...each.path, field],
          ...certain(reference),
          message: `${kind} ${each.name} ${whereNot(reference)} the container cannot start.${hint(reference)}`,
          happens:
            use === 'volume'
              ? `The pod stays in ContainerCreating: MountVolume.SetUp failed: ${kind.toLowerCase()} "${each.name}" not found.`
              : `CreateContainerConfigError: ${kind.toLowerCase()} "${each.name}" not found.`,
        },
      ]
    })

/** Whether a volume has one source, and is no projected one. */
const at_ = (path: Path): boolean => !path.includes('projected')

/** A missing key; what a program fills in at run time has none to be judged by. */
const missingKey =
  (kind: Wanted['kind'], use: Wanted['use']) =>
  (wanted: readonly Wanted[], namespace: string, bundle: Bundle): readonly Found[] =>
    wanted.flatMap((each) => {
      if (each.kind !== kind || each.use !== use || each.optional || !each.key) return []
      const object = bundle.find(kind, namespace, each.name)
      if (object === null || isFilledElsewhere(object)) return []
      const keys = keysOf(object)
      if (keys.includes(each.key)) return []
      const near = nearest(each.key, keys)
      return [
        {
          // An object of the cluster is as it is; one of the files may still be filled.
          ...(object.manifest.file === '' ? { severity: 'will-crash' as const } : {}),
          path: use === 'env' ? [...each.path, 'key'] : each.path,
          message: `${kind} ${each.name} has no key ${each.key}; it has ${keys.length === 0 ? 'none' : keys.slice(0, 6).join(', ')}.${near === null ? '' : ` Is ${near} meant?`}`,
          happens:
            use === 'volume'
              ? `The pod stays in ContainerCreating: MountVolume.SetUp failed: references non-existent ${kind === 'Secret' ? 'secret' : 'config'} key: ${each.key}.`
              : `CreateContainerConfigError: couldn't find key ${each.key} in ${kind} ${object.namespace || 'default'}/${each.name}.`,
        },
      ]
    })

/** A Secret that an operator or a person fills after it is made (sealed, external, service account tokens). */
const isFilledElsewhere = ({ fields, annotations }: LintObject): boolean =>
  /service-account-token|sealedsecrets|externalsecret/.test(wordOf(fields['type'])) ||
  Object.keys(annotations).some((key) =>
    /sealedsecrets|external-secrets|vault|reflector|replicator|inject/.test(key),
  ) ||
  keysOf({ fields } as LintObject).length === 0

/** A finder over what variables need. */
const byEnv = (
  check: (wanted: readonly Wanted[], namespace: string, bundle: Bundle) => readonly Found[],
): Finder =>
  inContainers(
    (site, bundle) => check(wantedByEnv(site), site.workload.namespace, bundle),
    'sources',
  )

/** A finder over what volumes need. */
const byVolumes = (
  check: (wanted: readonly Wanted[], namespace: string, bundle: Bundle) => readonly Found[],
): Finder =>
  inPods((workload, bundle) => check(wantedByVolumes(workload), workload.namespace, bundle))

/** Claims that are not there. Those of a StatefulSet's templates are made by its controller. */
const claims = (workload: Workload, bundle: Bundle): readonly Found[] =>
  workload.volumes.flatMap(({ fields, path }) => {
    const name = wordOf(at(fields, 'persistentVolumeClaim', 'claimName'))
    const reference =
      name === '' ? null : bundle.refer('PersistentVolumeClaim', workload.namespace, name)
    return reference?.kind === 'absent'
      ? [
          {
            path: [...path, 'persistentVolumeClaim', 'claimName'],
            ...certain(reference),
            message: `PersistentVolumeClaim ${name} ${whereNot(reference)} the pod waits for it for ever.${hint(reference)}`,
          },
        ]
      : []
  })

/** Pull secrets that are missing or of another type than the kubelet reads. */
const pullSecrets = (workload: Workload, bundle: Bundle): readonly Found[] =>
  listOf(workload.spec['imagePullSecrets']).flatMap((each, index) => {
    const name = wordOf(at(each, 'name'))
    const reference = name === '' ? null : bundle.refer('Secret', workload.namespace, name)
    const path = [...workload.path, 'imagePullSecrets', index, 'name']
    if (reference?.kind === 'absent')
      return [
        {
          path,
          message: `The pull secret ${name} ${whereNot(reference)} private images cannot be pulled.${hint(reference)}`,
        },
      ]
    const type = reference?.kind === 'present' ? wordOf(reference.object.fields['type']) : ''
    if (type === '' || /dockerconfigjson|dockercfg/.test(type)) return []
    return [
      {
        path,
        message: `Secret ${name} is of type ${type}, and a pull secret must be kubernetes.io/dockerconfigjson.`,
      },
    ]
  })

/** The same of a ServiceAccount. */
const accountPullSecrets = (object: LintObject, bundle: Bundle): readonly Found[] =>
  listOf(object.fields['imagePullSecrets']).flatMap((each, index) => {
    const name = wordOf(at(each, 'name'))
    const reference = name === '' ? null : bundle.refer('Secret', object.namespace, name)
    return reference?.kind === 'absent'
      ? [
          {
            path: ['imagePullSecrets', index, 'name'],
            message: `The pull secret ${name} ${whereNot(reference)} no pod of the ServiceAccount can pull private images.${hint(reference)}`,
          },
        ]
      : []
  })

/** `default` is there in every namespace. */
const serviceAccount = (workload: Workload, bundle: Bundle): readonly Found[] => {
  const field =
    workload.spec['serviceAccountName'] === undefined ? 'serviceAccount' : 'serviceAccountName'
  const name = wordOf(workload.spec[field])
  if (name === '' || name === 'default') return []
  const reference = bundle.refer('ServiceAccount', workload.namespace, name)
  if (reference.kind !== 'absent') return []
  return [
    {
      path: [...workload.path, field],
      ...certain(reference),
      message: `ServiceAccount ${name} ${whereNot(reference)} no pod is made at all.${hint(reference)}`,
      happens: `FailedCreate: pods "${workload.name}-" is forbidden: error looking up service account ${workload.namespace || 'default'}/${name}: serviceaccount "${name}" not found.`,
    },
  ]
}

// Roles that every cluster has.
const BUILT_IN_ROLES =
  /^(?:system:|admin$|edit$|view$|cluster-admin$|extension-apiserver-authentication-reader$)/

/** ConfigMaps that the control plane or a service mesh puts into every namespace. */
const IN_EVERY_NAMESPACE =
  /^(?:kube-root-ca\.crt|istio-ca-root-cert|openshift-service-ca\.crt|linkerd-identity-trust-roots|config-trusted-cabundle)$/

/** The role of a binding: one that is missing grants nothing. */
const bindingRole = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const kind = wordOf(at(object.fields, 'roleRef', 'kind'))
  const name = wordOf(at(object.fields, 'roleRef', 'name'))
  if (name === '' || BUILT_IN_ROLES.test(name) || (kind !== 'Role' && kind !== 'ClusterRole'))
    return []
  const reference = bundle.refer(kind, kind === 'Role' ? object.namespace : '', name)
  if (
    reference.kind !== 'present' &&
    kind === 'ClusterRole' &&
    bundle.find('Role', object.namespace, name) !== null
  )
    return [
      {
        path: ['roleRef', 'kind'],
        message: `There is a Role ${name} among these files, and no ClusterRole of that name: the binding grants nothing.`,
      },
    ]
  if (reference.kind !== 'absent') return []
  // Roles of the whole cluster come with operators and other charts.
  if (kind === 'ClusterRole' && reference.near === null && !reference.isSettled) return []
  return [
    {
      path: ['roleRef', 'name'],
      message: `${kind} ${name} ${whereNot(reference)} the binding grants nothing.${hint(reference)}`,
    },
  ]
}

/** Accounts of the binding. */
const bindingSubjects = (object: LintObject, bundle: Bundle): readonly Found[] =>
  listOf(at(object.fields, 'subjects')).flatMap((subject, index) => {
    const { kind, name, namespace } = fieldsOf(subject)
    if (kind !== 'ServiceAccount' || wordOf(name) === 'default') return []
    const reference = bundle.refer(
      'ServiceAccount',
      textOf(namespace) ?? object.namespace,
      wordOf(name),
    )
    return reference.kind === 'absent' && (reference.near !== null || reference.elsewhere !== null)
      ? [
          {
            path: ['subjects', index, reference.elsewhere === null ? 'name' : 'namespace'],
            message: `ServiceAccount ${wordOf(name)} ${whereNot(reference)} the binding grants it nothing.${hint(reference)}`,
          },
        ]
      : []
  })

/** The workload that an autoscaler scales. */
const scaleTarget = (object: LintObject, bundle: Bundle): readonly Found[] => {
  const target = fieldsOf(at(object.fields, 'spec', 'scaleTargetRef'))
  const kind = wordOf(target['kind'])
  const name = wordOf(target['name'])
  if (name === '' || !bundle.knowsWorkloads) {
    if (name === '' || bundle.objects.length === 0) return []
  }
  const reference = bundle.refer(kind, object.namespace, name)
  const isKnown = reference.kind === 'present'
  const isHere = bundle.workloads.some(({ manifest }) => manifest.file === object.manifest.file)
  const judged =
    reference.kind === 'absent' || (isHere && !bundle.isBeside(kind, name) && bundle.knowsWorkloads)
  if (isKnown || !judged) return []
  return [
    {
      path: ['spec', 'scaleTargetRef', 'name'],
      message: `${kind} ${name} is ${isSettled(reference) ? 'neither among these files nor in the cluster' : 'not among these files'}.${hint(reference)}`,
    },
  ]
}

const FIX_NAME = 'Correct the name, or add the object to the files.'

/** A check for an object that is missing. */
const absent = (
  code: string,
  what: string,
  rest: {
    readonly happens: string
    readonly aliases?: readonly string[]
    readonly find: Check['find']
  },
): Check => ({
  code,
  severity: 'may-crash',
  title: what,
  happens: rest.happens,
  fix: FIX_NAME,
  aliases: rest.aliases ?? [],
  find: rest.find,
})

/** A check for a key that is missing. */
const keyMissing = (
  code: string,
  what: string,
  rest: { readonly happens: string; readonly find: Check['find'] },
): Check => ({
  code,
  severity: 'will-crash',
  title: what,
  happens: rest.happens,
  fix: 'Correct the key, or add it to the object.',
  aliases: code === 'env-secret-key-missing' ? ['kube-linter/env-value-from'] : [],
  find: rest.find,
})

const CONFIG_ERROR =
  'CreateContainerConfigError: the object or key is not found; the container never starts.'
const MOUNT_ERROR =
  'FailedMount: the object or key is not found; the pod stays in ContainerCreating.'

export const REFERENCE_CHECKS: readonly Check[] = [
  absent('env-configmap-missing', 'A variable comes from a ConfigMap that is not among the files', {
    happens: CONFIG_ERROR,
    aliases: ['kubevious/env-config-map-ref', 'monokle/LNK001', 'kube-linter/env-value-from'],
    find: byEnv(missingObject('ConfigMap', 'env')),
  }),
  absent('env-secret-missing', 'A variable comes from a Secret that is not among the files', {
    happens: CONFIG_ERROR,
    aliases: [
      'kubevious/env-secret-ref',
      'popeye/POP-304',
      'monokle/LNK001',
      'kube-linter/env-value-from',
    ],
    find: byEnv(missingObject('Secret', 'env')),
  }),
  keyMissing(
    'env-configmap-key-missing',
    'A variable comes from a key that its ConfigMap does not have',
    { happens: CONFIG_ERROR, find: byEnv(missingKey('ConfigMap', 'env')) },
  ),
  keyMissing(
    'env-secret-key-missing',
    'A variable comes from a key that its Secret does not have',
    { happens: CONFIG_ERROR, find: byEnv(missingKey('Secret', 'env')) },
  ),
  absent('envfrom-configmap-missing', 'envFrom takes a ConfigMap that is not among the files', {
    happens: CONFIG_ERROR,
    aliases: ['kubevious/env-from-config-map-ref', 'monokle/LNK001'],
    find: byEnv(missingObject('ConfigMap', 'envFrom')),
  }),
  absent('envfrom-secret-missing', 'envFrom takes a Secret that is not among the files', {
    happens: CONFIG_ERROR,
    aliases: ['kubevious/env-from-secret-ref', 'popeye/POP-304', 'monokle/LNK001'],
    find: byEnv(missingObject('Secret', 'envFrom')),
  }),
  absent('volume-configmap-missing', 'A volume takes a ConfigMap that is not among the files', {
    happens: MOUNT_ERROR,
    aliases: ['kubevious/volume-config-map-ref', 'monokle/LNK001'],
    find: byVolumes(missingObject('ConfigMap', 'volume')),
  }),
  absent('volume-secret-missing', 'A volume takes a Secret that is not among the files', {
    happens: MOUNT_ERROR,
    aliases: ['kubevious/volume-secret-ref', 'popeye/POP-304', 'monokle/LNK001'],
    find: byVolumes(missingObject('Secret', 'volume')),
  }),
  keyMissing(
    'volume-configmap-item-missing',
    'A volume picks a key that its ConfigMap does not have',
    { happens: MOUNT_ERROR, find: byVolumes(missingKey('ConfigMap', 'volume')) },
  ),
  keyMissing('volume-secret-item-missing', 'A volume picks a key that its Secret does not have', {
    happens: MOUNT_ERROR,
    find: byVolumes(missingKey('Secret', 'volume')),
  }),
  absent('pvc-missing', 'A volume takes a PersistentVolumeClaim that is not among the files', {
    happens: 'The pod stays Pending: persistentvolumeclaim "data" not found.',
    aliases: ['kubevious/volume-pvc-ref', 'popeye/POP-407', 'monokle/LNK001'],
    find: inPods(claims),
  }),
  absent('imagepullsecret-missing', 'A pull secret is not among the files, or of the wrong type', {
    happens: 'ImagePullBackOff: pull access denied, or unauthorized: authentication required.',
    aliases: ['popeye/POP-305'],
    find: [inPods(pullSecrets), inKinds(['ServiceAccount'], accountPullSecrets)],
  }),
  absent('missing-service-account', 'The ServiceAccount of the pod is not among the files', {
    happens: 'FailedCreate: error looking up service account: not found; there is no pod at all.',
    aliases: [
      'kubevious/service-account-ref',
      'kyverno/check-serviceaccount',
      'kube-linter/non-existent-service-account',
      'kubescape/non-existent-service-account',
      'kubescape/C-0307',
      'popeye/POP-307',
      'popeye/POP-507',
    ],
    find: inPods(serviceAccount),
  }),
  absent('rolebinding-missing-role', 'A binding refers to a role that is not among the files', {
    happens:
      'The program is refused by the API server: forbidden: User "system:serviceaccount:shop:web" cannot list resource.',
    aliases: ['kubevious/role-binding-role-ref', 'popeye/POP-1300'],
    find: inKinds(['RoleBinding', 'ClusterRoleBinding'], bindingRole),
  }),
  absent(
    'rolebinding-missing-subject',
    'A binding names a ServiceAccount that is not among the files, and a like one is',
    {
      happens: 'The program is refused by the API server: forbidden.',
      aliases: ['kubevious/role-binding-service-account-ref'],
      find: inKinds(['RoleBinding', 'ClusterRoleBinding'], bindingSubjects),
    },
  ),
  absent(
    'hpa-target-missing',
    'A HorizontalPodAutoscaler scales a workload that is not among the files',
    {
      happens: 'FailedGetScale: deployments.apps "web" not found; nothing is scaled under load.',
      aliases: [
        'kubevious/hpa-scale-target-ref',
        'kube-linter/dangling-horizontalpodautoscaler',
        'kube-score/horizontalpodautoscaler-has-target',
        'kubescape/hpa-has-target',
        'kubescape/C-0300',
        'popeye/POP-600',
      ],
      find: inKinds(['HorizontalPodAutoscaler'], scaleTarget),
    },
  ),
]
