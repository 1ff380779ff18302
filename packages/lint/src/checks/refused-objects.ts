import { inKinds, inPods, type Check, type Found, type LintObject } from '../check.ts'
import { at, fieldsOf, isFields, listOf, numberOf, textOf, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { invalid, subdomainProblem } from '../names.ts'
import { isTemplated } from '../placeholder.ts'
import type { Workload } from '../workload.ts'
import { refusedCheck } from './refused-check.ts'

/** A field that must be there. */
const required = (field: Path | string, path: Path, message: string): Found => ({
  path,
  message,
  refusal: { field, says: 'Required value' },
})

// Access modes (`supportedAccessModes`).
const CLAIM_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'] as const

/** The spec of a claim, by itself or as a template of a StatefulSet (core validation, ValidatePersistentVolumeClaimSpec). */
const claimAt = (spec: unknown, path: Path): readonly Found[] => {
  if (!isFields(spec)) return []
  const modes = listOf(spec['accessModes'])
  const wrong = modes.findIndex((mode) => !CLAIM_MODES.some((each) => each === mode))
  const name = textOf(spec['storageClassName']) ?? ''
  const ofName = subdomainProblem(name)
  return [
    ...(modes.length === 0
      ? [
          {
            path,
            message: 'The claim states no access mode.',
            refusal: {
              field: [...path, 'accessModes'],
              says: 'Required value: at least 1 access mode is required',
            },
          },
        ]
      : []),
    ...wrongMode(modes[wrong], [...path, 'accessModes', wrong]),
    ...(at(spec, 'resources', 'requests', 'storage') === undefined
      ? [
          required(
            `${path.join('.')}.resources[storage]`,
            path,
            'The claim does not say how much it asks for: resources.requests.storage.',
          ),
        ]
      : []),
    ...(ofName === null
      ? []
      : [
          {
            path: [...path, 'storageClassName'],
            message: `No StorageClass can be named ${JSON.stringify(name)}.`,
            refusal: invalid(name, ofName),
          },
        ]),
  ]
}

/** Modes are whole words: ReadWriteOnce, not RWO. */
const wrongMode = (mode: unknown, path: Path): readonly Found[] =>
  mode === undefined || isTemplated(wordOf(mode))
    ? []
    : [
        {
          path,
          message: `There is no access mode ${wordOf(mode)}.`,
          refusal: {
            field: path.slice(0, -1),
            says: `Unsupported value: ${JSON.stringify(mode)}: supported values: ${CLAIM_MODES.map((each) => JSON.stringify(each)).join(', ')}`,
          },
        },
      ]

/** A claim of its own, and those that a StatefulSet makes for its pods. */
const claim = ({ fields, kind }: LintObject): readonly Found[] =>
  kind === 'PersistentVolumeClaim'
    ? claimAt(fields['spec'], ['spec'])
    : listOf(at(fields, 'spec', 'volumeClaimTemplates')).flatMap((each, index) =>
        claimAt(at(each, 'spec'), ['spec', 'volumeClaimTemplates', index, 'spec']),
      )

/** What is no source of a volume among the fields of a PersistentVolume. */
const NO_SOURCE = new Set(['capacity', 'claimRef', 'nodeAffinity'])

/** core validation, ValidatePersistentVolumeSpec. */
const volume = ({ fields }: LintObject): readonly Found[] => {
  const spec = fields['spec']
  if (!isFields(spec)) return []
  const sources = Object.keys(spec).filter((key) => !NO_SOURCE.has(key) && isFields(spec[key]))
  const modes = listOf(spec['accessModes'])
  const wrong = modes.findIndex((mode) => !CLAIM_MODES.some((each) => each === mode))
  const [, second] = sources
  return [
    ...(second === undefined
      ? []
      : [
          {
            path: ['spec', second],
            message: `The volume has two sources: ${sources.join(' and ')}.`,
            refusal: 'Forbidden: may not specify more than 1 volume type',
          },
        ]),
    ...(sources.length === 0
      ? [
          {
            path: ['spec'],
            message: 'The volume has no source, such as csi, nfs or hostPath.',
            refusal: 'Required value: must specify a volume type',
          },
        ]
      : []),
    ...(modes.length === 0
      ? [required('spec.accessModes', ['spec'], 'The volume states no access mode.')]
      : wrongMode(modes[wrong], ['spec', 'accessModes', wrong])),
    ...(isFields(spec['capacity'])
      ? []
      : [required('spec.capacity', ['spec'], 'The volume does not say how large it is.')]),
    ...(isFields(spec['local']) && !isFields(at(spec, 'nodeAffinity', 'required'))
      ? [
          {
            path: ['spec', 'local'],
            message: 'A disk of one node must say which node: nodeAffinity.',
            refusal: {
              field: 'spec.nodeAffinity',
              says: 'Required value: Local volume requires node affinity',
            },
          },
        ]
      : []),
  ]
}

// Types of a hostPath (`supportedHostPathTypes`).
const HOST_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
] as const

