import type { KubeObject } from '@unloop/engine/evidence'
import { LAST_APPLIED } from '../cluster/tidy.ts'

/** Replaces secrets in a text and keeps the rest; the engine's `mask`. */
export type Mask = (text: string) => string

const MASKED = '***'

/** Fields that hold names, hashes and times: no secrets, and the diagnosis needs them as they are. */
const PLAIN = new Set([
  'apiVersion',
  'kind',
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generateName',
  'image',
  'imageID',
  'containerID',
  'creationTimestamp',
  'labels',
  'matchLabels',
  'selector',
  'managedFields',
  'ownerReferences',
  'caBundle',
])

/** Names of settings whose value is a secret as a whole. */
const SECRET_NAME =
  /(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[-_.]?key|access[-_.]?key|private[-_.]?key|signing[-_.]?key|encryption[-_.]?key|license[-_.]?key)\d*$/i

/** Values that tell nothing: empty, a switch, a number of few digits, a path, a reference to another variable. */
const HARMLESS =
  /^(?:|true|false|yes|no|on|off|none|null|\d{1,6}|\d+[smhd]|\.{0,2}\/[\w./@-]*|\$[({][\w.-]+[)}])$/i

const maskSetting = (name: string, value: string, mask: Mask): string =>
  SECRET_NAME.test(name) && !HARMLESS.test(value.trim()) ? MASKED : mask(value)

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ name: X, value: Y }` is an environment variable or a header; `{ X: Y }` a setting. */
const maskFields = (fields: Fields, mask: Mask): Fields => {
  const named = typeof fields['name'] === 'string' ? fields['name'] : null
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      if (key === LAST_APPLIED) return [key, maskJson(value, mask)]
      if (typeof value === 'string' && !PLAIN.has(key))
        return [key, maskSetting(key === 'value' && named !== null ? named : key, value, mask)]
      return [key, PLAIN.has(key) ? value : maskValue(value, mask)]
    }),
  )
}

/** Arguments come in pairs as well: `--password`, `hunter2`. */
const maskList = (list: readonly unknown[], mask: Mask): readonly unknown[] =>
  list.map((item, index) => {
    const before = list[index - 1]
    const isValue =
      typeof item === 'string' && typeof before === 'string' && /^--?[a-z]/i.test(before)
    return isValue && !item.startsWith('-')
      ? maskSetting(before, item, mask)
      : maskValue(item, mask)
  })

const maskValue = (value: unknown, mask: Mask): unknown => {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return maskList(value, mask)
  return isFields(value) ? maskFields(value, mask) : value
}

/** The object that `kubectl apply` keeps as text inside of an annotation. */
const maskJson = (value: unknown, mask: Mask): unknown => {
  try {
    const object: unknown = JSON.parse(String(value))
    return isFields(object) ? JSON.stringify(maskFields(object, mask)) : MASKED
  } catch {
    return MASKED
  }
}

/** An object that can be handed to somebody else: secrets in settings, arguments, annotations and messages are masked. */
export function maskObject(object: KubeObject, mask: Mask): KubeObject {
  if (object.kind !== 'Secret') return maskFields(object, mask) as KubeObject
  const keys = isFields(object['data']) ? Object.keys(object['data']) : null
  const { [LAST_APPLIED]: _lastApplied, ...annotations } = object.metadata.annotations ?? {}
  return {
    apiVersion: object.apiVersion ?? 'v1',
    kind: 'Secret',
    ...(typeof object['type'] === 'string' ? { type: object['type'] } : {}),
    metadata: {
      ...object.metadata,
      annotations: maskFields(annotations, mask) as Readonly<Record<string, string>>,
    },
    ...(keys === null ? {} : { data: Object.fromEntries(keys.map((key) => [key, null])) }),
  }
}
