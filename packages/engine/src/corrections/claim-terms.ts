import type { CaseFile } from '../case/case-file.ts'
import { nearestName } from '../causes/shared/nearest.ts'
import { quantity } from '../evidence/quantity.ts'
import { sh } from '../commands/sh.ts'
import { kubectl } from '../fixes/commands.ts'
import type { Fix } from '../report/report.ts'
import type { Correction } from './correction.ts'

interface Terms {
  readonly accessModes?: readonly string[]
  readonly storageClassName?: string
  readonly volumeMode?: string
  readonly volumeName?: string
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> }
  readonly resources?: { readonly requests?: Readonly<Record<string, string>> }
}

interface Volume extends Terms {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly capacity?: Readonly<Record<string, string>>
}

/** What a claim asks for that a volume does not give, with what it would have to ask for. */
interface Change {
  readonly fields: Readonly<Record<string, unknown>>
  readonly words: string
}

/**
 * A claim that is not bound, and a free volume that fits it but for one term or two: the claim asks for what the volume gives.
 * A claim can't be changed once it exists (core/v1); one that was never bound holds nothing, and is made anew.
 */
export const claimTerms: Correction = (file) =>
  (file.podSpec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => {
    const name = persistentVolumeClaim?.claimName
    const claim = name
      ? file.inventory.get('PersistentVolumeClaim', file.failing.namespace, name)?.object
      : undefined
    const { phase } = (claim?.['status'] ?? {}) as { phase?: string }
    if (!name || !claim || phase !== 'Pending') return []
    const spec = (claim['spec'] ?? {}) as Terms
    const changes = byVolume(file, spec) ?? byClass(file, spec)
    return changes === null ? [] : [madeAnew(file, name, changes)]
  })

const byVolume = (file: CaseFile, claim: Terms): readonly Change[] | null => {
  const found = freeVolumes(file)
    .map((volume) => changesFor(claim, volume))
    .filter((changes) => changes.length > 0 && changes.length <= 2)
    .sort((a, b) => a.length - b.length)
  return found[0] ?? null
}

/** A class that is not there: the nearest that is, which makes the volume. */
const byClass = (file: CaseFile, { storageClassName: wanted }: Terms): readonly Change[] | null => {
  const classes = file.inventory.all('StorageClass').map(({ object }) => object.metadata.name ?? '')
  if (!wanted || classes.length === 0 || classes.includes(wanted)) return null
  const right = nearestName(wanted, classes) ?? (classes.length === 1 ? classes[0] : undefined)
  return right
    ? [
        {
          fields: { storageClassName: right },
          words: `StorageClass ${right}, which exists, instead of ${wanted}`,
        },
      ]
    : null
}

const freeVolumes = (file: CaseFile): readonly Volume[] =>
  file.inventory.all('PersistentVolume').flatMap(({ object }) => {
    const { phase } = (object['status'] ?? {}) as { phase?: string }
    const spec = (object['spec'] ?? {}) as Omit<Volume, 'name' | 'labels'>
    const { name = '', labels = {} } = object.metadata
    return phase === 'Available' ? [{ ...spec, name, labels }] : []
  })

const changesFor = (claim: Terms, volume: Volume): readonly Change[] => {
  const changes: Change[] = []
  const { storageClassName = '', accessModes = [] } = volume
  const of = `which volume ${volume.name} has`
  if ((claim.storageClassName ?? '') !== storageClassName)
    changes.push({
      fields: { storageClassName },
      words: `StorageClass ${storageClassName || '""'}, ${of}`,
    })
  if (!(claim.accessModes ?? []).every((mode) => accessModes.includes(mode)))
    changes.push({
      fields: { accessModes: accessModes.slice(0, 1) },
      words: `access mode ${accessModes[0] ?? ''}, ${of}, instead of ${(claim.accessModes ?? []).join(', ')}`,
    })
  const asked = claim.resources?.requests?.['storage']
  const given = volume.capacity?.['storage']
  if (given && (quantity(asked) ?? 0) > (quantity(given) ?? 0))
    changes.push({
      fields: { resources: { requests: { storage: given } } },
      words: `${given}, ${of}, instead of ${asked ?? ''}`,
    })
  if (claim.volumeName && claim.volumeName !== volume.name)
    changes.push({ fields: { volumeName: null }, words: `no volume by name (${claim.volumeName})` })
  const labels = Object.entries(claim.selector?.matchLabels ?? {})
  if (labels.some(([key, value]) => volume.labels[key] !== value))
    changes.push({ fields: { selector: null }, words: `no labels, ${of} otherwise` })
  // A block device has no files: that is another program's volume.
  return (claim.volumeMode ?? 'Filesystem') === (volume.volumeMode ?? 'Filesystem') ? changes : []
}

const madeAnew = (file: CaseFile, claim: string, changes: readonly Change[]): Fix => {
  const { namespace } = file.failing
  const spec = Object.assign({}, ...changes.map(({ fields }) => fields)) as object
  const body = { spec }
  const json = JSON.stringify(body)
  return {
    id: 'mount-failed/claim-terms',
    title: `Let claim ${claim} ask for ${changes.map(({ words }) => words).join(', and ')}: it is not bound, holds nothing yet, and is made anew`,
    where: 'manifest',
    risk: 'medium',
    commands: [
      sh`kubectl get pvc ${claim} -n ${namespace} -o yaml | kubectl patch --local -f - --type merge -p ${json} -o yaml | kubectl replace --force -f -`,
    ],
    patch: {
      target: { kind: 'PersistentVolumeClaim', namespace, name: claim },
      type: 'merge',
      body,
    },
    verify: `\`${kubectl(file, 'get', 'pvc', claim)}\` shows Bound, and the pod starts.`,
  }
}
