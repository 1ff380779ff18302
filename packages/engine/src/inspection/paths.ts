import type { Finding } from '../case/finding.ts'
import { counterEvidence } from '../causes/shared/counter-evidence.ts'
import { mountAt, mountEvidence, volumeWords } from '../causes/shared/mounts.ts'
import type { Inspection, PathObservation, SpaceObservation } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { observationEvidence } from './observations.ts'
import { observationText, userWords } from './wording.ts'

const PROGRAM_FILE = /\.(?:js|mjs|cjs|ts|py|rb|php|jar|war|dll|pl|sh|exs?|class)$/

/** What the files that the program needs say: missing, refused, empty, or just as they should be. */
export function pathFindings(
  file: CaseFile,
  inspection: Inspection,
  observation: PathObservation,
): readonly Finding[] {
  if (observation.reason === 'written' && !observation.may.write)
    return [unwritten(file, inspection, observation)]
  if (observation.state === 'missing') return missing(file, inspection, observation)
  const refused = refusal(file, inspection, observation)
  if (refused) return [refused]
  if (observation.reason === 'named')
    return observation.may.read && observation.may.write
      ? counterEvidence('look/path-fine', 25, 'permission-denied-fs', 'config-file-missing')
      : counterEvidence('look/path-there', 30, 'config-file-missing')
  if (
    observation.reason === 'mounted-file' &&
    observation.bytes === 0 &&
    observation.type === 'file'
  )
    return [emptyFile(file, inspection, observation)]
  return []
}

const base = (file: CaseFile, inspection: Inspection, observation: PathObservation) => {
  const mounted = mountAt(file, observation.path)
  const words = observationText(inspection, observation)
  return {
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    evidence: [
      observationEvidence(inspection, observation),
      ...(mounted ? mountEvidence(file, mounted) : []),
    ],
    facts: {
      path: observation.path,
      ...(mounted ? { where: volumeWords(mounted), volume: mounted.volume.name } : {}),
    },
  }
}

/** A path that a message names is what the program asked for; that of an argument, most likely. */
const missing = (
  file: CaseFile,
  inspection: Inspection,
  observation: PathObservation,
): readonly Finding[] => {
  if (observation.reason !== 'named' && observation.reason !== 'argument') return []
  const isProgram = PROGRAM_FILE.test(observation.path)
  return [
    {
      ...base(file, inspection, observation),
      cause: isProgram ? 'bad-command' : 'config-file-missing',
      weight: observation.reason === 'argument' ? 80 : 72,
      rule: 'look/path-missing',
    },
  ]
}

/** A file that the pod's own script writes, where its user may not: whatever follows it does not come about. */
const unwritten = (
  file: CaseFile,
  inspection: Inspection,
  observation: PathObservation,
): Finding => {
  const shared = base(file, inspection, observation)
  const isReadOnly = file.failing.spec?.securityContext?.readOnlyRootFilesystem === true
  const kind = shared.facts.volume ? 'volume' : isReadOnly ? 'read-only-root' : 'image'
  return {
    ...shared,
    cause: 'permission-denied-fs',
    weight: saysDenied(file, observation.path) ? 84 : 64,
    rule: 'look/path-unwritable',
    facts: { ...shared.facts, kind },
  }
}

const refusal = (
  file: CaseFile,
  inspection: Inspection,
  observation: PathObservation,
): Finding | null => {
  const { reason, may, state } = observation
  const shared = base(file, inspection, observation)
  const finding = (weight: number, rule: string): Finding => ({
    ...shared,
    cause: 'permission-denied-fs',
    weight,
    rule: `look/${rule}`,
    facts: { ...shared.facts, kind: shared.facts.volume ? 'volume' : 'image' },
    explanation: `${shared.title}. The program runs as ${userWords(inspection)}${inspection.user && inspection.user.gids.length > 0 ? ` with the groups ${inspection.user.gids.join(', ')}` : ''}.`,
  })
  if (state === 'hidden') return finding(reason === 'mount' ? 60 : 84, 'path-hidden')
  if (!may.read)
    return finding(reason === 'named' || reason === 'argument' ? 86 : 64, 'path-unreadable')
  if (may.write || reason === 'mounted-file' || reason === 'argument') return null
  if (reason === 'mount')
    return isMeantReadOnly(file, observation.path) ? null : finding(48, 'mount-unwritable')
  return saysDenied(file, observation.path) ? finding(84, 'path-unwritable') : null
}

const READ_ONLY_KINDS = new Set(['configMap', 'secret', 'projected'])

const isMeantReadOnly = (file: CaseFile, path: string): boolean => {
  const mounted = mountAt(file, path)
  return !mounted || mounted.mount.readOnly === true || READ_ONLY_KINDS.has(mounted.kind)
}

const DENIED = /permission|denied|EACCES|EPERM|EROFS|read-only|not permitted|writ/i

const saysDenied = (file: CaseFile, path: string): boolean =>
  file.runs.some(({ lines }) => lines.some(({ text }) => text.includes(path) && DENIED.test(text)))

const emptyFile = (
  file: CaseFile,
  inspection: Inspection,
  observation: PathObservation,
): Finding => ({
  ...base(file, inspection, observation),
  cause: 'config-file-missing',
  weight: 40,
  rule: 'look/file-empty',
  title: `The mounted file ${observation.path} is empty`,
})

/** Below this a program that writes anything fails. */
const NO_SPACE = 64 * 1024

export function spaceFindings(
  inspection: Inspection,
  observation: SpaceObservation,
): readonly Finding[] {
  const full = observation.totalBytes > 0 && observation.freeBytes < NO_SPACE
  if (!full && observation.freeInodes !== 0) return []
  return [
    {
      cause: 'volume-full',
      weight: 76,
      rule: full ? 'look/no-space' : 'look/no-inodes',
      title: full ? `${observation.path} is full` : `${observation.path} has no inode left`,
      evidence: [observationEvidence(inspection, observation)],
      facts: { path: observation.path },
    },
  ]
}
