import type { Finding } from '../case/finding.ts'
import { against } from '../causes/shared/counter-evidence.ts'
import { mountAt, mountEvidence, volumeWords } from '../causes/shared/mounts.ts'
import type { Look, PathSeen, SpaceSeen } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { fromLook } from './observations.ts'
import { seenWords, userWords } from './wording.ts'

const PROGRAM_FILE = /\.(?:js|mjs|cjs|ts|py|rb|php|jar|war|dll|pl|sh|exs?|class)$/

/** What the files that the program needs say: missing, refused, empty, or just as they should be. */
export function pathFindings(file: CaseFile, look: Look, seen: PathSeen): readonly Finding[] {
  if (seen.reason === 'written' && !seen.may.write) return [unwritten(file, look, seen)]
  if (seen.state === 'missing') return missing(file, look, seen)
  const refused = refusal(file, look, seen)
  if (refused) return [refused]
  if (seen.reason === 'named')
    return seen.may.read && seen.may.write
      ? against('look/path-fine', 25, 'permission-denied-fs', 'config-file-missing')
      : against('look/path-there', 30, 'config-file-missing')
  if (seen.reason === 'mounted-file' && seen.bytes === 0 && seen.type === 'file')
    return [emptyFile(file, look, seen)]
  return []
}

const base = (file: CaseFile, look: Look, seen: PathSeen) => {
  const mounted = mountAt(file, seen.path)
  const words = seenWords(look, seen)
  return {
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    evidence: [fromLook(look, seen), ...(mounted ? mountEvidence(file, mounted) : [])],
    facts: {
      path: seen.path,
      ...(mounted ? { where: volumeWords(mounted), volume: mounted.volume.name } : {}),
    },
  }
}

/** A path that a message names is what the program asked for; that of an argument, most likely. */
const missing = (file: CaseFile, look: Look, seen: PathSeen): readonly Finding[] => {
  if (seen.reason !== 'named' && seen.reason !== 'argument') return []
  const isProgram = PROGRAM_FILE.test(seen.path)
  return [
    {
      ...base(file, look, seen),
      cause: isProgram ? 'bad-command' : 'config-file-missing',
      weight: seen.reason === 'argument' ? 80 : 72,
      rule: 'look/path-missing',
    },
  ]
}

/** A file that the pod's own script writes, where its user may not: whatever follows it does not come about. */
const unwritten = (file: CaseFile, look: Look, seen: PathSeen): Finding => {
  const shared = base(file, look, seen)
  const isReadOnly = file.trouble.spec?.securityContext?.readOnlyRootFilesystem === true
  const kind = shared.facts.volume ? 'volume' : isReadOnly ? 'read-only-root' : 'image'
  return {
    ...shared,
    cause: 'permission-denied-fs',
    weight: saysDenied(file, seen.path) ? 84 : 64,
    rule: 'look/path-unwritable',
    facts: { ...shared.facts, kind },
  }
}

const refusal = (file: CaseFile, look: Look, seen: PathSeen): Finding | null => {
  const { reason, may, state } = seen
  const shared = base(file, look, seen)
  const finding = (weight: number, rule: string): Finding => ({
    ...shared,
    cause: 'permission-denied-fs',
    weight,
    rule: `look/${rule}`,
    facts: { ...shared.facts, kind: shared.facts.volume ? 'volume' : 'image' },
    explanation: `${shared.title}. The program runs as ${userWords(look)}${look.user && look.user.gids.length > 0 ? ` with the groups ${look.user.gids.join(', ')}` : ''}.`,
  })
  if (state === 'hidden') return finding(reason === 'mount' ? 60 : 84, 'path-hidden')
  if (!may.read)
    return finding(reason === 'named' || reason === 'argument' ? 86 : 64, 'path-unreadable')
  if (may.write || reason === 'mounted-file' || reason === 'argument') return null
  if (reason === 'mount')
    return isMeantReadOnly(file, seen.path) ? null : finding(48, 'mount-unwritable')
  return saysDenied(file, seen.path) ? finding(84, 'path-unwritable') : null
}

const READ_ONLY_KINDS = new Set(['configMap', 'secret', 'projected'])

const isMeantReadOnly = (file: CaseFile, path: string): boolean => {
  const mounted = mountAt(file, path)
  return !mounted || mounted.mount.readOnly === true || READ_ONLY_KINDS.has(mounted.kind)
}

const DENIED = /permission|denied|EACCES|EPERM|EROFS|read-only|not permitted|writ/i

const saysDenied = (file: CaseFile, path: string): boolean =>
  file.runs.some(({ lines }) => lines.some(({ text }) => text.includes(path) && DENIED.test(text)))

const emptyFile = (file: CaseFile, look: Look, seen: PathSeen): Finding => ({
  ...base(file, look, seen),
  cause: 'config-file-missing',
  weight: 40,
  rule: 'look/file-empty',
  title: `The mounted file ${seen.path} is empty`,
})

/** Below this a program that writes anything fails. */
const NO_SPACE = 64 * 1024

export function spaceFindings(look: Look, seen: SpaceSeen): readonly Finding[] {
  const full = seen.totalBytes > 0 && seen.freeBytes < NO_SPACE
  if (!full && seen.freeInodes !== 0) return []
  return [
    {
      cause: 'volume-full',
      weight: 76,
      rule: full ? 'look/no-space' : 'look/no-inodes',
      title: full ? `${seen.path} is full` : `${seen.path} has no inode left`,
      evidence: [fromLook(look, seen)],
      facts: { path: seen.path },
    },
  ]
}
