import { inContainers, inKinds, inPods, type Check, type Found } from '../check.ts'
import { edited, renamed } from '../edit.ts'
import { at, fieldsOf, isFields, listOf, numberOf, wordOf } from '../fields.ts'
import type { Image } from '../image.ts'
import type { PortEntry, Site, Workload } from '../workload.ts'
import { PRACTICE_SECURITY_CHECKS } from './practice-security.ts'
import { posture, practice } from './practice-shape.ts'
import { PRACTICE_OBJECT_CHECKS } from './practice-objects.ts'

/** A check that a request or limit is stated. */
const resource = (
  kind: 'requests' | 'limits',
  name: 'cpu' | 'memory',
  { happens, aliases }: { readonly happens: string; readonly aliases: readonly string[] },
): Check =>
  practice(
    {
      code: `${name}-${kind === 'limits' ? 'limit' : 'request'}-missing`,
      title: `A container has no ${name} ${kind === 'limits' ? 'limit' : 'request'}`,
      happens,
      fix: `Set resources.${kind}.${name}.`,
      aliases,
    },
    (site) =>
      site[kind][name] === undefined || site[kind][name] === null
        ? `Container ${site.name} has no ${name} ${kind === 'limits' ? 'limit' : 'request'}.`
        : null,
    (site) => (isFields(site.fields['resources']) ? [...site.path, 'resources'] : site.path),
  )

/** A container that goes on running. */
const isServing = (site: Site): boolean => site.role !== 'init' && site.workload.runsForever

/** A check that a probe is there. */
const probe = (
  kind: 'livenessProbe' | 'readinessProbe',
  happens: string,
  aliases: readonly string[],
): Check =>
  practice(
    {
      code: kind === 'livenessProbe' ? 'liveness-probe-missing' : 'readiness-probe-missing',
      title: `A container has no ${kind === 'livenessProbe' ? 'liveness' : 'readiness'} probe`,
      happens,
      fix: `Add a ${kind}.`,
      aliases,
    },
    (site) =>
      isServing(site) && !site.probes.some((each) => each.kind === kind)
        ? `Container ${site.name} has no ${kind}.`
        : null,
    (site) => site.path,
  )

/** A check that a number of probes is stated. */
const implicitTiming = (field: string, code: string): Check => ({
  code: `probe-${code}-implicit`,
  severity: 'practice',
  title: `A probe does not state ${field}`,
  happens: 'The default applies, which may kill a slow start or find a dead program late.',
  fix: `State ${field}.`,
  aliases: [`datree/CONTAINERS_INCORRECT_${field.toUpperCase()}_VALUE`],
  find: inContainers((site) =>
    site.probes
      .filter(
        ({ fields }) => (numberOf(fields[field]) ?? -1) < (field === 'initialDelaySeconds' ? 0 : 1),
      )
      .map(({ kind, path }) => ({
        path,
        message: `The ${kind} of ${site.name} does not state ${field}.`,
      })),
  ),
})

/** A liveness probe that is also the readiness probe kills what is only busy. */
const identicalProbes = (site: Site): readonly Found[] => {
  const [live, ready] = (['livenessProbe', 'readinessProbe'] as const).map((kind) =>
    site.probes.find((each) => each.kind === kind),
  )
  if (live === undefined || ready === undefined) return []
  const same = JSON.stringify(live.fields) === JSON.stringify(ready.fields)
  return same
    ? [
        {
          path: live.path,
          message: `Both probes of ${site.name} are the same: what takes it out of the Service for a moment also kills it.`,
        },
      ]
    : []
}

/** Ports that only root or CAP_NET_BIND_SERVICE may bind, unless the node's sysctl says otherwise. */
const isPrivileged = ({ port }: PortEntry): boolean => port !== null && port > 0 && port < 1024

/** Volumes of the node. */
const hostPaths = (workload: Workload): readonly Found[] =>
  workload.volumes.flatMap(({ name, fields, path }) =>
    isFields(fields['hostPath'])
      ? [
          {
            path: [...path, 'hostPath'],
            message: `Volume ${name} is a folder of the node, ${wordOf(at(fields, 'hostPath', 'path'))}.`,
          },
        ]
      : [],
  )