/** core validation, validateHostPathVolumeSource. */
const hostPaths = ({ volumes }: Workload): readonly Found[] =>
  volumes.flatMap(({ fields, path }): readonly Found[] => {
    if (!isFields(fields['hostPath'])) return []
    const type = textOf(at(fields, 'hostPath', 'type')) ?? ''
    const folder = textOf(at(fields, 'hostPath', 'path')) ?? ''
    const place = [...path, 'hostPath']
    if (!isTemplated(type) && !HOST_TYPES.some((each) => each === type))
      return [
        {
          path: [...place, 'type'],
          message: `There is no type ${type} of a hostPath.`,
          refusal: `Unsupported value: ${JSON.stringify(type)}: supported values: ${HOST_TYPES.map((each) => JSON.stringify(each)).join(', ')}`,
        },
      ]
    return folder.split('/').includes('..')
      ? [
          {
            path: [...place, 'path'],
            message: `${folder} holds "..".`,
            refusal: invalid(folder, "must not contain '..'"),
          },
        ]
      : []
  })

/** Keys that a Secret of a type must have (core validation, ValidateSecret). */
const SECRET_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
}

/** Keys by the type of a Secret; which of them an operator fills in later is not known for these types. */
const secretKeys = ({ fields }: LintObject): readonly Found[] => {
  const wanted = SECRET_KEYS[wordOf(fields['type'])] ?? []
  const held = { ...fieldsOf(fields['data']), ...fieldsOf(fields['stringData']) }
  return wanted
    .filter((key) => held[key] === undefined)
    .map((key) => ({
      path: ['type'],
      message: `A Secret of type ${wordOf(fields['type'])} has the key ${key}, and this one has ${Object.keys(held).length === 0 ? 'none' : Object.keys(held).slice(0, 5).join(', ')}.`,
      refusal: { field: `data[${key}]`, says: 'Required value' },
    }))
}

// The only group of roles.
const RBAC = 'rbac.authorization.k8s.io'

/** The API server's words for a value that is not among a few. */
const supported = (value: unknown, words: readonly string[]): string =>
  `Unsupported value: ${JSON.stringify(wordOf(value))}: supported values: ${words.map((word) => JSON.stringify(word)).join(', ')}`

/** rbac validation, ValidateRoleBinding: what is granted. */
const roleRef = ({ fields, kind }: LintObject): readonly Found[] => {
  const ref = fields['roleRef']
  if (!isFields(ref)) return []
  const kinds = kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole']
  // Empty means the same as left out (rbac defaults, SetDefaults_RoleBinding).
  const group = ref['apiGroup'] === '' ? RBAC : (ref['apiGroup'] ?? RBAC)
  return [
    ...(group === RBAC || isTemplated(wordOf(group))
      ? []
      : [
          {
            path: ['roleRef', 'apiGroup'],
            message: `The API group of roles is ${RBAC}.`,
            refusal: supported(group, [RBAC]),
          },
        ]),
    ...(kinds.includes(wordOf(ref['kind'])) || isTemplated(wordOf(ref['kind']))
      ? []
      : [
          {
            path: ref['kind'] === undefined ? ['roleRef'] : ['roleRef', 'kind'],
            message: `A ${kind} refers to a ${kinds.join(' or ')}.`,
            refusal: { field: 'roleRef.kind', says: supported(ref['kind'], kinds) },
          },
        ]),
  ]
}

// Kinds of subjects (`ValidateRoleBindingSubject`).
const SUBJECTS = ['ServiceAccount', 'User', 'Group'] as const

