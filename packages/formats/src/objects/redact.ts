import type { KubeObject } from '@unloop/engine/evidence'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * A Secret keeps its keys and loses its values at the moment of reading, so that nothing behind a reader can leak them.
 * `kubectl apply` repeats the values in an annotation, which goes too.
 */
export function withoutSecretValues(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret') return object
  const { [LAST_APPLIED]: _dropped, ...annotations } = object.metadata.annotations ?? {}
  return {
    ...object,
    ...(isRecord(object['data']) ? { data: keysOnly(object['data']) } : {}),
    ...(isRecord(object['stringData']) ? { stringData: keysOnly(object['stringData']) } : {}),
    metadata: { ...object.metadata, annotations },
  }
}

function keysOnly(data: Readonly<Record<string, unknown>>): Record<string, null> {
  return Object.fromEntries(Object.keys(data).map((key) => [key, null]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
