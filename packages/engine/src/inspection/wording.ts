import type {
  Inspection,
  Owned,
  PathObservation,
  ProgramObservation,
  Observation,
} from '../evidence/inspection.ts'
import { memoryText } from '../evidence/quantity.ts'

/** An observation as one line of a report. */
export function observationText(inspection: Inspection, observation: Observation): string {
  switch (observation.kind) {
    case 'program':
      return programWords(inspection, observation)
    case 'library':
      return observation.problem === 'missing'
        ? `${observation.program} needs ${observation.name}, which is not in the image`
        : `${observation.program} needs ${observation.version ?? 'another version'} of ${observation.name}, which the one in the image does not have`
    case 'path':
      return pathWords(inspection, observation)
    case 'env':
      return `${observation.name} is ${observation.state === 'set' ? 'set' : observation.state === 'empty' ? 'set to an empty text' : 'not set'}`
    case 'name':
      return nameWords(observation)
    case 'port':
      return portWords(observation)
    case 'space':
      return `${observation.path} has ${memoryText(observation.freeBytes)} of ${memoryText(observation.totalBytes)} free${observation.freeInodes === null ? '' : ` and ${observation.freeInodes} inodes`}`
    case 'limit':
      return limitWords(observation)
  }
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0')
const ownedWords = ({ mode, uid, gid }: Owned): string => `mode ${octal(mode)}, owner ${uid}:${gid}`

export function userWords({ user }: Inspection): string {
  return user ? `user ${user.uid}` : 'its user'
}

/** As the pod names it where that is a path: files of a ConfigMap lie elsewhere, behind links. */
export function programName({ name, path }: ProgramObservation): string {
  return name.startsWith('/') ? name : (path ?? name)
}

const programWords = (inspection: Inspection, observation: ProgramObservation): string => {
  const name = programName(observation)
  if (observation.state === 'missing')
    return observation.name.includes('/')
      ? `${observation.name} does not exist`
      : `${observation.name} is in no folder of PATH`
  if (observation.state === 'folder') return `${name} is a folder`
  if (observation.state === 'not-executable')
    return `${name} is not executable for ${userWords(inspection)}${observation.owned ? ` (${ownedWords(observation.owned)})` : ''}`
  if (observation.crlf) return `the first line of ${name} ends with CR LF`
  if (observation.interpreter && !observation.interpreter.isThere)
    return `${name} needs ${observation.interpreter.path}, which does not exist`
  switch (observation.format) {
    case 'elf':
      return `${name} is executable${observation.arch ? `, built for ${observation.arch}` : ''}${inspection.arch ? `; the node is ${inspection.arch}` : ''}`
    case 'script':
      return `${name} is an executable script${observation.interpreter ? ` for ${observation.interpreter.path}` : ''}`
    case 'text':
      return `${name} is a text without a first line that names its interpreter`
    case 'empty':
      return `${name} is empty`
    default:
      return `${name} is executable`
  }
}

const pathWords = (inspection: Inspection, observation: PathObservation): string => {
  const { path, state, may, owned } = observation
  if (state === 'missing')
    return observation.reason === 'written'
      ? `${userWords(inspection)} ${may.write ? 'may' : 'may not'} make ${path} in ${observation.above ?? '/'}`
      : `${path} does not exist${observation.above ? `; ${observation.above} does` : ''}`
  if (state === 'hidden')
    return `${path} can't be reached: ${userWords(inspection)} may not enter ${observation.above ?? 'a folder above it'}`
  const rights = [may.read && 'read', may.write && 'write'].filter((word) => word !== false)
  const granted = rights.length > 0 ? `may ${rights.join(' and ')}` : 'may neither read nor write'
  const size = observation.bytes === 0 && observation.type === 'file' ? ' (empty)' : ''
  return `${userWords(inspection)} ${granted} ${path}${size}${owned ? ` (${ownedWords(owned)})` : ''}`
}

const nameWords = (observation: Observation & { readonly kind: 'name' }): string => {
  const servers = observation.servers.length > 0 ? ` from ${observation.servers.join(', ')}` : ''
  switch (observation.state) {
    case 'resolves':
      return `${observation.host} resolves to ${observation.addresses.join(', ')}`
    case 'no-such-name':
      return `${observation.host} does not exist in DNS (asked for ${observation.tried.join(', ') || observation.host})`
    case 'no-answer':
      return `no answer about ${observation.host}${servers}`
    case 'server-failed':
      return `the DNS server failed on ${observation.host}${servers}`
    case 'unknown':
      return `${observation.host} could not be looked up`
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

const portWords = (observation: Observation & { readonly kind: 'port' }): string => {
  const at =
    observation.address && observation.address !== observation.host
      ? ` (${observation.address})`
      : ''
  const time =
    observation.ms === null || observation.state === 'unresolved'
      ? ''
      : ` after ${observation.ms} ms`
  return `${observation.host}:${observation.port}${at} ${PORT[observation.state]}${time}`
}

const limitWords = ({ name, value }: Observation & { readonly kind: 'limit' }): string => {
  if (value === null) return `there is no limit of ${name === 'open-files' ? 'open files' : name}`
  if (name === 'memory') return `the memory limit is ${memoryText(value)}`
  return `the limit of ${name === 'open-files' ? 'open files' : name} is ${value}`
}

/** Whether what was observed is as it should be; `plain` where that depends on the program. */
export type Verdict = 'well' | 'wrong' | 'plain'

export function observationVerdict(inspection: Inspection, observation: Observation): Verdict {
  switch (observation.kind) {
    case 'program':
      return isRunnable(inspection, observation) ? 'well' : 'wrong'
    case 'library':
      return 'wrong'
    case 'path':
      return pathVerdict(observation)
    case 'env':
      return observation.state === 'set' ? 'well' : 'wrong'
    case 'name':
      return observation.state === 'resolves'
        ? 'well'
        : observation.state === 'unknown'
          ? 'plain'
          : 'wrong'
    case 'port':
      return observation.state === 'connects'
        ? 'well'
        : observation.state === 'unknown'
          ? 'plain'
          : 'wrong'
    case 'space':
      return observation.freeBytes < 64 * 1024 ? 'wrong' : 'well'
    case 'limit':
      return 'plain'
  }
}

const isRunnable = (inspection: Inspection, observation: ProgramObservation): boolean =>
  observation.state === 'ok' &&
  !observation.crlf &&
  observation.interpreter?.isThere !== false &&
  observation.format !== 'text' &&
  observation.format !== 'empty' &&
  (observation.arch === null || inspection.arch === null || observation.arch === inspection.arch)

const pathVerdict = ({ state, may, reason, bytes, type }: PathObservation): Verdict => {
  if (state === 'hidden') return 'wrong'
  if (reason === 'written') return may.write ? 'well' : 'wrong'
  if (state === 'missing') return reason === 'argument' || reason === 'named' ? 'wrong' : 'plain'
  if (!may.read || (reason === 'mounted-file' && bytes === 0 && type === 'file')) return 'wrong'
  return may.write || reason !== 'named' ? 'well' : 'plain'
}