/** rbac validation, ValidateRoleBindingSubject: to whom. */
const subjects = ({ fields, kind }: LintObject): readonly Found[] =>
  listOf(fields['subjects']).flatMap((each, index): readonly Found[] => {
    const { kind: what, name, namespace, apiGroup } = fieldsOf(each)
    const path = ['subjects', index]
    if (isTemplated(wordOf(what))) return []
    if (!SUBJECTS.some((one) => one === what))
      return [
        {
          path: what === undefined ? path : [...path, 'kind'],
          message: `Rights are given to a ServiceAccount, a User or a Group; ${wordOf(what) || 'nothing'} is none of them.`,
          refusal: { field: [...path, 'kind'], says: supported(what, SUBJECTS) },
        },
      ]
    if (what !== 'ServiceAccount') return []
    if (wordOf(apiGroup) !== '')
      return [
        {
          path: [...path, 'apiGroup'],
          message: 'A ServiceAccount is of the core group, which has no name.',
          refusal: supported(apiGroup, ['']),
        },
      ]
    // A RoleBinding without a namespace in its subject is taken by the server, too, only where none is wanted.
    return kind === 'ClusterRoleBinding' && namespace === undefined
      ? [
          required(
            [...path, 'namespace'],
            path,
            `The namespace of ServiceAccount ${wordOf(name)} is missing.`,
          ),
        ]
      : []
  })

/** rbac validation, ValidatePolicyRule: what a rule must name. */
const rules = ({ fields, kind }: LintObject): readonly Found[] =>
  listOf(fields['rules']).flatMap((rule, index): readonly Found[] => {
    const path = ['rules', index]
    const urls = listOf(at(rule, 'nonResourceURLs'))
    if (urls.length > 0)
      return kind === 'Role'
        ? [
            {
              path: [...path, 'nonResourceURLs'],
              message: 'A Role grants rights inside a namespace, and URLs have none.',
              refusal: invalid(urls, 'namespaced rules cannot apply to non-resource URLs'),
            },
          ]
        : []
    return RULE_PARTS.filter(([name]) => listOf(at(rule, name)).length === 0).map(
      ([name, what]) => ({
        path,
        message: `The rule names no ${what}.`,
        refusal: {
          field: [...path, name],
          says: `Required value: resource rules must supply at least one ${what}`,
        },
      }),
    )
  })

// What a rule must name (`ValidatePolicyRule`).
const RULE_PARTS = [
  ['apiGroups', 'api group'],
  ['resources', 'resource'],
] as const

const POLICY_TYPES = ['Ingress', 'Egress'] as const

/** networking validation, ValidateNetworkPolicySpec. */
const policyTypes = ({ fields }: LintObject): readonly Found[] =>
  listOf(at(fields, 'spec', 'policyTypes')).flatMap((each, index) =>
    POLICY_TYPES.some((one) => one === each) || isTemplated(wordOf(each))
      ? []
      : [
          {
            path: ['spec', 'policyTypes', index],
            message: `${wordOf(each)} is no type of a NetworkPolicy; capitals count.`,
            refusal: supported(each, POLICY_TYPES),
          },
        ],
  )

/** A peer is a selector or a block of addresses, never both (`ValidateNetworkPolicyPeer`). */
const peers = ({ fields }: LintObject): readonly Found[] =>
  (
    [
      ['ingress', 'from'],
      ['egress', 'to'],
    ] as const
  ).flatMap(([side, ends]) =>
    listOf(at(fields, 'spec', side)).flatMap((rule, index) =>
      listOf(at(rule, ends)).flatMap((peer, at_) => peerAt(peer, ['spec', side, index, ends, at_])),
    ),
  )

