import type { Fields } from '@unloop/lint'
import { NAMES, serviceHosts, SYSTEM_NAMESPACES } from './names.ts'
import { MATCH_CONDITIONS, RULES } from './rules.ts'

/** What `unloop webhook install` was asked for. */
export interface InstallationOptions {
  readonly namespace: string
  readonly image: string
  /** Further arguments of `unloop webhook`. */
  readonly args: readonly string[]
  /** Namespaces whose objects are never judged, beside those of the system. */
  readonly exempt: readonly string[]
  /** cert-manager makes the certificate and injects the authority; else the webhook does so itself. */
  readonly certManager: boolean
  /** The webhook may look up in the cluster what an object refers to, and gets the rights for it. */
  readonly live: boolean
}

const LABELS = { 'app.kubernetes.io/name': NAMES.app }
const CERT_DIR = '/etc/unloop/tls'

/** Everything that `kubectl apply` needs to install the webhook, in an order that works. */
export function installation(options: InstallationOptions): readonly Fields[] {
  const { certManager, live } = options
  return [
    namespaceOf(options),
    account(options),
    ...(certManager ? issuance(options) : secretAndRights(options)),
    ...(live ? reading(options) : []),
    service(options),
    budget(options),
    deployment(options),
    configuration(options),
  ]
}

const named = (name: string, namespace?: string) => ({
  name,
  ...(namespace === undefined ? {} : { namespace }),
  labels: LABELS,
})

const namespaceOf = ({ namespace }: InstallationOptions): Fields => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: namespace,
    labels: { ...LABELS, 'pod-security.kubernetes.io/enforce': 'restricted' },
  },
})

const account = ({ namespace }: InstallationOptions): Fields => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: named(NAMES.webhook, namespace),
  automountServiceAccountToken: false,
})

/** Its own Secret, made empty so that no right to create Secrets is needed, and its own configuration. */
const secretAndRights = ({ namespace }: InstallationOptions): readonly Fields[] => [
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: named(NAMES.secret, namespace),
    type: 'Opaque',
  },
  role('Role', {
    namespace,
    rules: [
      {
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: [NAMES.secret],
        verbs: ['get', 'update'],
      },
    ],
  }),
  binding('Role', NAMES.webhook, namespace),
  role('ClusterRole', {
    rules: [
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
        resourceNames: [NAMES.webhook],
        verbs: ['get', 'patch'],
      },
    ],
  }),
  binding('ClusterRole', NAMES.webhook, namespace),
]

const LIVE = `${NAMES.webhook}-live`

const reading = ({ namespace }: InstallationOptions): readonly Fields[] => [
  role('ClusterRole', {
    name: LIVE,
    rules: [
      {
        apiGroups: [''],
        resources: ['configmaps', 'persistentvolumeclaims', 'serviceaccounts', 'services'],
        verbs: ['get'],
      },
    ],
  }),
  binding('ClusterRole', LIVE, namespace),
]

interface RoleParts {
  readonly name?: string
  readonly namespace?: string
  readonly rules: readonly Fields[]
}

const role = (kind: 'Role' | 'ClusterRole', parts: RoleParts): Fields => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: named(parts.name ?? NAMES.webhook, parts.namespace),
  rules: parts.rules,
})

const binding = (kind: 'Role' | 'ClusterRole', name: string, namespace: string): Fields => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: `${kind}Binding`,
  metadata: named(name, kind === 'Role' ? namespace : undefined),
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
  subjects: [{ kind: 'ServiceAccount', name: NAMES.webhook, namespace }],
})

/** cert-manager makes the certificate, and its injector writes the caBundle. */
const issuance = ({ namespace }: InstallationOptions): readonly Fields[] => [
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: named(NAMES.webhook, namespace),
    spec: { selfSigned: {} },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: named(NAMES.webhook, namespace),
    spec: {
      secretName: NAMES.secret,
      dnsNames: serviceHosts(namespace),
      issuerRef: { kind: 'Issuer', name: NAMES.webhook },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  },
]

