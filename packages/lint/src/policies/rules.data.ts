import { SHORT_BUDGET_SECONDS } from '../checks/probes.ts'
import type { CelRule } from './rule.ts'

const COMMAND = 'c.?command.orValue([]).size() > 0'
const FIRST = 'c.command[0]'

const BUILTINS =
  'source . cd export alias set unset ulimit umask eval exec trap wait shift declare local readonly pushd popd shopt'
    .split(' ')
    .map((word) => `'${word}'`)
    .join(', ')

/** `string()`, as a quantity may be written as a number. */
const amount = (kind: 'limits' | 'requests', name: string): string =>
  `string(c.?resources.?${kind}[?'${name}'].orValue(''))`

const LIMIT = amount('limits', 'memory')
const isAmount = (text: string): string => `isQuantity(${text})`
const below = (text: string, other: string): string =>
  `quantity(${text}).compareTo(quantity(${other})) < 0`

const plainBytes = (kind: 'limits' | 'requests'): string => {
  const text = amount(kind, 'memory')
  return `${text}.matches(r'^\\d+(?:k|Ki)?$') && ${isAmount(text)} && quantity(${text}).compareTo(quantity('0')) > 0 && ${below(text, "'1Mi'")}`
}

const PROBES = '[c.?livenessProbe, c.?readinessProbe, c.?startupProbe]'
const ONE_STRING =
  "p.?exec.?command.orValue([]).size() == 1 && p.value().exec.command[0].matches(r'\\S\\s+\\S')"
const HANDLER = (probe: string): string =>
  ['httpGet', 'tcpSocket', 'grpc', 'exec'].map((each) => `has(${probe}.${each})`).join(' || ')
const LIVENESS = 'c.livenessProbe'
const SECONDS = `(${LIVENESS}.?initialDelaySeconds.orValue(0) + ${LIVENESS}.?periodSeconds.orValue(10) * (${LIVENESS}.?failureThreshold.orValue(3) - 1))`

const CPU = amount('limits', 'cpu')
const DISK = amount('limits', 'ephemeral-storage')
const SIZE = "string(v.?emptyDir.?sizeLimit.orValue(''))"

/** A volume that the container mounts and that fulfils a condition. */
const mounts = (condition: string): string =>
  `c.?volumeMounts.orValue([]).exists(m, POD.?volumes.orValue([]).exists(v, v.name == m.name && ${condition}))`

const effective = (field: string, otherwise: string): string =>
  `c.?securityContext.?${field}.orValue(POD.?securityContext.?${field}.orValue(${otherwise}))`

const REPLICAS = 'OBJECT.?spec.?replicas.orValue(1)'
const UNAVAILABLE = "string(OBJECT.?spec.?strategy.?rollingUpdate.?maxUnavailable.orValue(''))"
const JOB = "(OBJECT.kind == 'CronJob' ? OBJECT.spec.jobTemplate.spec : OBJECT.spec)"
const PORTS = 'c.?ports.orValue([])'
const SAME_PORT =
  "p.containerPort == q.containerPort && p.?protocol.orValue('TCP') == q.?protocol.orValue('TCP')"
const RUNNING =
  "(POD.containers + POD.?initContainers.orValue([]).filter(i, i.?restartPolicy.orValue('') == 'Always'))"

const envValue = (condition: string): string =>
  `c.?env.orValue([]).exists(e, !has(e.valueFrom) && ${condition})`
const VALUE = "e.?value.orValue('')"

const CHANGE_ME =
  '(?i)^(?:change[-_ ]?me.*|replace[-_ ]?me.*|fix[-_ ]?me|todo|xxx+|tbd|placeholder|your[-_ ].*|<[^>]*(?:your|insert|replace|token|password|secret|key|here)[^>]*>|insert[-_ ].*here|dummy|example[-_ ]?(?:key|secret|password|token))$'
