import type { KubeObject, Pod, Snapshot } from '@unloop/engine/evidence'

/** What ConfigMaps and Secrets of the pod's namespace hold, as far as it was read. */
export interface Settings {
  /** Null where the ConfigMap was not read. */
  readonly configMap: (name: string) => ConfigMapData | null
  /** Keys alone; null where the Secret was not read. */
  readonly secretKeys: (name: string) => readonly string[] | null
}

/** `data` and `binaryData` of a ConfigMap. */
export interface ConfigMapData {
  readonly text: Readonly<Record<string, string>>
  /** Base64. */
  readonly binary: Readonly<Record<string, string>>
}

/** Finds what a pod refers to in its own namespace. Values of Secrets are in no snapshot. */
export function settingsOf(snapshot: Snapshot, { metadata }: Pick<Pod, 'metadata'>): Settings {
  const find = (kind: string, name: string): KubeObject | null =>
    snapshot.objects.find(
      ({ object }) =>
        object.kind === kind &&
        object.metadata.name === name &&
        (object.metadata.namespace ?? '') === (metadata.namespace ?? ''),
    )?.object ?? null
  return {
    configMap: (name) => {
      const object = find('ConfigMap', name)
      return object && { text: texts(object['data']), binary: texts(object['binaryData']) }
    },
    secretKeys: (name) => {
      const object = find('Secret', name)
      return object && Object.keys((object['data'] as object | null | undefined) ?? {})
    },
  }
}

const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((value as object | null | undefined) ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
