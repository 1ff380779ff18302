import type { Container, ContainerStatus, KubeEvent, Pod } from '@unloop/engine/evidence'
import { describedEvents } from './print-events.ts'
import { longTime } from './time.ts'

const field = (indent: number, name: string, value: string): string =>
  `${' '.repeat(indent)}${`${name}:`.padEnd(17 - (indent === 0 ? 0 : 2))}${value}`

interface Ended {
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly exitCode?: number | undefined
  readonly startedAt?: string | null | undefined
  readonly finishedAt?: string | null | undefined
}

const when = (text: string | null | undefined): string => longTime(text ? Date.parse(text) : 0)

function stateLines(name: string, state: ContainerStatus['state'] | undefined): readonly string[] {
  if (state?.running)
    return [field(4, name, 'Running'), field(6, 'Started', when(state.running.startedAt))]
  if (state?.waiting)
    return [
      field(4, name, 'Waiting'),
      field(6, 'Reason', state.waiting.reason ?? 'ContainerCreating'),
    ]
  return state?.terminated
    ? [field(4, name, 'Terminated'), ...endLines(state.terminated as Ended)]
    : []
}

const endLines = ({
  reason,
  message,
  exitCode,
  startedAt,
  finishedAt,
}: Ended): readonly string[] => [
  ...(reason ? [field(6, 'Reason', reason)] : []),
  ...(message ? [field(6, 'Message', message)] : []),
  field(6, 'Exit Code', String(exitCode ?? 0)),
  field(6, 'Started', when(startedAt)),
  field(6, 'Finished', when(finishedAt)),
]

interface Probe {
  readonly httpGet?: {
    readonly path?: string
    readonly port?: string | number
    readonly scheme?: string
    readonly host?: string
  }
  readonly tcpSocket?: { readonly port?: string | number }
  readonly exec?: { readonly command?: readonly string[] }
  readonly grpc?: { readonly port?: number; readonly service?: string }
  readonly initialDelaySeconds?: number
  readonly timeoutSeconds?: number
  readonly periodSeconds?: number
  readonly successThreshold?: number
  readonly failureThreshold?: number
}

function probeText(probe: Probe): string {
  const { httpGet, tcpSocket, exec, grpc } = probe
  const what = httpGet
    ? `http-get ${(httpGet.scheme ?? 'HTTP').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path ?? ''}`
    : tcpSocket
      ? `tcp-socket :${tcpSocket.port}`
      : exec
        ? `exec [${(exec.command ?? []).join(' ')}]`
        : `grpc <pod>:${grpc?.port} ${grpc?.service ?? ''}`
  const {
    initialDelaySeconds = 0,
    timeoutSeconds = 1,
    periodSeconds = 10,
    successThreshold = 1,
    failureThreshold = 3,
  } = probe
  return `${what} delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`
}

const wordsOf = (name: string, words: readonly string[] | undefined): readonly string[] =>
  words === undefined
    ? []
    : [
        field(4, name, '').trimEnd(),
        ...words.flatMap((word) => word.split('\n')).map((word) => `      ${word}`),
      ]

interface EnvVar {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: {
    readonly secretKeyRef?: {
      readonly name?: string
      readonly key?: string
      readonly optional?: boolean
    }
    readonly configMapKeyRef?: {
      readonly name?: string
      readonly key?: string
      readonly optional?: boolean
    }
    readonly fieldRef?: { readonly fieldPath?: string }
  }
}

function envLine({ name, value, valueFrom }: EnvVar): string {
  const secret = valueFrom?.secretKeyRef
  const map = valueFrom?.configMapKeyRef
  if (secret)
    return `      ${name}:  <set to the key '${secret.key}' in secret '${secret.name}'>  Optional: ${secret.optional ?? false}`
  if (map)
    return `      ${name}:  <set to the key '${map.key}' of config map '${map.name}'>  Optional: ${map.optional ?? false}`
  if (valueFrom?.fieldRef) return `      ${name}:   (v1:${valueFrom.fieldRef.fieldPath})`
  return `      ${name}:  ${value ?? ''}`
}

interface Spec extends Container {
  readonly volumeMounts?: readonly {
    readonly name: string
    readonly mountPath: string
    readonly readOnly?: boolean
    readonly subPath?: string
  }[]
}