const PLACEHOLDER =
  '^\\$\\{[A-Za-z_][\\w:.-]*\\}$|^__[A-Z0-9_]+__$|^@@?[A-Z0-9_]+@@?$|^%%[A-Z0-9_]+%%$|^#\\{[\\w.]+\\}#?$'
const USUAL = `(${VALUE}.split(':').exists(d, d == '/usr/bin' || d == '/bin') || ${VALUE}.contains('$('))`

const NAME = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const IMAGE = `^(?:(?:localhost|[A-Za-z0-9.-]*\\.[A-Za-z0-9.-]*|[A-Za-z0-9-]+)(?::\\d+)?/)?${NAME}(?:/${NAME})*(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`
/** A part in capitals before the digest: some tool fills it in. */
const CAPITALS = '^[^@]*?(?:^|[/:])[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*(?:[/:@]|$)'
const REGISTRY = '^[A-Za-z0-9.-]+(?::\\d+)?/'
const LOOKS_LIKE_REGISTRY = '^[^/@]*[.:][^/@]*/'

const PERCENTAGE = '-XX:(?:Max|Initial)RAMPercentage=0*(?:9[1-9]|[1-9]\\d{2,}|90\\.0*[1-9])'

const OCTAL_LOOKING =
  '400, 440, 444, 500, 550, 555, 600, 640, 644, 660, 664, 700, 750, 755, 775, 777'

