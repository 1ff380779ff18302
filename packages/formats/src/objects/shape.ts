import type { KubeObject } from '@unloop/engine'

type Fields = Record<string, unknown>
type Shape =
  'list' | 'map' | 'text' | 'number' | { readonly each: Shapes } | { readonly of: Shapes }
interface Shapes {
  readonly [field: string]: Shape
}

const STATE: Shapes = {
  waiting: { of: { reason: 'text', message: 'text' } },
  running: 'map',
  terminated: { of: { exitCode: 'number', signal: 'number', reason: 'text', message: 'text' } },
}
const STATUSES: Shape = {
  each: { name: 'text', restartCount: 'number', state: { of: STATE }, lastState: { of: STATE } },
}
const PROBE: Shape = {
  of: { httpGet: 'map', tcpSocket: 'map', grpc: 'map', exec: { of: { command: 'list' } } },
}
const CONTAINERS: Shape = {
  each: {
    name: 'text',
    image: 'text',
    command: 'list',
    args: 'list',
    env: { each: { name: 'text', valueFrom: 'map' } },
    envFrom: { each: {} },
    ports: { each: {} },
    volumeMounts: { each: { name: 'text', mountPath: 'text' } },
    resources: { of: { limits: 'map', requests: 'map' } },
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    startupProbe: PROBE,
    securityContext: 'map',
    lifecycle: 'map',
  },
}
const POD_SPEC: Shapes = {
  containers: CONTAINERS,
  initContainers: CONTAINERS,
  volumes: { each: { name: 'text' } },
  nodeSelector: 'map',
  securityContext: 'map',
}
const CONDITIONS: Shape = { each: { type: 'text', status: 'text' } }
const TEMPLATE: Shapes = { template: { of: { metadata: 'map', spec: { of: POD_SPEC } } } }
const ANY: Shapes = { spec: { of: TEMPLATE }, status: { of: { conditions: CONDITIONS } } }
const BY_KIND: Readonly<Record<string, Shapes>> = {
  Pod: {
    spec: { of: POD_SPEC },
    status: {
      of: {
        phase: 'text',
        conditions: CONDITIONS,
        containerStatuses: STATUSES,
        initContainerStatuses: STATUSES,
      },
    },
  },
  CronJob: { spec: { of: { jobTemplate: { of: { spec: { of: TEMPLATE } } } } } },
  Event: {
    involvedObject: { of: { kind: 'text', name: 'text', namespace: 'text', fieldPath: 'text' } },
    reason: 'text',
    message: 'text',
    count: 'number',
    source: 'map',
  },
}
const METADATA: Shapes = {
  name: 'text',
  namespace: 'text',
  uid: 'text',
  labels: 'map',
  annotations: 'map',
  ownerReferences: { each: { kind: 'text', name: 'text', uid: 'text' } },
}

const withMetadata = (shapes: Shapes): Shapes => ({ ...shapes, metadata: { of: METADATA } })
const WHOLE = new Map(Object.entries(BY_KIND).map(([kind, shapes]) => [kind, withMetadata(shapes)]))
const ANY_WHOLE = withMetadata(ANY)

/**
 * The object without the fields whose type is not the API's, so that a hand-made or broken file can't surprise the engine
 * (`containers: "none"`, `restartCount: "7"`). A number written as text is read; an object in good shape is returned as it is.
 */
export function soundShape(object: KubeObject): KubeObject {
  return repaired(object, WHOLE.get(object.kind) ?? ANY_WHOLE) as KubeObject
}

function repaired(value: Readonly<Record<string, unknown>>, shapes: Shapes): unknown {
  let copy: Fields | undefined
  for (const field in shapes) {
    const before = value[field]
    if (before === undefined || before === null) continue
    const after = fit(before, shapes[field] as Shape)
    if (after === before) continue
    copy ??= { ...value }
    if (after === undefined) delete copy[field]
    else copy[field] = after
  }
  return copy ?? value
}

function fit(value: unknown, shape: Shape): unknown {
  if (shape === 'text') return fitText(value)
  if (shape === 'number') return fitNumber(value)
  if (shape === 'list') return Array.isArray(value) ? fitTextList(value) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (shape === 'map') return Array.isArray(value) ? undefined : value
  if ('of' in shape) {
    return Array.isArray(value) ? undefined : repaired(value as Fields, shape.of)
  }
  return Array.isArray(value) ? fitEach(value, shape.each) : undefined
}

function fitText(value: unknown): unknown {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function fitNumber(value: unknown): unknown {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
}

function fitTextList(value: readonly unknown[]): readonly unknown[] {
  return value.every((item) => typeof item === 'string')
    ? value
    : value.map((item) => fitText(item) ?? '')
}

function fitEach(value: readonly unknown[], shapes: Shapes): unknown {
  let changed = false
  const kept: unknown[] = []
  for (const item of value) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      changed = true
      continue
    }
    const after = repaired(item as Fields, shapes)
    if (after !== item) changed = true
    // A container, status or volume without a name can't be told from others, but still shows what happened.
    if ('name' in shapes && (after as Fields)['name'] === undefined) {
      changed = true
      kept.push({ ...(after as Fields), name: '' })
    } else kept.push(after)
  }
  return changed ? kept : value
}
