// Where the one mistake of each pair stands: the object and (a part of) the field. `bad` files must be found there.
const APP = 'Deployment/web'
const C = 'spec.template.spec.containers'

const at = (object, ...fields) => ({ object, fields })
const app = (...fields) => at(APP, ...fields)
const COMMAND = app(`${C}[0].command`, `${C}[0].args`)
const ENV = app(`${C}[0].env`)
const PROBE = app(`${C}[0].livenessProbe`, `${C}[0].readinessProbe`, `${C}[0].startupProbe`)
const RESOURCES = app(`${C}[0].resources`)
const VOLUME = app('spec.template.spec.volumes', `${C}[0].volumeMounts`)
const SECURITY = app(`${C}[0].securityContext`, 'spec.template.spec.securityContext')
const PORTS = app(`${C}[0].ports`, `${C}[1].ports`)
const INIT = app('spec.template.spec.initContainers')
const ANY = app('spec')
const PORT = app(
  `${C}[0].args`,
  `${C}[0].env`,
  `${C}[0].livenessProbe`,
  `${C}[0].ports`,
  `${C}[0].command`,
)

export const EXPECTED = {
  'arg-port-vs-probe-port': PORT,
  'bind-localhost-with-probe': PORT,
  'defaultmode-decimal': VOLUME,
  'drop-all-caps-root-entrypoint': SECURITY,
  'duplicate-container-port': PORTS,
  'duplicate-object': at('ConfigMap/web-config', ''),
  'emptydir-over-ephemeral-limit': app('spec.template.spec.volumes', `${C}[0].resources`),
  'env-port-vs-probe-port': PORT,
  'env-host-localhost-with-probe': PORT,
  'envfrom-wrong-namespace': app(`${C}[0].envFrom`),
  'gomemlimit-over-limit': ENV,
  'grpc-probe-named-port': PROBE,
  'hostnetwork-dns-policy': app('spec.template.spec.hostNetwork', 'spec.template.spec.dnsPolicy'),
  'hpa-target-missing': at('HorizontalPodAutoscaler/web', 'spec.scaleTargetRef'),
  'image-invalid-reference': app(`${C}[0].image`),
  'image-whitespace': app(`${C}[0].image`),
  'init-never-ends': INIT,
  'init-waits-for-absent-service': INIT,
  'job-restart-always': at('Job/web', 'spec.template.spec'),
  'jvm-maxrampercentage-100': ENV,
  'liveness-window-too-short': PROBE,
  'low-port-nonroot': PORT,
  'missing-service-account': app('spec.template.spec.serviceAccountName'),
  'mount-hides-workdir': VOLUME,
  'networkpolicy-cuts-dependency': at('NetworkPolicy/web', 'spec.egress'),
  'node-old-space-over-limit': ENV,
  'postgres-no-password': app(`${C}[0].env`, `${C}[0].image`),
  'postgres-pgdata-at-mount-root': VOLUME,
  'poststart-no-shell': app(`${C}[0].lifecycle`),
  'progress-deadline-below-startup': app('spec.progressDeadlineSeconds'),
  'pvc-missing': VOLUME,
  'redis-maxmemory-over-limit': COMMAND,
  'request-over-limit': RESOURCES,
  'rolebinding-missing-role': at('RoleBinding/web', 'roleRef'),
  'script-configmap-not-executable': app(`${C}[0].command`, 'spec.template.spec.volumes'),
  'secret-mode-0400-nonroot': VOLUME,
  'secret-trailing-newline': ENV,
  'sprintf-nil': app(`${C}[0].image`),
  'sudo-without-escalation': COMMAND,
  'token-off-but-needed': app('spec.template.spec.automountServiceAccountToken'),
  'two-containers-same-port': PORTS,
  'write-into-configmap-mount': COMMAND,
  'yaml-duplicate-key': ENV,
  'yaml-env-norway': ENV,
  'yaml-folded-script': COMMAND,
  'yaml-misindented-env': app('spec.template.spec.env'),
  'yaml-misspelt-probe': app(`${C}[0].livenesProbe`),
  'yaml-null-limits': RESOURCES,
  'yaml-smart-quotes': COMMAND,
  'yaml-tab': at(APP, ''),
  'yaml-template-left': ENV,
}

const GROUPS = [
  [/^cmd-/, COMMAND],
  [/^env-|^helm-/, ENV],
  [/^probe-/, PROBE],
  [/^memory-/, RESOURCES],
]

/** The entry of a pair by its name. */
export const expectedOf = (name) =>
  EXPECTED[name] ?? GROUPS.find(([pattern]) => pattern.test(name))?.[1] ?? ANY
