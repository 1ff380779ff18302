import type { KubeObject } from '@unloop/engine/evidence'
import { maskValue } from '@unloop/engine/masking'
import { LAST_APPLIED } from '../cluster/tidy.ts'

const MASKED = '***'

/** Fields that hold hashes, addresses of images and times: no secrets, and the diagnosis needs them as they are. */
const PLAIN = new Set([
  'uid',
  'resourceVersion',
  'image',
  'imageID',
  'containerID',
  'creationTimestamp',
  'managedFields',
  'caBundle',
])

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Masked whole, so that names beside a value still give it away, with the plain fields put back. */
const maskedDeep = (value: unknown): unknown => restored(value, maskValue(value))

function restored(before: unknown, after: unknown): unknown {
  if (before === after) return before
  if (Array.isArray(before) && Array.isArray(after))
    return after.map((one, index) => restored(before[index], one))
  if (!isFields(before) || !isFields(after)) return after
  const entries = Object.entries(after)
  return Object.fromEntries(
    Object.entries(before).map(([key, value], index) => {
      const [shownKey = key, shown] = entries[index] ?? []
      return [shownKey, PLAIN.has(key) ? value : restored(value, shown)]
    }),
  )
}

/** The object that `kubectl apply` keeps as text inside of an annotation. */
const maskJson = (value: string): string => {
  try {
    const object: unknown = JSON.parse(value)
    return isFields(object) ? JSON.stringify(maskedDeep(object)) : MASKED
  } catch {
    return MASKED
  }
}

const withMaskedJson = (object: KubeObject): KubeObject => {
  const { annotations } = object.metadata
  if (annotations?.[LAST_APPLIED] === undefined) return object
  const applied = { [LAST_APPLIED]: maskJson(annotations[LAST_APPLIED]) }
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, ...applied } },
  }
}

/** An object that can be handed to somebody else: secrets in settings, arguments, annotations and messages are masked. */
export function maskObject(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret') return maskedDeep(withMaskedJson(object)) as KubeObject
  const keys = isFields(object['data']) ? Object.keys(object['data']) : null
  const { [LAST_APPLIED]: _lastApplied, ...annotations } = object.metadata.annotations ?? {}
  return {
    apiVersion: object.apiVersion ?? 'v1',
    kind: 'Secret',
    ...(typeof object['type'] === 'string' ? { type: object['type'] } : {}),
    metadata: {
      ...object.metadata,
      annotations: maskedDeep(annotations) as Readonly<Record<string, string>>,
    },
    ...(keys === null ? {} : { data: Object.fromEntries(keys.map((key) => [key, null])) }),
  }
}
