import type { KubeObject, ObjectMeta } from '@unloop/engine/evidence'
import type { Resource } from './resources.ts'

type Fields = Readonly<Record<string, unknown>>

/** `kubectl apply` repeats a whole object in this annotation, a Secret's values with it. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** Values of ConfigMaps are read to this length: enough for any program's settings. */
export const CONFIG_VALUE_LIMIT = 256 * 1024

const record = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null

/** `fieldsV1` is most of an object's bytes, and only who wrote it when is of use. */
const tidyMetadata = (metadata: ObjectMeta): ObjectMeta => {
  const { managedFields } = metadata
  if (managedFields === undefined) return metadata
  return {
    ...metadata,
    managedFields: managedFields.map(({ manager, time }) => ({
      ...(manager === undefined ? {} : { manager }),
      ...(time === undefined ? {} : { time }),
    })),
  }
}

/**
 * The keys of a Secret, without its values: the API server notes which manager set which field (`metadata.managedFields`,
 * server-side apply, KEP-555), and keys of `data` are fields. Null where it notes none.
 */
export function secretKeys(metadata: ObjectMeta): readonly string[] | null {
  const keys = new Set<string>()
  let noted = false
  for (const entry of metadata.managedFields ?? []) {
    const fields = record((entry as Fields)['fieldsV1'])
    for (const part of ['f:data', 'f:stringData']) {
      const data = record(fields?.[part])
      if (data === null) continue
      noted = true
      for (const key of Object.keys(data)) if (key.startsWith('f:')) keys.add(key.slice(2))
    }
  }
  return noted ? [...keys].toSorted() : null
}

const tidySecret = (object: KubeObject): KubeObject => {
  const { data: _data, stringData: _stringData, ...rest } = object
  const { [LAST_APPLIED]: _lastApplied, ...annotations } = object.metadata.annotations ?? {}
  const keys =
    record(_data) === null ? secretKeys(object.metadata) : Object.keys(record(_data) ?? {})
  return {
    ...rest,
    kind: object.kind,
    metadata: { ...tidyMetadata(object.metadata), annotations },
    ...(keys === null ? {} : { data: Object.fromEntries(keys.map((key) => [key, null])) }),
  }
}

const shorten = (value: unknown): unknown =>
  typeof value === 'string' && value.length > CONFIG_VALUE_LIMIT
    ? value.slice(0, CONFIG_VALUE_LIMIT)
    : value

const tidyConfigMap = (object: KubeObject): KubeObject => {
  const data = record(object['data'])
  const binary = record(object['binaryData'])
  return {
    ...object,
    ...(data === null
      ? {}
      : {
          data: Object.fromEntries(
            Object.entries(data).map(([key, value]) => [key, shorten(value)]),
          ),
        }),
    ...(binary === null
      ? {}
      : { binaryData: Object.fromEntries(Object.keys(binary).map((key) => [key, ''])) }),
  }
}

/** An object as the snapshot keeps it: with its kind, without what no diagnosis reads, and never with a Secret's values. */
export function tidy(object: KubeObject, resource: Resource): KubeObject {
  const named = { ...object, apiVersion: resource.apiVersion, kind: resource.kind }
  if (resource.kind === 'Secret') return tidySecret(named)
  const light = { ...named, metadata: tidyMetadata(object.metadata) }
  return resource.kind === 'ConfigMap' ? tidyConfigMap(light) : light
}