/** The checks that CEL can express, from what a single object states; each must come to the verdict of its check. */
export const CEL_RULES: readonly CelRule[] = [
  {
    code: 'cmd-one-string',
    over: 'all',
    bad: `${COMMAND} && ${FIRST}.matches(r'\\S\\s+\\S') && !${FIRST}.matches(r'^[\\x27\\x22“”‘’]')`,
  },
  { code: 'cmd-shell-builtin', over: 'all', bad: `${COMMAND} && ${FIRST} in [${BUILTINS}]` },
  {
    code: 'cmd-embedded-quotes',
    over: 'all',
    bad: `${COMMAND} && ${FIRST}.matches(r'^(?:\\x27.+\\x27|\\x22.+\\x22)$')`,
  },
  {
    code: 'cmd-trailing-space',
    over: 'all',
    bad: `${COMMAND} && ${FIRST}.trim() != '' && ${FIRST} != ${FIRST}.trim()`,
  },
  { code: 'cmd-empty-string', over: 'all', bad: `${COMMAND} && ${FIRST}.trim() == ''` },
  {
    code: 'cmd-empty-string',
    over: 'all',
    severity: 'may-crash',
    bad: `${COMMAND} && ${FIRST}.trim() != '' && c.command.exists(w, w.trim() == '')`,
  },
  {
    code: 'image-invalid-reference',
    over: 'all',
    bad: `has(c.image) && c.image != '' && !c.image.matches(r'[{}$<>%“”\\s]|^ko://') && !c.image.matches(r'${CAPITALS}') && (!c.image.matches(r'${IMAGE}') || c.image.matches(r'@sha256:') && !c.image.matches(r'@sha256:[0-9a-f]{64}$') || (c.image.matches(r'${LOOKS_LIKE_REGISTRY}') && !c.image.matches(r'${REGISTRY}')))`,
  },
  { code: 'memory-milli-unit', over: 'all', bad: `${LIMIT}.matches(r'^\\d+m$')` },
  {
    code: 'memory-milli-unit',
    over: 'all',
    severity: 'may-crash',
    bad: `${amount('requests', 'memory')}.matches(r'^\\d+m$')`,
  },
  { code: 'memory-plain-bytes', over: 'all', bad: plainBytes('limits') },
  { code: 'memory-plain-bytes', over: 'all', severity: 'may-crash', bad: plainBytes('requests') },
  {
    code: 'memory-limit-tiny',
    over: 'all',
    bad: `${isAmount(LIMIT)} && ${below(LIMIT, "'6Mi'")} && !(${below(LIMIT, "'1Mi'")})`,
  },
  {
    code: 'tmpfs-over-limit',
    over: 'all',
    bad: `${isAmount(LIMIT)} && quantity(${LIMIT}).compareTo(quantity('0')) > 0 && ${mounts(`v.?emptyDir.?medium.orValue('') == 'Memory' && ${isAmount(SIZE)} && !(${below(SIZE, LIMIT)})`)}`,
  },
  {
    code: 'emptydir-over-ephemeral-limit',
    over: 'all',
    bad: `${isAmount(DISK)} && quantity(${DISK}).compareTo(quantity('0')) > 0 && ${mounts(`v.?emptyDir.?medium.orValue('') != 'Memory' && ${isAmount(SIZE)} && ${below(DISK, SIZE)}`)}`,
  },
  {
    code: 'jvm-maxrampercentage-100',
    over: 'all',
    bad: `${envValue(`${VALUE}.matches(r'${PERCENTAGE}')`)} || (c.?command.orValue([]) + c.?args.orValue([])).exists(w, w.matches(r'${PERCENTAGE}'))`,
  },
  {
    code: 'runasnonroot-uid-zero',
    over: 'all',
    bad: `${effective('runAsNonRoot', 'false')} && ${effective('runAsUser', '-1')} == 0`,
  },
  { code: 'image-pull-never', over: 'all', bad: "c.?imagePullPolicy.orValue('') == 'Never'" },
  {
    code: 'probe-exec-one-string',
    over: 'all',
    bad: `[c.?livenessProbe, c.?startupProbe].exists(p, ${ONE_STRING})`,
  },
  {
    code: 'probe-exec-one-string',
    over: 'all',
    severity: 'may-crash',
    bad: `[c.?readinessProbe].exists(p, ${ONE_STRING})`,
  },
  {
    code: 'probe-path-full-url',
    over: 'all',
    bad: `${PROBES}.exists(p, p.?httpGet.?path.orValue('').matches(r'(?i)^/?[a-z]+://'))`,
  },
  {
    code: 'probe-timeout-over-period',
    over: 'all',
    bad: `${PROBES}.exists(p, p.hasValue() && p.?timeoutSeconds.orValue(1) > p.?periodSeconds.orValue(10))`,
  },
  {
    code: 'liveness-window-too-short',
    over: 'all',
    bad: `has(${LIVENESS}) && !has(c.startupProbe) && (${HANDLER(LIVENESS)}) && ${SECONDS} < ${SHORT_BUDGET_SECONDS}`,
  },
  {
    code: 'cpu-limit-starves-liveness',
    over: 'all',
    bad: `has(${LIVENESS}) && !has(c.startupProbe) && ${isAmount(CPU)} && quantity(${CPU}).compareTo(quantity('0')) > 0 && ${below(CPU, "'100m'")} && ${SECONDS} < 60`,
  },
  {
    code: 'progress-deadline-below-startup',
    over: 'all',
    bad: "OBJECT.kind == 'Deployment' && has(c.startupProbe) && c.startupProbe.?initialDelaySeconds.orValue(0) + c.startupProbe.?periodSeconds.orValue(10) * c.startupProbe.?failureThreshold.orValue(3) > OBJECT.spec.?progressDeadlineSeconds.orValue(600)",
  },
  {
    code: 'duplicate-env-var',
    over: 'all',
    bad: "c.?env.orValue([]).exists(e, c.env.filter(x, x.name == e.name).size() > 1 && c.env.exists(x, x.name == e.name && (!has(x.value) || x.value != e.?value.orValue(''))))",
  },
  { code: 'env-changeme', over: 'all', bad: envValue(`${VALUE}.trim().matches(r'${CHANGE_ME}')`) },
  {
    code: 'env-placeholder',
    over: 'all',
    bad: envValue(`${VALUE}.trim().matches(r'${PLACEHOLDER}')`),
  },
  {
    code: 'env-path-override',
    over: 'all',
    bad: envValue(`e.name == 'PATH' && (!${USUAL} || ${VALUE}.matches(r'\\$\\(?PATH\\)?'))`),
  },
  {
    code: 'duplicate-container-port',
    over: 'all',
    bad: `${PORTS}.exists(p, c.ports.filter(q, ${SAME_PORT}).size() > 1)`,
  },
  {
    code: 'two-containers-same-port',
    over: 'pod',
    narrower: 'The check also knows on which ports known images listen.',
    bad: `${RUNNING}.exists(a, a.?ports.orValue([]).exists(p, ${RUNNING}.exists(b, b.name != a.name && b.?ports.orValue([]).exists(q, ${SAME_PORT}))))`,
  },
  {
    code: 'hostport-multi-replica',
    over: 'all',
    bad: `${REPLICAS} > 1 && !(OBJECT.kind in ['DaemonSet', 'Job', 'CronJob']) && ${PORTS}.exists(p, p.?hostPort.orValue(0) > 0)`,
  },
  {
    code: 'hostnetwork-dns-policy',
    over: 'pod',
    bad: "POD.?hostNetwork.orValue(false) && POD.?dnsPolicy.orValue('ClusterFirst') == 'ClusterFirst'",
  },
  {
    code: 'job-endless-retries',
    over: 'pod',
    bad: `OBJECT.kind in ['Job', 'CronJob'] && ${JOB}.?backoffLimit.orValue(6) >= 50 && !${JOB}.?activeDeadlineSeconds.hasValue() && !${JOB}.?podFailurePolicy.hasValue()`,
  },
  {
    code: 'rollout-all-at-once',
    over: 'pod',
    bad: `OBJECT.kind == 'Deployment' && (${UNAVAILABLE} == '100%' || (${UNAVAILABLE}.matches(r'^\\d{1,9}$') && int(${UNAVAILABLE}) >= ${REPLICAS} && ${REPLICAS} > 1))`,
  },
  {
    code: 'defaultmode-decimal',
    over: 'pod',
    bad: `POD.?volumes.orValue([]).exists(v, [v.?configMap.?defaultMode, v.?secret.?defaultMode, v.?projected.?defaultMode, v.?downwardAPI.?defaultMode].exists(m, m.orValue(0) in [${OCTAL_LOOKING}]))`,
  },
  ...(['requests', 'limits'] as const).flatMap((kind) =>
    ['memory', 'cpu'].map((name) => ({
      code: `${name}-${kind.slice(0, -1)}-missing`,
      over: 'all' as const,
      bad: `${amount(kind, name)} == ''`,
    })),
  ),
  {
    code: 'liveness-probe-missing',
    over: 'serving',
    bad: '!has(c.livenessProbe)',
  },
  {
    code: 'readiness-probe-missing',
    over: 'serving',
    bad: '!has(c.readinessProbe)',
  },
  {
    code: 'image-tag-not-pinned',
    over: 'all',
    bad: "c.?image.orValue('') != '' && !c.image.contains('@') && (c.image.matches(r':latest$') || !c.image.matches(r':[^/]*$'))",
  },
  {
    code: 'image-digest-missing',
    over: 'all',
    bad: "c.?image.orValue('') != '' && !c.image.matches(r'@sha256:[0-9a-f]{64}$') && (c.image.contains('@sha256:') || !c.image.matches(r'@[a-z][\\w+.-]*:[0-9a-f]{32,}$'))",
  },
  {
    code: 'run-as-root-allowed',
    over: 'all',
    bad: `!${effective('runAsNonRoot', 'false')}`,
  },
  {
    code: 'readonly-rootfs-missing',
    over: 'all',
    bad: '!c.?securityContext.?readOnlyRootFilesystem.orValue(false)',
  },
  { code: 'host-path', over: 'pod', bad: 'POD.?volumes.orValue([]).exists(v, has(v.hostPath))' },
  {
    code: 'replicas-below-two',
    over: 'pod',
    bad: `OBJECT.kind == 'Deployment' && ${REPLICAS} < 2`,
  },
]
