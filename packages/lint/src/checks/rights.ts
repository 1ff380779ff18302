import { sameNamespace, type Bundle } from '../bundle.ts'
import {
  inContainers,
  inPods,
  inObjects,
  type Check,
  type Found,
  type LintObject,
} from '../check.ts'
import { quantity } from '@unloop/engine/evidence'
import { at, isFields, listOf, wordOf } from '../fields.ts'
import { baseName, programOfSite, runsOf } from '../program.ts'
import type { Site, Workload } from '../workload.ts'

/** Resources that kubectl is asked about, with their API groups and short names. */
const RESOURCES: readonly (readonly [group: string, plural: string, names: RegExp])[] = [
  ['apps', 'deployments', /^(?:deploy|deployments?)(?:\.apps)?$/],
  ['apps', 'statefulsets', /^(?:sts|statefulsets?)(?:\.apps)?$/],
  ['apps', 'daemonsets', /^(?:ds|daemonsets?)(?:\.apps)?$/],
  ['apps', 'replicasets', /^(?:rs|replicasets?)(?:\.apps)?$/],
  ['batch', 'jobs', /^jobs?(?:\.batch)?$/],
  ['batch', 'cronjobs', /^(?:cj|cronjobs?)(?:\.batch)?$/],
  ['', 'pods', /^(?:po|pods?)$/],
  ['', 'services', /^(?:svc|services?)$/],
  ['', 'configmaps', /^(?:cm|configmaps?)$/],
  ['', 'secrets', /^secrets?$/],
  ['', 'namespaces', /^(?:ns|namespaces?)$/],
  ['', 'nodes', /^(?:no|nodes?)$/],
  ['', 'persistentvolumeclaims', /^(?:pvc|persistentvolumeclaims?)$/],
  ['networking.k8s.io', 'ingresses', /^(?:ing|ingress|ingresses)$/],
]

/** What each command asks of the API server at the least. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  get: ['get'],
  describe: ['get'],
  delete: ['delete'],
  patch: ['get', 'patch'],
  annotate: ['get', 'patch'],
  label: ['get', 'patch'],
  wait: ['list', 'watch'],
  'rollout restart': ['get', 'patch'],
  'rollout status': ['list', 'watch'],
  'rollout undo': ['get', 'patch'],
  'set image': ['get', 'patch'],
}

/** What a command asks of the API server. */
interface Asked {
  readonly verbs: readonly string[]
  readonly group: string
  readonly resource: string
}

/** `kubectl rollout restart deployment/web`: what it needs; null for what is not in the table. */
function askedBy(words: readonly string[]): Asked | null {
  if (words.some((word) => /^--(?:kubeconfig|token|server|as)\b/.test(word))) return null
  const bare = words.filter(
    (word, index) =>
      !word.startsWith('-') && !/^-[nl]$|^--(?:namespace|selector)$/.test(words[index - 1] ?? ''),
  )
  const [first = '', second = ''] = bare
  const isTwo = VERBS[`${first} ${second}`] !== undefined
  const verbs = VERBS[isTwo ? `${first} ${second}` : first]
  const [kind = '', name] = (bare[isTwo ? 2 : 1] ?? '').split('/')
  const known = RESOURCES.find(([, , names]) => names.test(kind.toLowerCase()))
  if (verbs === undefined || known === undefined || kind.includes(',')) return null
  const hasName = name !== undefined || bare[isTwo ? 3 : 2] !== undefined
  const needed = verbs.map((verb) => (verb === 'get' && !hasName ? 'list' : verb))
  return { verbs: needed, group: known[0], resource: known[1] }
}

// Rules of a role.
type Rules = readonly unknown[]

/** The rules that the files give an account; null where a role is not among them. */
function rulesOf(workload: Workload, account: string, bundle: Bundle): Rules | null {
  const { namespace } = workload
  const bindings = [
    ...bundle.inNamespace('RoleBinding', namespace),
    ...bundle.kind('ClusterRoleBinding'),
  ].filter(({ fields }) =>
    listOf(at(fields, 'subjects')).some(
      (subject) =>
        at(subject, 'kind') === 'ServiceAccount' &&
        at(subject, 'name') === account &&
        sameNamespace(wordOf(at(subject, 'namespace')), namespace),
    ),
  )
  const rules: unknown[] = []
  for (const binding of bindings) {
    const role = bundle.find(
      wordOf(at(binding.fields, 'roleRef', 'kind')),
      binding.namespace,
      wordOf(at(binding.fields, 'roleRef', 'name')),
    )
    if (role === null || isFields(role.fields['aggregationRule'])) return null
    rules.push(...listOf(role.fields['rules']))
  }
  return rules
}

