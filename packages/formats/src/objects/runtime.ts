import type { KubeObject } from '@unloop/engine/evidence'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []

/** What a runtime tells of one container, by Kubernetes' names. */
interface Told {
  readonly pod: string
  readonly namespace: string
  readonly container: string
  readonly image: string
  readonly restarts: number
  readonly state: Fields
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: readonly Fields[]
  readonly memoryBytes?: number | undefined
}

/**
 * The pod as the kubelet would show it, from what a runtime tells of one of its containers: `crictl inspect` (CRI's
 * ContainerStatus) and `docker inspect`. Null for anything else.
 */
export function podOfRuntime(fields: Fields): KubeObject | null {
  const told = ofCri(fields) ?? ofDocker(fields)
  if (told === null) return null
  const { pod, namespace, container, image, restarts, state, command, args, env } = told
  const limits = told.memoryBytes ? { limits: { memory: String(told.memoryBytes) } } : {}
  const spec = {
    name: container,
    image,
    resources: limits,
    ...(command?.length ? { command } : {}),
    ...(args?.length ? { args } : {}),
    ...(env?.length ? { env } : {}),
  }
  const isRunning = state['running'] !== undefined
  const status = { name: container, image, restartCount: restarts, ready: isRunning, state }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod, ...(namespace === '' ? {} : { namespace }) },
    spec: { containers: [spec] },
    status: { phase: 'Running', containerStatuses: [status] },
  } as unknown as KubeObject
}

/** Labels that the kubelet gives every container (k8s.io/kubernetes/pkg/kubelet/types/labels.go). */
const labelled = (labels: Fields): Pick<Told, 'pod' | 'namespace' | 'container'> => ({
  pod: textOf(labels['io.kubernetes.pod.name']),
  namespace: textOf(labels['io.kubernetes.pod.namespace']),
  container: textOf(labels['io.kubernetes.container.name']),
})

function ofCri(fields: Fields): Told | null {
  const status = fieldsOf(fields['status'])
  const state = textOf(status['state'])
  const names = labelled(fieldsOf(status['labels']))
  if (!state.startsWith('CONTAINER_') || names.pod === '') return null
  const { config } = fieldsOf(fields['info'])
  const made = fieldsOf(config)
  const { linux } = fieldsOf(status['resources'])
  return {
    ...names,
    image: textOf(fieldsOf(status['image'])['image']),
    restarts: numberOf(fieldsOf(status['metadata'])['attempt']) ?? 0,
    state: state === 'CONTAINER_RUNNING' ? { running: {} } : { terminated: ended(criEnd(status)) },
    command: wordsOf(made['command']),
    args: wordsOf(made['args']),
    env: Array.isArray(made['envs'])
      ? made['envs'].map((one) => ({ name: fieldsOf(one)['key'], value: fieldsOf(one)['value'] }))
      : [],
    memoryBytes: Number(fieldsOf(linux)['memoryLimitInBytes'] ?? 0) || undefined,
  }
}

const criEnd = (status: Fields): Fields => ({
  exitCode: status['exitCode'],
  reason: status['reason'],
  message: status['message'],
  startedAt: status['startedAt'],
  finishedAt: status['finishedAt'],
})

function ofDocker(fields: Fields): Told | null {
  const state = fieldsOf(fields['State'])
  const config = fieldsOf(fields['Config'])
  if (textOf(state['Status']) === '' || fields['Config'] === undefined) return null
  const names = labelled(fieldsOf(config['Labels']))
  const own = textOf(fields['Name']).replace(/^\//, '').replaceAll('_', '-').toLowerCase()
  return {
    pod: names.pod || own || 'container',
    namespace: names.namespace,
    container: names.container || own || 'container',
    image: textOf(config['Image']),
    restarts: numberOf(fields['RestartCount']) ?? 0,
    state: dockerState(state),
    command: wordsOf(config['Entrypoint']),
    args: wordsOf(config['Cmd']),
    env: wordsOf(config['Env']).map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1) }
    }),
    memoryBytes: numberOf(fieldsOf(fields['HostConfig'])['Memory']),
  }
}

function dockerState(state: Fields): Fields {
  if (state['Running'] === true && state['Restarting'] !== true) return { running: {} }
  const message = textOf(state['Error'])
  const isStarted = state['Status'] !== 'created'
  return {
    terminated: ended({
      exitCode: state['ExitCode'],
      reason: reasonOf(state, isStarted),
      message,
      startedAt: state['StartedAt'],
      finishedAt: state['FinishedAt'],
    }),
  }
}

/** As the kubelet's Docker shim said it: OOMKilled, Completed, ContainerCannotRun, Error. */
function reasonOf(state: Fields, isStarted: boolean): string {
  if (state['OOMKilled'] === true) return 'OOMKilled'
  if (!isStarted && textOf(state['Error']) !== '') return 'ContainerCannotRun'
  return state['ExitCode'] === 0 ? 'Completed' : 'Error'
}

/** Times that a runtime never set are those of the year 1. */
function ended(end: Fields): Fields {
  const isSet = ([, value]: readonly [string, unknown]): boolean =>
    value !== '' && value !== undefined && !(typeof value === 'string' && value.startsWith('0001-'))
  return Object.fromEntries(Object.entries(end).filter(isSet))
}