const service = ({ namespace }: InstallationOptions): Fields => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: named(NAMES.webhook, namespace),
  spec: {
    selector: LABELS,
    ports: [
      { name: 'https', port: 443, targetPort: 'https' },
      { name: 'metrics', port: NAMES.statusPort, targetPort: 'status' },
    ],
  },
})

const budget = ({ namespace }: InstallationOptions): Fields => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: named(NAMES.webhook, namespace),
  spec: { minAvailable: 1, selector: { matchLabels: LABELS } },
})

const deployment = (options: InstallationOptions): Fields => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: named(NAMES.webhook, options.namespace),
  spec: {
    replicas: 2,
    selector: { matchLabels: LABELS },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template: { metadata: { labels: LABELS }, spec: podSpec(options) },
  },
})

const podSpec = (options: InstallationOptions): Fields => ({
  serviceAccountName: NAMES.webhook,
  automountServiceAccountToken: !options.certManager || options.live,
  enableServiceLinks: false,
  // 5 s until its address is out of the Service, 25 s for answers that are on their way.
  terminationGracePeriodSeconds: 40,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 10_001,
    runAsGroup: 10_001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: LABELS },
    },
  ],
  containers: [container(options)],
  ...(options.certManager
    ? { volumes: [{ name: 'tls', secret: { secretName: NAMES.secret } }] }
    : {}),
})

const probe = (path: string, times: Fields): Fields => ({
  httpGet: { path, port: 'status' },
  initialDelaySeconds: 0,
  successThreshold: 1,
  timeoutSeconds: 2,
  ...times,
})

const container = ({ namespace, image, args, certManager }: InstallationOptions): Fields => ({
  name: 'webhook',
  image,
  imagePullPolicy: 'IfNotPresent',
  args: [
    'webhook',
    `--namespace=${namespace}`,
    ...(certManager ? [`--cert-dir=${CERT_DIR}`] : []),
    ...args,
  ],
  ports: [
    { name: 'https', containerPort: NAMES.port },
    { name: 'status', containerPort: NAMES.statusPort },
  ],
  resources: {
    requests: { cpu: '50m', memory: '128Mi' },
    limits: { memory: '768Mi' },
  },
  startupProbe: probe('/healthz', { periodSeconds: 2, failureThreshold: 60 }),
  livenessProbe: probe('/healthz', { periodSeconds: 10, failureThreshold: 3 }),
  readinessProbe: probe('/readyz', { periodSeconds: 5, failureThreshold: 2 }),
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  ...(certManager ? { volumeMounts: [{ name: 'tls', mountPath: CERT_DIR, readOnly: true }] } : {}),
})

const configuration = ({ namespace, exempt, certManager }: InstallationOptions): Fields => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: {
    ...named(NAMES.webhook),
    ...(certManager
      ? { annotations: { 'cert-manager.io/inject-ca-from': `${namespace}/${NAMES.webhook}` } }
      : {}),
  },
  webhooks: [
    {
      name: NAMES.hook,
      admissionReviewVersions: ['v1'],
      clientConfig: {
        service: { name: NAMES.webhook, namespace, path: '/validate', port: 443 },
      },
      failurePolicy: 'Ignore',
      matchPolicy: 'Equivalent',
      sideEffects: 'None',
      timeoutSeconds: 5,
      namespaceSelector: {
        matchExpressions: [
          {
            key: 'kubernetes.io/metadata.name',
            operator: 'NotIn',
            values: [...new Set([...SYSTEM_NAMESPACES, namespace, ...exempt])],
          },
          { key: 'unloop.dev/webhook', operator: 'NotIn', values: ['ignore'] },
        ],
      },
      matchConditions: MATCH_CONDITIONS,
      rules: RULES,
    },
  ],
})
