import type { KubeObject } from '@unloop/engine/evidence'

type Fields = Readonly<Record<string, unknown>>
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

/** A shape laid out for ten thousand objects with some dozens of fields each: its fields in a row. */
type Plan =
  | { readonly kind: 'list' | 'map' | 'text' | 'number' }
  | { readonly kind: 'each' | 'of'; readonly fields: readonly Field[]; readonly named: boolean }
interface Field {
  readonly name: string
  readonly plan: Plan
}

const fieldsOf = (shapes: Shapes): readonly Field[] =>
  Object.entries(shapes).map(([name, shape]) => ({ name, plan: planOf(shape) }))

function planOf(shape: Shape): Plan {
  if (typeof shape === 'string') return { kind: shape }
  const [kind, shapes] =
    'of' in shape ? (['of', shape.of] as const) : (['each', shape.each] as const)
  return { kind, fields: fieldsOf(shapes), named: 'name' in shapes }
}

const wholeOf = (shapes: Shapes): readonly Field[] =>
  fieldsOf({ ...shapes, metadata: { of: METADATA } })
const WHOLE = new Map(Object.entries(BY_KIND).map(([kind, shapes]) => [kind, wholeOf(shapes)]))
const ANY_WHOLE = wholeOf(ANY)

/**
 * The object without the fields whose type is not the API's, so that a hand-made or broken file can't surprise the engine
 * (`containers: "none"`, `restartCount: "7"`). A number written as text is read; an object in good shape is returned as it is.
 */
export function soundShape(object: KubeObject): KubeObject {
  return repaired(object, WHOLE.get(object.kind) ?? ANY_WHOLE) as KubeObject
}

function repaired(value: Fields, fields: readonly Field[]): Fields {
  let copy: Record<string, unknown> | undefined
  for (const { name, plan } of fields) {
    const before = value[name]
    if (before === undefined || before === null) continue
    const after = fit(before, plan)
    if (after === before) continue
    copy ??= { ...value }
    if (after === undefined) delete copy[name]
    else copy[name] = after
  }
  return copy ?? value
}

function fit(value: unknown, plan: Plan): unknown {
  if (plan.kind === 'text') return fitText(value)
  if (plan.kind === 'number') return fitNumber(value)
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value) !== (plan.kind === 'list' || plan.kind === 'each')) return undefined
  switch (plan.kind) {
    case 'list':
      return fitTextList(value as readonly unknown[])
    case 'map':
      return value
    case 'of':
      return repaired(value as Fields, plan.fields)
    case 'each':
      return fitEach(value as readonly unknown[], plan)
  }
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

function fitEach(
  value: readonly unknown[],
  { fields, named }: Extract<Plan, { fields: unknown }>,
): readonly unknown[] {
  let kept: unknown[] | undefined
  for (let i = 0; i < value.length; i++) {
    const item = value[i]
    const fitted = isFields(item) ? withName(repaired(item, fields), named) : undefined
    if (fitted !== item) kept ??= value.slice(0, i)
    if (fitted !== undefined) kept?.push(fitted)
  }
  return kept ?? value
}

const isFields = (item: unknown): item is Fields =>
  typeof item === 'object' && item !== null && !Array.isArray(item)

/** A container, status or volume without a name can't be told from others, but still shows what happened. */
const withName = (item: Fields, named: boolean): Fields =>
  named && item['name'] === undefined ? { ...item, name: '' } : item