function containerLines(spec: Spec, status: ContainerStatus | undefined): readonly string[] {
  const { ports = [], resources, env = [] } = spec
  const amounts = (
    name: string,
    of: Readonly<Record<string, unknown>> | undefined,
  ): readonly string[] =>
    of === undefined
      ? []
      : [
          `    ${name}:`,
          ...Object.entries(of).map(([key, value]) => `      ${`${key}:`.padEnd(9)}${value}`),
        ]
  const probes = (['liveness', 'readiness', 'startup'] as const).flatMap((kind) => {
    const probe = spec[`${kind}Probe`] as Probe | undefined
    return probe ? [field(4, kind.charAt(0).toUpperCase() + kind.slice(1), probeText(probe))] : []
  })
  return [
    `  ${spec.name}:`,
    field(4, 'Container ID', status?.containerID ?? `containerd://${spec.name}`),
    field(4, 'Image', spec.image ?? ''),
    field(
      4,
      'Port',
      ports.length === 0
        ? '<none>'
        : ports.map((port) => `${port.containerPort}/${port.protocol ?? 'TCP'}`).join(', '),
    ),
    ...wordsOf('Command', spec.command),
    ...wordsOf('Args', spec.args),
    ...stateLines('State', status?.state ?? { waiting: { reason: 'ContainerCreating' } }),
    ...stateLines('Last State', status?.lastState ?? undefined),
    field(4, 'Ready', status?.ready === true ? 'True' : 'False'),
    field(4, 'Restart Count', String(status?.restartCount ?? 0)),
    ...amounts('Limits', resources?.limits),
    ...amounts('Requests', resources?.requests),
    ...probes,
    ...(env.length === 0
      ? [field(4, 'Environment', '<none>')]
      : ['    Environment:', ...env.map((one) => envLine(one as EnvVar))]),
    '    Mounts:',
    ...(spec.volumeMounts ?? []).map(
      ({ name, mountPath, readOnly, subPath }) =>
        `      ${mountPath} from ${name} (${readOnly === true ? 'ro' : 'rw'}${subPath === undefined ? '' : `,path="${subPath}"`})`,
    ),
  ]
}

/** `kubectl describe pod`. */
export function describePod(pod: Pod, events: readonly KubeEvent[], now: number): string {
  const { metadata, spec, status } = pod
  const owner = metadata.ownerReferences?.[0]
  const list = (
    title: string,
    specs: readonly Container[] | undefined,
    statuses: readonly ContainerStatus[] | undefined,
  ): readonly string[] =>
    specs === undefined || specs.length === 0
      ? []
      : [
          `${title}:`,
          ...specs.flatMap((one) =>
            containerLines(
              one as Spec,
              statuses?.find(({ name }) => name === one.name),
            ),
          ),
        ]
  return [
    field(0, 'Name', metadata.name ?? ''),
    field(0, 'Namespace', metadata.namespace ?? ''),
    field(0, 'Priority', '0'),
    field(0, 'Service Account', spec?.serviceAccountName ?? 'default'),
    field(0, 'Node', spec?.nodeName === undefined ? '<none>' : `${spec.nodeName}/10.0.0.8`),
    field(0, 'Start Time', when(status?.startTime)),
    ...Object.entries(metadata.labels ?? {}).map(
      ([key, value], index) =>
        `${index === 0 ? 'Labels:'.padEnd(17) : ' '.repeat(17)}${key}=${value}`,
    ),
    field(0, 'Annotations', '<none>'),
    field(0, 'Status', status?.phase ?? 'Pending'),
    ...(status?.reason === undefined ? [] : [field(0, 'Reason', status.reason)]),
    ...(status?.message === undefined ? [] : [field(0, 'Message', status.message)]),
    field(0, 'IP', status?.podIP ?? ''),
    ...(owner ? [`Controlled By:  ${owner.kind}/${owner.name}`] : []),
    ...list('Init Containers', spec?.initContainers, status?.initContainerStatuses),
    ...list('Containers', spec?.containers, status?.containerStatuses),
    'Conditions:',
    '  Type                        Status',
    ...(status?.conditions ?? []).map(
      ({ type = '', status: is = '' }) => `  ${type.padEnd(28)}${is} `,
    ),
    'Volumes:                     <none>',
    'QoS Class:                   Burstable',
    'Node-Selectors:              <none>',
    'Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s',
    describedEvents(events, now),
  ].join('\n')
}
