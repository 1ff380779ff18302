import { kubectl, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { previousContainer } from './shared/executable.ts'
import { mountEvidence, mountsOf, volumeWords, type Mounted } from './shared/mounts.ts'

/** The data on the volume is corrupt, locked, or of another version. */
export const volumeDataIncompatible: Cause = {
  id: 'volume-data-incompatible',
  explain: (file) => {
    const volume = dataVolume(file)
    const upgrade = upgraded(file)
    const why = upgrade
      ? ` The image changed from ${upgrade} to ${file.failing.spec?.image}: the data was written by the old version.`
      : ''
    return `The program refuses the data that it finds${volume ? ` on ${volumeWords(volume)}` : ''}: it is of another version, damaged, or held by somebody else. The data outlives the container, so every start ends the same.${why}`
  },
  find: (file) => versions(file),
  fixes: (file) => fixes(file),
}

/** The volume with the program's data. */
const dataVolume = (file: CaseFile): Mounted | null => {
  const all = mountsOf(file)
  return (
    all.find(({ kind }) => kind === 'persistentVolumeClaim') ??
    all.find(({ kind }) => kind === 'hostPath' || kind === 'emptyDir') ??
    null
  )
}

const tagOf = (image: string): string =>
  (image.split('@')[0] ?? '').split('/').at(-1)?.split(':')[1] ?? ''

/** The image of the revision before, where its version differs. */
const upgraded = (file: CaseFile): string | null => {
  const before = previousContainer(file)?.image
  const now = file.failing.spec?.image
  return before && now && tagOf(before) !== tagOf(now) ? before : null
}

/** What the objects add to a message about the data: the volume, and the version before. */
const versions = (file: CaseFile): readonly Finding[] => {
  const message = file.messages
    .filter(({ cause, weight }) => cause === 'volume-data-incompatible' && weight >= 45)
    .sort((a, b) => b.weight - a.weight)[0]
  const volume = dataVolume(file)
  if (!message || !volume) return []
  const evidence: readonly Evidence[] = [...message.evidence, ...mountEvidence(file, volume)]
  return [
    {
      ...message,
      weight: Math.min(message.weight, 60),
      rule: 'volume-data-incompatible/volume',
      evidence,
      fixes: [],
    },
  ]
}

const fixes = (file: CaseFile): readonly Fix[] => {
  const before = upgraded(file)
  const volume = dataVolume(file)
  return [
    ...(before ? [goBack(file, before)] : []),
    volume?.kind === 'persistentVolumeClaim' ? save(file, volume) : saveFirst(file),
  ]
}

const SCALES: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet'])

/** The same in words, where the claim is not known. */
const saveFirst = (file: CaseFile): Fix => ({
  id: 'volume-data-incompatible/save',
  title:
    'Stop the program, copy what is on its volume, and only then repair, upgrade or restore it',
  where: 'data',
  risk: 'high',
  commands: [
    kubectl(file, 'get', 'pvc'),
    ...(SCALES.has(file.failing.workload.kind)
      ? [kubectl(file, 'scale', file.target, '--replicas=0')]
      : []),
  ],
  patch: null,
  verify: verifyRollout(file),
})

const goBack = (file: CaseFile, image: string): Fix =>
  patchFix(file, {
    id: 'volume-data-incompatible/previous',
    title: `Run the version that wrote the data again: ${image}; then migrate with a dump and restore`,
    patch: containerPatch(file, { image }),
  })

/** Whatever is tried next: first a copy. */
const save = (file: CaseFile, { volume, mount }: Mounted): Fix => {
  const claim = volume.persistentVolumeClaim?.claimName ?? ''
  const container = {
    name: 'look',
    image: 'busybox:1.36',
    command: ['sleep', '3600'],
    volumeMounts: [{ name: 'data', mountPath: mount.mountPath }],
  }
  const overrides = JSON.stringify({
    spec: {
      containers: [container],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }],
    },
  })
  return {
    id: 'volume-data-incompatible/look',
    title: `Stop the program, copy what is on PVC ${claim}, and only then repair or upgrade it`,
    where: 'data',
    risk: 'high',
    commands: [
      kubectl(file, 'scale', file.target, '--replicas=0'),
      kubectl(file, 'run', 'look', '--image=busybox:1.36', `--overrides=${overrides}`),
      kubectl(file, 'cp', `look:${mount.mountPath}`, './data-copy'),
    ],
    patch: null,
    verify: verifyRollout(file),
  }
}