/** networking validation, ValidateNetworkPolicyPeer. */
const peerAt = (peer: unknown, path: Path): readonly Found[] => {
  const block = at(peer, 'ipBlock')
  if (!isFields(block))
    return at(peer, 'podSelector') === undefined && at(peer, 'namespaceSelector') === undefined
      ? [
          {
            path,
            message: 'The peer is empty.',
            refusal: 'Required value: must specify a peer',
          },
        ]
      : []
  if (at(peer, 'podSelector') !== undefined || at(peer, 'namespaceSelector') !== undefined)
    return [
      {
        path,
        message: 'A peer is either a range of addresses or pods.',
        refusal: 'Forbidden: may not specify both ipBlock and another peer',
      },
    ]
  const cidr = wordOf(block['cidr'])
  return isTemplated(cidr) || /^[\da-fA-F.:]+\/\d{1,3}$/.test(cidr)
    ? []
    : [
        {
          path: [...path, 'ipBlock', 'cidr'],
          message: `${JSON.stringify(cidr)} is no range of addresses.`,
          refusal: invalid(cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'),
        },
      ]
}

/** scheduling/v1: what is above is for the system's own classes. */
const HIGHEST_PRIORITY = 1_000_000_000

/** Names with `system-` are the cluster's own. */
const priority = ({ fields, name }: LintObject): readonly Found[] => {
  const value = numberOf(fields['value'])
  return value === null || value <= HIGHEST_PRIORITY || name.startsWith('system-')
    ? []
    : [
        {
          path: ['value'],
          message: `${value} is above the highest priority.`,
          refusal: `Forbidden: maximum allowed value of a user defined priority is ${HIGHEST_PRIORITY}`,
        },
      ]
}

// Types of a LimitRange; others need a domain before a slash.
const LIMIT_KINDS = ['Container', 'Pod', 'PersistentVolumeClaim'] as const

/** core validation, validateLimitRangeTypeName. */
const limitKinds = ({ fields }: LintObject): readonly Found[] =>
  listOf(at(fields, 'spec', 'limits')).flatMap((each, index) => {
    const type = wordOf(at(each, 'type'))
    return type === '' || type.includes('/') || LIMIT_KINDS.some((one) => one === type)
      ? []
      : [
          {
            path: ['spec', 'limits', index, 'type'],
            message: `${type} is none of ${LIMIT_KINDS.join(', ')}; capitals count.`,
            refusal: invalid(type, 'must be a standard limit type or fully qualified'),
          },
        ]
  })

export const REFUSED_OBJECT_CHECKS: readonly Check[] = [
  refusedCheck({
    code: 'claim-invalid',
    title: 'A claim or a volume lacks a size, an access mode or its one source',
    happens: 'The API server refuses the object: spec.accessModes: Unsupported value.',
    fix: 'State ReadWriteOnce, ReadOnlyMany, ReadWriteMany or ReadWriteOncePod, a size, and one source.',
    find: [
      inKinds(['PersistentVolumeClaim', 'StatefulSet'], claim),
      inKinds(['PersistentVolume'], volume),
    ],
  }),
  refusedCheck({
    code: 'host-path-invalid',
    title: 'A hostPath has a type that does not exist, or leads upwards',
    happens: 'The API server refuses the object: hostPath.type: Unsupported value: "Dir".',
    fix: 'Use Directory, DirectoryOrCreate, File, FileOrCreate or Socket; no "..".',
    find: inPods(hostPaths),
  }),
  refusedCheck({
    code: 'secret-keys-missing',
    title: 'A Secret lacks a key that its type asks for',
    happens: 'The API server refuses the object: data[tls.crt]: Required value.',
    fix: 'Name the key as the type wants it, or use type: Opaque.',
    find: inKinds(['Secret'], secretKeys),
  }),
  refusedCheck({
    code: 'binding-invalid',
    title: 'A RoleBinding refers to something that is neither a role nor an account',
    happens: 'The API server refuses the object: roleRef.kind: Unsupported value: "role".',
    fix: 'Write Role or ClusterRole, and ServiceAccount (with its namespace), User or Group.',
    find: [
      inKinds(['RoleBinding', 'ClusterRoleBinding'], roleRef),
      inKinds(['RoleBinding', 'ClusterRoleBinding'], subjects),
    ],
  }),
  refusedCheck({
    code: 'role-rule-invalid',
    title: 'A rule of a role names no API group or no resource',
    happens:
      'The API server refuses the object: resource rules must supply at least one api group.',
    fix: 'Add apiGroups (the core one is "") and resources.',
    find: inKinds(['Role', 'ClusterRole'], rules),
  }),
  refusedCheck({
    code: 'networkpolicy-invalid',
    title: 'A NetworkPolicy has a type or a peer that is not allowed',
    happens: 'The API server refuses the object: policyTypes[0]: Unsupported value: "ingress".',
    fix: 'Write Ingress and Egress with a capital letter; a peer is pods or a range of addresses.',
    find: [inKinds(['NetworkPolicy'], policyTypes), inKinds(['NetworkPolicy'], peers)],
  }),
  refusedCheck({
    code: 'priority-too-high',
    title: 'A PriorityClass is above what users may have',
    happens:
      'The API server refuses the object: maximum allowed value of a user defined priority is 1000000000.',
    fix: 'Use a billion at most.',
    find: inKinds(['PriorityClass'], priority),
  }),
  refusedCheck({
    code: 'limitrange-invalid',
    title: 'A LimitRange is of a type that does not exist',
    happens: 'The API server refuses the object: must be a standard limit type or fully qualified.',
    fix: 'Write Container, Pod or PersistentVolumeClaim.',
    find: inKinds(['LimitRange'], limitKinds),
  }),
]