/** Whether a rule names a value, or all. */
const holds = (rule: unknown, field: string, value: string): boolean =>
  listOf(at(rule, field)).some((each) => each === '*' || each === value)

/** Whether any rule allows a verb on a resource. */
const allows = (rules: Rules, { group, resource }: Asked, verb: string): boolean =>
  rules.some(
    (rule) =>
      holds(rule, 'apiGroups', group) &&
      (holds(rule, 'resources', resource) || holds(rule, 'resources', `${resource}/*`)) &&
      holds(rule, 'verbs', verb),
  )

/** Only where roles are among the files: elsewhere the account may have any right. */
const kubectlRights = (site: Site, bundle: Bundle): readonly Found[] => {
  const hasRoles = bundle.kind('Role').length + bundle.kind('ClusterRole').length > 0
  if (!hasRoles) return []
  const { workload } = site
  const account = wordOf(workload.spec['serviceAccountName']) || 'default'
  const isKnown =
    bundle.find('ServiceAccount', workload.namespace, account) !== null && account !== 'default'
  const isImage = /(?:^|\/)kubectl$/.test(site.image.repository)
  if (!isKnown) return []
  const program = programOfSite(site)
  const runs =
    program === null && isImage
      ? [
          {
            words: ['kubectl', ...site.argv.map(({ text }) => text)],
            path: site.argv[0]?.path ?? site.path,
          },
        ]
      : runsOf(program)
  return runs.flatMap(({ words, path }) => {
    if (baseName(words[0] ?? '') !== 'kubectl') return []
    const asked = askedBy(words.slice(1))
    const rules = asked === null ? null : rulesOf(workload, account, bundle)
    const verb = asked?.verbs.find((each) => rules !== null && !allows(rules, asked, each))
    if (asked === null || rules === null || verb === undefined) return []
    const user = `system:serviceaccount:${workload.namespace || 'default'}:${account}`
    return [
      {
        path,
        message: `${words.slice(0, 5).join(' ')} needs to ${verb} ${asked.resource}, and the roles of ServiceAccount ${account} among these files do not allow that.`,
        happens: `Error from server (Forbidden): User "${user}" cannot ${verb} resource "${asked.resource}" in API group "${asked.group}"; exit code 1.`,
        fix: `Add the verb ${verb} for ${asked.resource} to its role.`,
      },
    ]
  })
}

// Docker's socket: nodes with containerd or CRI-O have none.
const RUNTIME_SOCKET = /^\/(?:var\/)?run\/docker\.sock$/

// What programs that speak to any runtime are given beside it.
const OTHER_SOCKET =
  /(?:containerd|crio|cri-dockerd|podman)[\w./-]*\.sock$|\/run\/(?:k3s\/)?(?:containerd|crio)$/

/** `type: Socket` keeps the pod from starting where there is no such socket. */
const dockerSocket = ({ volumes }: Workload): readonly Found[] =>
  volumes.flatMap(({ name, fields, path }) => {
    const host = at(fields, 'hostPath')
    if (!RUNTIME_SOCKET.test(wordOf(at(host, 'path')))) return []
    const checked = wordOf(at(host, 'type'))
    const isOneOfSeveral =
      checked === '' &&
      volumes.some((each) => OTHER_SOCKET.test(wordOf(at(each.fields, 'hostPath', 'path'))))
    if (isOneOfSeveral) return []
    return [
      {
        path: [...path, 'hostPath', 'path'],
        message: `Volume ${name} is Docker's socket, and nodes run containerd or CRI-O since Kubernetes 1.24: most have no such file.`,
        happens:
          checked === ''
            ? 'The kubelet makes an empty folder of that name, and the program ends: Cannot connect to the Docker daemon at unix:///var/run/docker.sock.'
            : `The pod stays in ContainerCreating: MountVolume.SetUp failed: hostPath type check failed: /var/run/docker.sock is not a ${checked === 'Socket' ? 'socket file' : checked.toLowerCase()}.`,
      },
    ]
  })

/** `localhostProfile` belongs to `type: Localhost`, and must be there then. */
const seccompProfile = (workload: Workload): readonly Found[] => {
  const places = [
    { fields: workload.spec, path: workload.path },
    ...workload.sites.map(({ fields, path }) => ({ fields, path })),
  ]
  return places.flatMap(({ fields, path }) => {
    const profile = at(fields, 'securityContext', 'seccompProfile')
    return at(profile, 'type') === 'Localhost'
      ? [
          {
            path: [...path, 'securityContext', 'seccompProfile', 'localhostProfile'],
            message: `The seccomp profile ${wordOf(at(profile, 'localhostProfile'))} is a file that each node must have below /var/lib/kubelet/seccomp.`,
            happens: `CreateContainerError: cannot load seccomp profile "/var/lib/kubelet/seccomp/${wordOf(at(profile, 'localhostProfile'))}": no such file or directory.`,
          },
        ]
      : []
  })
}

