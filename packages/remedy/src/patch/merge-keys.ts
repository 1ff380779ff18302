/**
 * How lists of Kubernetes objects are merged by a strategic-merge patch: the `patchMergeKey` of each field in
 * k8s.io/api (core/v1, apps/v1, batch/v1 …). A list that is not named here is replaced whole.
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
  schedulingGates: 'name',
  secrets: 'name',
  conditions: 'type',
  ownerReferences: 'uid',
  webhooks: 'name',
}

/** Lists of plain values that are merged as sets (`patchStrategy: merge` without a key). */
const MERGED_SETS: ReadonlySet<string> = new Set(['finalizers'])

/** The key that tells items of the list `field` apart, or null where the list is replaced whole. `parent` tells ports apart. */
export function mergeKeyOf(field: string, parent: readonly string[]): string | null {
  // Ports of a container go by containerPort, those of a Service by port.
  if (field === 'ports')
    return parent.some((name) => CONTAINERS.has(name)) ? 'containerPort' : 'port'
  return MERGE_KEYS[field] ?? null
}

/**
 * Whether a list of plain values is merged as a set (`patchStrategy: merge` without a key, as `finalizers` has it).
 */
export function isMergedSet(field: string): boolean {
  return MERGED_SETS.has(field)
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
])