/** Mounts of the node that are not read-only. */
const writableHostMounts = (site: Site): readonly Found[] =>
  site.mounts.flatMap((mount) =>
    isFields(mount.volume?.fields['hostPath']) && !mount.readOnly
      ? [
          {
            path: mount.path,
            message: `${site.name} may write to a folder of the node at ${mount.mountPath}.`,
          },
        ]
      : [],
  )

/** A tag that means another image tomorrow. */
const isMoving = ({ tag }: Image): boolean => tag === null || tag === 'latest'

// Frozen in 2023: no newer image is ever there.
const OLD_REGISTRY = /^(?:k8s\.gcr\.io|gcr\.io\/google[-_]containers)\//

/** A digest of the algorithms that registries serve, of any other by its grammar alone. */
const isDigest = (digest: string): boolean =>
  digest.startsWith('sha256:')
    ? /^sha256:[\da-f]{64}$/.test(digest)
    : /^[a-z][\w+.-]*:[\da-f]{32,}$/.test(digest)

export const PRACTICE_CHECKS: readonly Check[] = [
  resource('requests', 'memory', {
    happens:
      'The scheduler does not know what it needs: it is the first to be evicted, and its node runs out of memory.',
    aliases: [
      'datree/CONTAINERS_MISSING_MEMORY_REQUEST_KEY',
      'kubescape/C-0004',
      'kubescape/C-0269',
      'kyverno/require-pod-requests-limits',
      'monokle/KBP004',
      'kube-linter/unset-memory-requirements',
      'kube-score/container-resources',
      'polaris/memoryRequestsMissing',
      'kubescape/resources-memory-requests',
      'kubescape/resources-memory-limit-and-request',
      'trivy/KSV-0016',
      'popeye/POP-106',
      'gatekeeper/containerrequests',
      'gatekeeper/containerresources',
    ],
  }),
  resource('requests', 'cpu', {
    happens: 'The scheduler does not know what it needs: it starves where the node is busy.',
    aliases: [
      'datree/CONTAINERS_MISSING_CPU_REQUEST_KEY',
      'kubescape/C-0050',
      'kubescape/C-0268',
      'kubescape/resources-cpu-limit-and-request',
      'kyverno/require-pod-requests-limits',
      'monokle/KBP002',
      'kube-linter/unset-cpu-requirements',
      'kube-score/container-resources',
      'polaris/cpuRequestsMissing',
      'kubescape/resources-cpu-requests',
      'trivy/KSV-0015',
      'popeye/POP-106',
      'gatekeeper/containerrequests',
      'gatekeeper/containerresources',
    ],
  }),
  resource('limits', 'memory', {
    happens: 'A leak takes the node down with it, and the kernel picks whom to kill.',
    aliases: [
      'datree/CONTAINERS_MISSING_MEMORY_LIMIT_KEY',
      'kubescape/C-0004',
      'kubescape/C-0009',
      'kubescape/C-0271',
      'kyverno/require-pod-requests-limits',
      'monokle/KBP005',
      'gatekeeper/containerlimits',
      'kube-linter/unset-memory-requirements',
      'kube-score/container-resources',
      'polaris/memoryLimitsMissing',
      'kubescape/resources-memory-limits',
      'kubescape/resources-memory-limit-and-request',
      'kubescape/resource-policies',
      'trivy/KSV-0018',
      'popeye/POP-107',
      'gatekeeper/containerresources',
    ],
  }),
  resource('limits', 'cpu', {
    happens: 'One container can take all that its neighbours need.',
    aliases: [
      'datree/CONTAINERS_MISSING_CPU_LIMIT_KEY',
      'kubescape/C-0009',
      'kubescape/C-0050',
      'kubescape/C-0270',
      'kubescape/resources-cpu-limit-and-request',
      'kyverno/require-cpu-limits',
      'monokle/KBP003',
      'gatekeeper/containerlimits',
      'kube-score/container-resources',
      'polaris/cpuLimitsMissing',
      'kubescape/resources-cpu-limits',
      'kubescape/resource-policies',
      'trivy/KSV-0011',
      'popeye/POP-107',
      'gatekeeper/containerresources',
    ],
  }),
  probe('livenessProbe', 'A program that hangs stays as it is.', [
    'datree/CONTAINERS_MISSING_LIVENESSPROBE_KEY',
    'kubescape/C-0056',
    'kubescape/configured-liveness-probe',
    'popeye/POP-103',
    'kube-linter/no-liveness-probe',
    'polaris/livenessProbeMissing',
    'kyverno/require-probes',
    'gatekeeper/requiredprobes',
    'popeye/POP-102',
  ]),
  probe('readinessProbe', 'Requests arrive before the program can serve them.', [
    'datree/CONTAINERS_MISSING_READINESSPROBE_KEY',
    'kubescape/C-0018',
    'popeye/POP-104',
    'kube-linter/no-readiness-probe',
    'kube-score/pod-probes',
    'polaris/readinessProbeMissing',
    'kubescape/configured-readiness-probe',
    'kyverno/require-probes',
    'gatekeeper/requiredprobes',
    'popeye/POP-102',
  ]),
  ...[
    ['initialDelaySeconds', 'delay'],
    ['periodSeconds', 'period'],
    ['timeoutSeconds', 'timeout'],
    ['successThreshold', 'success'],
    ['failureThreshold', 'failure'],
  ].map(([field = '', code = '']) => implicitTiming(field, code)),
  {
    code: 'probes-identical',
    severity: 'practice',
    title: 'The liveness probe is the same as the readiness probe',
    happens: 'A moment of overload that should only take the pod out of the Service kills it.',
    fix: 'Give the liveness probe a cheaper check, or a larger failureThreshold.',
    aliases: ['kube-score/pod-probes-identical', 'kyverno/ensure-probes-different'],
    find: inContainers(identicalProbes, 'probes'),
  },
  posture(
    {
      code: 'image-tag-not-pinned',
      title: 'The image has no tag, or the tag latest',
      happens: 'A restart pulls another program than the one that was tested.',
      fix: 'Name a version, or a digest.',
      aliases: [
        'kyverno/disallow-latest-tag',
        'monokle/KBP116',
        'datree/CONTAINERS_MISSING_IMAGE_VALUE_VERSION',
        'kube-linter/latest-tag',
        'kube-score/container-image-tag',
        'polaris/tagNotSpecified',
        'trivy/KSV-0013',
        'popeye/POP-100',
        'popeye/POP-101',
        'gatekeeper/disallowedtags',
      ],
    },
    ({ image }) =>
      image.text !== '' && image.digest === null && isMoving(image)
        ? `${image.text} can be another image tomorrow.`
        : null,
    (site) => [...site.path, 'image'],
  ),
  posture(
    {
      code: 'image-digest-missing',
      title: 'The image is not pinned to a digest',
      happens: 'A tag can be moved to another image.',
      fix: 'Add @sha256:….',
      aliases: [
        'kubescape/C-0306',
        'datree/CONTAINERS_MISSING_IMAGE_VALUE_DIGEST',
        'kubescape/image-not-pinned-to-digest',
        'kyverno/require-image-checksum',
        'gatekeeper/imagedigests',
      ],
    },
    ({ image }) =>
      image.text !== '' && !isDigest(image.digest ?? '') ? `${image.text} names no digest.` : null,
    (site) => [...site.path, 'image'],
  ),
  posture(
    {
      code: 'image-pull-policy-not-always',
      title: 'The image is not pulled at each start',
      happens: 'Nodes that have an older image of the same tag run that.',
      fix: 'Set imagePullPolicy: Always, or pin a digest.',
      aliases: [
        'kubescape/C-0075',
        'kyverno/always-pull-images',
        'kyverno/imagepullpolicy-always',
        'kube-score/container-image-pull-policy',
        'polaris/pullPolicyNotAlways',
        'kubescape/image-pull-policy-is-not-set-to-always',
      ],
    },
    ({ fields, image }) =>
      fields['imagePullPolicy'] === 'Always'
        ? null
        : fields['imagePullPolicy'] === undefined && image.digest === null && isMoving(image)
          ? 'imagePullPolicy is not set; it is Always only as long as the image has no tag or the tag latest.'
          : `imagePullPolicy is ${wordOf(fields['imagePullPolicy']) || 'not set'}.`,
    (site) => [
      ...site.path,
      site.fields['imagePullPolicy'] === undefined ? 'image' : 'imagePullPolicy',
    ],
  ),
  posture(
    {
      code: 'image-registry-frozen',
      title: 'The image comes from a registry that gets no new images',
      happens: 'Newer tags are not there: ImagePullBackOff.',
      fix: 'Use registry.k8s.io.',
      aliases: [
        'kubescape/rule-identify-old-k8s-registry',
        'kubescape/C-0253',
        'kyverno/restrict-deprecated-registry',
      ],
    },
    ({ image }) =>
      OLD_REGISTRY.test(image.text) ? `${image.text.split('/')[0]} is frozen.` : null,
    (site) => [...site.path, 'image'],
  ),
  ...PRACTICE_SECURITY_CHECKS,
  practice(
    {
      code: 'host-port',
      title: 'A container takes a port of its node',
      happens: 'Only one pod a node can run: the others stay Pending.',
      fix: 'Use a Service.',
      aliases: [
        'kyverno/disallow-host-ports-range',
        'kubescape/C-0044',
        'kubescape/C-0204',
        'kyverno/disallow-host-ports',
        'monokle/PSS106',
        'datree/CONTAINERS_INCORRECT_KEY_HOSTPORT',
        'polaris/hostPortSet',
        'kubescape/container-hostPort',
        'trivy/KSV-0024',
        'gatekeeper/host-network-ports',
      ],
    },
    ({ ports, name }) => {
      const port = ports.find(({ hostPort }) => hostPort !== null)
      return port === undefined ? null : `${name} takes port ${port.hostPort} of the node.`
    },
    (site) => [
      ...(site.ports.find(({ hostPort }) => hostPort !== null)?.path ?? site.path),
      'hostPort',
    ],
  ),
  practice(
    {
      code: 'privileged-port',
      title: 'A container listens on a port below 1024',
      happens:
        'As soon as it no longer runs as root, and the node keeps low ports for root: bind: permission denied.',
      fix: 'Listen on a port from 1024 on; the Service may keep the low one as its port.',
      aliases: ['kube-linter/privileged-ports', 'trivy/KSV-0117', 'monokle/KBP113'],
    },
    ({ ports, name }) => {
      const low = ports.find(isPrivileged)
      return low === undefined ? null : `${name} listens on port ${low.port}.`
    },
    (site) => [...(site.ports.find(isPrivileged)?.path ?? site.path), 'containerPort'],
  ),
  {
    code: 'host-path',
    severity: 'practice',
    title: 'A volume is a folder of the node',
    happens: 'The pod finds other files on another node, or none.',
    fix: 'Use a PersistentVolumeClaim.',
    aliases: [
      'kubescape/C-0048',
      'kubescape/C-0203',
      'kubescape/alert-any-hostpath',
      'kyverno/disallow-host-path',
      'monokle/PSS105',
      'datree/CONTAINERS_INCORRECT_KEY_HOSTPATH',
      'polaris/hostPathSet',
      'trivy/KSV-0023',
    ],
    find: inPods(hostPaths),
  },
  {
    code: 'host-path-writable',
    severity: 'practice',
    title: 'A container may write to a folder of the node',
    happens: 'It can change or fill the node.',
    fix: 'Set readOnly: true on the mount.',
    aliases: [
      'kubescape/C-0045',
      'kubescape/alert-rw-hostpath',
      'kyverno/ensure-readonly-hostpath',
      'datree/EKS_INVALID_HOSTPATH_MOUNT_READONLY_VALUE',
      'kube-linter/writable-host-mount',
    ],
    find: inContainers(writableHostMounts, 'mounts'),
  },
  practice(
    {
      code: 'prestop-missing',
      title: 'A container has no preStop hook',
      happens: 'Requests arrive while the program already stops.',
      fix: 'Add a preStop hook that sleeps a few seconds.',
      aliases: ['datree/CONTAINERS_MISSING_PRESTOP_KEY', 'datree/CONTAINERS_MISSING_PRESTOP'],
    },
    (site) =>
      isServing(site) && at(site.fields, 'lifecycle', 'preStop') === undefined
        ? `${site.name} has no preStop hook.`
        : null,
    (site) => site.path,
  ),
  practice(
    {
      code: 'ephemeral-storage-unset',
      title: 'A container has no request and limit of ephemeral storage',
      happens: 'Logs and files of one pod fill the node, and others are evicted.',
      fix: 'Set resources.requests and limits of ephemeral-storage.',
      aliases: [
        'kube-score/container-ephemeral-storage-request-and-limit',
        'gatekeeper/ephemeralstoragelimit',
      ],
    },
    (site) =>
      site.limits['ephemeral-storage'] === undefined ||
      site.requests['ephemeral-storage'] === undefined
        ? `${site.name} may fill the disk of its node.`
        : null,
    (site) => (isFields(site.fields['resources']) ? [...site.path, 'resources'] : site.path),
  ),
  practice(
    {
      code: 'port-name-missing',
      title: 'A port of a container has no name',
      happens: 'Services and probes break when the number changes.',
      fix: 'Name the port.',
      aliases: ['popeye/POP-108', 'kyverno/require-container-port-names'],
    },
    ({ ports }) => {
      const port = ports.find(({ name }) => name === null)
      return port === undefined ? null : `Port ${port.port} has no name.`
    },
    (site) => site.ports.find(({ name }) => name === null)?.path ?? site.path,
  ),
  {
    code: 'subpath-used',
    severity: 'practice',
    title: 'A mount uses subPath',
    happens:
      'The file never follows changes of its ConfigMap or Secret; old kubelets had holes here (CVE-2021-25741).',
    fix: 'Mount the whole volume where you can.',
    aliases: ['datree/CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY'],
    find: inContainers((site) =>
      listOf(site.fields['volumeMounts']).flatMap((each, index) =>
        fieldsOf(each)['subPath'] === undefined
          ? []
          : [
              {
                path: [...site.path, 'volumeMounts', index, 'subPath'],
                message: `${site.name} mounts a subPath.`,
              },
            ],
      ),
    ),
  },
  {
    code: 'service-account-field-deprecated',
    severity: 'practice',
    title: 'The deprecated field serviceAccount is used',
    happens: 'It is ignored where serviceAccountName says otherwise.',
    fix: 'Write serviceAccountName.',
    aliases: [
      'kube-linter/deprecated-service-account-field',
      'kubescape/deprecated-service-account-field',
      'kubescape/C-0294',
    ],
    find: inPods(({ fields, spec, path }) =>
      wordOf(spec['serviceAccount']) === ''
        ? []
        : [
            {
              path: [...path, 'serviceAccount'],
              message: 'serviceAccount is deprecated.',
              ...edited(renamed(fields, [...path, 'serviceAccount'], 'serviceAccountName')),
            },
          ],
    ),
  },
  {
    code: 'bare-pod',
    severity: 'practice',
    title: 'A pod belongs to no workload',
    happens: 'Nothing makes it anew when its node goes away.',
    fix: 'Use a Deployment, StatefulSet, DaemonSet or Job.',
    aliases: [
      'datree/K8S_INCORRECT_KIND_VALUE_POD',
      'polaris/nakedPod',
      'kyverno/prevent-bare-pods',
      'popeye/POP-208',
    ],
    find: inKinds(['Pod'], (object) =>
      listOf(at(object.fields, 'metadata', 'ownerReferences')).length > 0
        ? []
        : [{ path: ['kind'], message: `Pod ${object.name} has no owner.` }],
    ),
  },
  ...PRACTICE_OBJECT_CHECKS,
]
