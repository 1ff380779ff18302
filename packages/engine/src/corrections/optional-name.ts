import type { CaseFile } from '../case/case-file.ts'
import type { CauseId } from '../catalogue.ts'
import { pathsIn } from '../causes/shared/mounts.ts'
import { keysOf } from '../evidence/names.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import type { Kind } from '../causes/shared/projected-sources.ts'
import { containerPatch, patchFix, podPatch } from '../fixes/patch.ts'
import type { Patch } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

/** A reference that is optional, so that Kubernetes says nothing where its object is not there. */
interface Optional {
  readonly kind: Kind
  readonly name: string
  /** Where its files would be; null where it gives variables. */
  readonly mountPath: string | null
  readonly patch: (right: string) => Patch | null
}

/** Causes that the absence of such an object has. */
const OF_ABSENCE: ReadonlySet<CauseId> = new Set<CauseId>([
  'app-config-invalid',
  'app-exception',
  'config-file-missing',
  'env-missing',
  'secret-or-configmap-missing',
  'tls-cert',
])

/** The name of an optional ConfigMap or Secret that does not exist, where a near one has just what the program misses. */
export const optionalName: Correction = (file, lead) => {
  if (!OF_ABSENCE.has(lead.cause) || file.failing.subject?.partial) return []
  const { inventory, failing } = file
  const { namespace } = failing
  const said = saidWords(file, lead)
  for (const { kind, name, mountPath, patch } of optionals(file)) {
    if (inventory.get(kind, namespace, name) || !inventory.knows(kind, namespace)) continue
    const names = inventory.inNamespace(kind, namespace).map(({ object }) => object.metadata.name)
    const right = nearestName(
      name,
      names.flatMap((each) => (each && each !== 'kube-root-ca.crt' ? [each] : [])),
    )
    const keys = right === null ? [] : keysOf(inventory, { kind, namespace, name: right })
    if (right === null || !keys.some((key) => isMissed(said, key, mountPath))) continue
    return [
      patchFix(file, {
        id: 'secret-or-configmap-missing/reference',
        title: `Use ${kind} ${right}, which exists and has what is missing: the reference to ${name} is optional, so that nothing says that there is none`,
        patch: patch(right),
      }),
    ]
  }
  return []
}

const isMissed = (said: string, key: string, mountPath: string | null): boolean =>
  mountPath === null
    ? said.split(/[^\w.-]+/).some((word) => word.replace(/\.$/, '') === key)
    : pathsIn(said).includes(`${mountPath.replace(/\/$/, '')}/${key}`)

const optionals = (file: CaseFile): readonly Optional[] => [
  ...ofVariables(file),
  ...ofVolumes(file),
]

const ofVariables = (file: CaseFile): readonly Optional[] => {
  const { env = [], envFrom = [] } = file.failing.spec ?? {}
  // The list of sources has no merge key: it is written whole (core/v1, Container).
  const whole = envFrom.flatMap((source, index): readonly Optional[] => {
    const field = source.secretRef ? 'secretRef' : 'configMapRef'
    const ref = source[field]
    if (!ref?.optional || !ref.name) return []
    const patch = (right: string): Patch | null =>
      containerPatch(file, {
        envFrom: envFrom.with(index, { ...source, [field]: { ...ref, name: right } }),
      })
    return [
      { kind: source.secretRef ? 'Secret' : 'ConfigMap', name: ref.name, mountPath: null, patch },
    ]
  })
  const single = env.flatMap(({ name: variable, valueFrom }): readonly Optional[] => {
    const field = valueFrom?.secretKeyRef ? 'secretKeyRef' : 'configMapKeyRef'
    const ref = valueFrom?.[field]
    if (!ref?.optional || !ref.name) return []
    const patch = (right: string): Patch | null =>
      containerPatch(file, {
        env: [{ name: variable, valueFrom: { [field]: { ...ref, name: right } } }],
      })
    return [
      {
        kind: valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap',
        name: ref.name,
        mountPath: null,
        patch,
      },
    ]
  })
  return [...whole, ...single]
}

const ofVolumes = (file: CaseFile): readonly Optional[] =>
  (file.failing.spec?.volumeMounts ?? []).flatMap(({ name: volume, mountPath }) => {
    const { configMap, secret } = file.podSpec?.volumes?.find(({ name }) => name === volume) ?? {}
    const name = configMap?.name ?? secret?.secretName
    if (!(configMap ?? secret)?.optional || !name) return []
    const source = (right: string): object =>
      configMap ? { configMap: { name: right } } : { secret: { secretName: right } }
    return [
      {
        kind: configMap ? ('ConfigMap' as const) : ('Secret' as const),
        name,
        mountPath,
        patch: (right: string) => podPatch(file, { volumes: [{ name: volume, ...source(right) }] }),
      },
    ]
  })
