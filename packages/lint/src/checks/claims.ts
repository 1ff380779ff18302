import { quantity } from '@unloop/engine/evidence'
import { sameNamespace, type Bundle } from '../bundle.ts'
import { inKinds, type Check, type Found, type LintObject } from '../check.ts'
import { at, isFields, listOf, textOf, wordOf } from '../fields.ts'

/** Null where the class of the cluster's choice is meant. */
const classOf = ({ fields }: LintObject): string | null =>
  textOf(at(fields, 'spec', 'storageClassName'))

/** Access modes of a claim or a volume. */
const modesOf = ({ fields }: LintObject): readonly unknown[] =>
  listOf(at(fields, 'spec', 'accessModes'))

/** Why a volume does not serve a claim of its class; null where it does. */
function refusal(claim: LintObject, volume: LintObject): string | null {
  const wanted = wordOf(at(claim.fields, 'spec', 'resources', 'requests', 'storage'))
  const held = wordOf(at(volume.fields, 'spec', 'capacity', 'storage'))
  const [least, most] = [quantity(wanted), quantity(held)]
  if (least !== null && most !== null && most < least)
    return `it has ${held}, and ${wanted} are wanted`
  const mode = modesOf(claim).find((each) => !modesOf(volume).includes(each))
  return mode === undefined
    ? null
    : `it offers ${modesOf(volume).map(wordOf).join(', ')}, and ${wordOf(mode)} is wanted`
}

/** Volumes of the files that are made by hand serve claims of their class; where a class has a provisioner, none is needed. */
const unserved = (claim: LintObject, bundle: Bundle): readonly Found[] => {
  const name = classOf(claim)
  const volumes = bundle.kind('PersistentVolume')
  if (volumes.length === 0 || name === null || name === '') return []
  if (bundle.find('StorageClass', '', name) !== null) return []
  if (isFields(at(claim.fields, 'spec', 'selector'))) return []
  const own = volumes.filter((volume) => classOf(volume) === name)
  if (own.length === 0) return otherClass(claim, volumes, bundle)
  const reasons = own.map((volume) => ({ volume, says: refusal(claim, volume) }))
  const [first] = reasons
  if (first === undefined || reasons.some(({ says }) => says === null)) return []
  return [
    {
      path: ['spec'],
      message: `No PersistentVolume of class ${name} among these files serves the claim; of ${first.volume.name}: ${first.says}.`,
    },
  ]
}

/** One volume and one claim in a file are meant for each other. */
const otherClass = (
  claim: LintObject,
  volumes: readonly LintObject[],
  bundle: Bundle,
): readonly Found[] => {
  const [volume, ...more] = volumes.filter(({ manifest }) => manifest.file === claim.manifest.file)
  const claims = bundle
    .kind('PersistentVolumeClaim')
    .filter(
      ({ manifest, namespace }) =>
        manifest.file === claim.manifest.file && sameNamespace(namespace, claim.namespace),
    )
  if (volume === undefined || more.length > 0 || claims.length > 1) return []
  return [
    {
      path: ['spec', 'storageClassName'],
      message: `The claim wants class ${classOf(claim)}, and PersistentVolume ${volume.name} of the same file is of class ${classOf(volume) ?? '""'}.`,
    },
  ]
}

export const CLAIM_CHECKS: readonly Check[] = [
  {
    code: 'claim-without-volume',
    severity: 'may-crash',
    title: 'No volume among the files serves a claim of its class',
    happens:
      'The claim stays Pending, and the pod with it: pod has unbound immediate PersistentVolumeClaims.',
    fix: 'Let class, size and access mode of the two agree.',
    aliases: [],
    find: inKinds(['PersistentVolumeClaim'], unserved),
  },
]
