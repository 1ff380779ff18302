import type { Look, Owned, PathSeen, ProgramSeen, Seen } from '../evidence/inspection.ts'
import { memoryText } from '../evidence/quantity.ts'

/** What was seen, as one line of a report. */
export function seenWords(look: Look, seen: Seen): string {
  switch (seen.kind) {
    case 'program':
      return programWords(look, seen)
    case 'library':
      return seen.problem === 'missing'
        ? `${seen.program} needs ${seen.name}, which is not in the image`
        : `${seen.program} needs ${seen.version ?? 'another version'} of ${seen.name}, which the one in the image does not have`
    case 'path':
      return pathWords(look, seen)
    case 'env':
      return `${seen.name} is ${seen.state === 'set' ? 'set' : seen.state === 'empty' ? 'set to an empty text' : 'not set'}`
    case 'name':
      return nameWords(seen)
    case 'port':
      return portWords(seen)
    case 'space':
      return `${seen.path} has ${memoryText(seen.freeBytes)} of ${memoryText(seen.totalBytes)} free${seen.freeInodes === null ? '' : ` and ${seen.freeInodes} inodes`}`
    case 'limit':
      return limitWords(seen)
  }
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0')
const ownedWords = ({ mode, uid, gid }: Owned): string => `mode ${octal(mode)}, owner ${uid}:${gid}`

export function userWords({ user }: Look): string {
  return user ? `user ${user.uid}` : 'its user'
}

/** As the pod names it where that is a path: files of a ConfigMap lie elsewhere, behind links. */
export function programName({ name, path }: ProgramSeen): string {
  return name.startsWith('/') ? name : (path ?? name)
}

const programWords = (look: Look, seen: ProgramSeen): string => {
  const name = programName(seen)
  if (seen.state === 'missing')
    return seen.name.includes('/')
      ? `${seen.name} does not exist`
      : `${seen.name} is in no folder of PATH`
  if (seen.state === 'folder') return `${name} is a folder`
  if (seen.state === 'not-executable')
    return `${name} is not executable for ${userWords(look)}${seen.owned ? ` (${ownedWords(seen.owned)})` : ''}`
  if (seen.crlf) return `the first line of ${name} ends with CR LF`
  if (seen.interpreter && !seen.interpreter.isThere)
    return `${name} needs ${seen.interpreter.path}, which does not exist`
  switch (seen.format) {
    case 'elf':
      return `${name} is executable${seen.arch ? `, built for ${seen.arch}` : ''}${look.arch ? `; the node is ${look.arch}` : ''}`
    case 'script':
      return `${name} is an executable script${seen.interpreter ? ` for ${seen.interpreter.path}` : ''}`
    case 'text':
      return `${name} is a text without a first line that names its interpreter`
    case 'empty':
      return `${name} is empty`
    default:
      return `${name} is executable`
  }
}

const pathWords = (look: Look, seen: PathSeen): string => {
  const { path, state, may, owned } = seen
  if (state === 'missing')
    return seen.reason === 'written'
      ? `${userWords(look)} ${may.write ? 'may' : 'may not'} make ${path} in ${seen.above ?? '/'}`
      : `${path} does not exist${seen.above ? `; ${seen.above} does` : ''}`
  if (state === 'hidden')
    return `${path} can't be reached: ${userWords(look)} may not enter ${seen.above ?? 'a folder above it'}`
  const rights = [may.read && 'read', may.write && 'write'].filter((word) => word !== false)
  const granted = rights.length > 0 ? `may ${rights.join(' and ')}` : 'may neither read nor write'
  const size = seen.bytes === 0 && seen.type === 'file' ? ' (empty)' : ''
  return `${userWords(look)} ${granted} ${path}${size}${owned ? ` (${ownedWords(owned)})` : ''}`
}

const nameWords = (seen: Seen & { readonly kind: 'name' }): string => {
  const servers = seen.servers.length > 0 ? ` from ${seen.servers.join(', ')}` : ''
  switch (seen.state) {
    case 'resolves':
      return `${seen.host} resolves to ${seen.addresses.join(', ')}`
    case 'no-such-name':
      return `${seen.host} does not exist in DNS (asked for ${seen.tried.join(', ') || seen.host})`
    case 'no-answer':
      return `no answer about ${seen.host}${servers}`
    case 'server-failed':
      return `the DNS server failed on ${seen.host}${servers}`
    case 'unknown':
      return `${seen.host} could not be looked up`
  }
}

const PORT = {
  connects: 'connects',
  refused: 'refuses the connection',
  timeout: 'timed out',
  'no-route': 'gives no route to host',
  unresolved: 'could not be tried, as the name does not resolve',
  unknown: 'could not be tried',
} as const

const portWords = (seen: Seen & { readonly kind: 'port' }): string => {
  const at = seen.address && seen.address !== seen.host ? ` (${seen.address})` : ''
  const time = seen.ms === null || seen.state === 'unresolved' ? '' : ` after ${seen.ms} ms`
  return `${seen.host}:${seen.port}${at} ${PORT[seen.state]}${time}`
}

const limitWords = ({ name, value }: Seen & { readonly kind: 'limit' }): string => {
  if (value === null) return `there is no limit of ${name === 'open-files' ? 'open files' : name}`
  if (name === 'memory') return `the memory limit is ${memoryText(value)}`
  return `the limit of ${name === 'open-files' ? 'open files' : name} is ${value}`
}

/** Whether what was seen is as it should be; `plain` where that depends on the program. */
export type Verdict = 'well' | 'wrong' | 'plain'

export function seenVerdict(look: Look, seen: Seen): Verdict {
  switch (seen.kind) {
    case 'program':
      return isRunnable(look, seen) ? 'well' : 'wrong'
    case 'library':
      return 'wrong'
    case 'path':
      return pathVerdict(seen)
    case 'env':
      return seen.state === 'set' ? 'well' : 'wrong'
    case 'name':
      return seen.state === 'resolves' ? 'well' : seen.state === 'unknown' ? 'plain' : 'wrong'
    case 'port':
      return seen.state === 'connects' ? 'well' : seen.state === 'unknown' ? 'plain' : 'wrong'
    case 'space':
      return seen.freeBytes < 64 * 1024 ? 'wrong' : 'well'
    case 'limit':
      return 'plain'
  }
}

const isRunnable = (look: Look, seen: ProgramSeen): boolean =>
  seen.state === 'ok' &&
  !seen.crlf &&
  seen.interpreter?.isThere !== false &&
  seen.format !== 'text' &&
  seen.format !== 'empty' &&
  (seen.arch === null || look.arch === null || seen.arch === look.arch)

const pathVerdict = ({ state, may, reason, bytes, type }: PathSeen): Verdict => {
  if (state === 'hidden') return 'wrong'
  if (reason === 'written') return may.write ? 'well' : 'wrong'
  if (state === 'missing') return reason === 'argument' || reason === 'named' ? 'wrong' : 'plain'
  if (!may.read || (reason === 'mounted-file' && bytes === 0 && type === 'file')) return 'wrong'
  return may.write || reason !== 'named' ? 'well' : 'plain'
}