/** A ResourceQuota and what the workloads of its namespace ask for together (core/v1; LimitRange fills in defaults). */
const quota = (object: LintObject, bundle: Bundle): readonly Found[] => {
  if (object.workload === null || bundle.kind('ResourceQuota').length === 0) return []
  const { workload } = object
  const quotas = bundle.inNamespace('ResourceQuota', object.namespace)
  const hasDefaults = bundle.inNamespace('LimitRange', object.namespace).length > 0
  return quotas.flatMap((each) => {
    if (
      isFields(at(each.fields, 'spec', 'scopeSelector')) ||
      listOf(at(each.fields, 'spec', 'scopes')).length > 0
    )
      return []
    return QUOTED.flatMap(([name, kind, resource]): readonly Found[] => {
      const hard = quantity(wordOf(at(each.fields, 'spec', 'hard', name)))
      if (hard === null) return []
      const without = workload.sites.find((site) => amount(site, kind, resource) === null)
      if (without !== undefined)
        return hasDefaults
          ? []
          : [
              {
                path: without.path,
                message: `ResourceQuota ${each.name} counts ${name}, and container ${without.name} states no ${resource} ${kind === 'limits' ? 'limit' : 'request'}.`,
                happens: `FailedCreate: forbidden: failed quota: ${each.name}: must specify ${name} for: ${without.name}; there is no pod at all.`,
                fix: `Set resources.${kind}.${resource}.`,
              },
            ]
      const mains = workload.sites.filter(({ role }) => role !== 'init')
      const pod = mains.reduce((sum, site) => sum + (amount(site, kind, resource) ?? 0), 0)
      const all = pod * Math.max(1, workload.replicas)
      return all <= hard
        ? []
        : [
            {
              path: ['spec', 'replicas'],
              message: `${workload.replicas} ${workload.replicas === 1 ? 'pod wants' : 'pods want'} more ${name} than ResourceQuota ${each.name} has in all (${wordOf(at(each.fields, 'spec', 'hard', name))}).`,
              happens: `FailedCreate: forbidden: exceeded quota: ${each.name}; the missing pods are never made.`,
            },
          ]
    })
  })
}

// What a quota counts, and where a container states it.
const QUOTED = [
  ['limits.memory', 'limits', 'memory'],
  ['limits.cpu', 'limits', 'cpu'],
  ['requests.memory', 'requests', 'memory'],
  ['requests.cpu', 'requests', 'cpu'],
] as const

/** A request that is left out is as large as the limit (core/v1 ResourceRequirements). */
const amount = (site: Site, kind: 'limits' | 'requests', resource: string): number | null =>
  quantity(
    wordOf(site[kind][resource] ?? (kind === 'requests' ? site.limits[resource] : undefined)),
  )

export const RIGHT_CHECKS: readonly Check[] = [
  {
    code: 'kubectl-not-allowed',
    severity: 'may-crash',
    title: 'kubectl is run with an account that may not do it',
    happens:
      'Error from server (Forbidden): User cannot patch resource "deployments"; exit code 1.',
    fix: 'Add the verb to the role.',
    aliases: [],
    find: inContainers(kubectlRights, 'words'),
  },
  {
    code: 'docker-socket-mounted',
    severity: 'may-crash',
    title: "A pod wants Docker's socket, which most nodes do not have",
    happens:
      'MountVolume.SetUp failed: hostPath type check failed: /var/run/docker.sock is not a socket file.',
    fix: 'Build images without a daemon, or talk to the socket of the runtime that the nodes have.',
    aliases: [],
    find: inPods(dockerSocket),
  },
  {
    code: 'seccomp-profile-on-node',
    severity: 'may-crash',
    title: 'A container needs a seccomp profile that must lie on the node',
    happens:
      'CreateContainerError: cannot load seccomp profile "/var/lib/kubelet/seccomp/profile.json": no such file or directory.',
    fix: 'Use RuntimeDefault, or bring the file to every node first.',
    aliases: [],
    find: inPods(seccompProfile),
  },
  {
    code: 'quota-exceeded',
    severity: 'may-crash',
    title: 'A ResourceQuota of the files leaves no room for the pods',
    happens: 'FailedCreate: forbidden: exceeded quota; there is no pod at all.',
    fix: 'Raise the quota, or lower what the pods ask for.',
    aliases: [],
    find: inObjects(quota),
  },
]
