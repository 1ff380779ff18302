import type {
  Inspection,
  Owned,
  PathReason,
  PathObservation,
  Observation,
} from '@unloop/engine/evidence'
import type { InspectionPlan } from '@unloop/engine'
import { archOf, readElf } from './elf.ts'
import { networkObservations } from './parse-network.ts'
import { decode, number, type Fields } from './rows.ts'
import { BEGIN, END } from './script.ts'

/** What the script answered, as far as its answer came whole. */
export interface Answer extends Pick<Inspection, 'arch' | 'user' | 'observations'> {
  /** False where the answer was cut off: by time, by its length, by the connection. */
  readonly isWhole: boolean
  /** The user of the ephemeral container, where it and may not see the container's files. */
  readonly hiddenFrom: number | null
}

/** Facts from the lines of the script. What is not in its form is left out: a container may print what it likes. */
export function parseAnswer(text: string, plan: InspectionPlan): Answer {
  const all = text.split(/\r?\n/)
  const begin = all.indexOf(BEGIN)
  const end = all.indexOf(END, begin)
  const lines = begin < 0 ? [] : all.slice(begin + 1, end < 0 ? undefined : end)
  const rows = lines.flatMap((line) => (line.startsWith('@') ? [line.slice(1).split('\t')] : []))
  const one = (kind: string): Fields | undefined => rows.find(([name]) => name === kind)?.slice(1)
  const observations = rows.flatMap(([kind = '', ...fields]): readonly Observation[] =>
    observationsIn(kind, fields, plan),
  )
  const hidden = one('hidden')?.[0]
  return {
    arch: archOf(one('arch')?.[0] ?? ''),
    user: userOf(one('user')),
    observations: [...observations, ...networkObservations(rows, plan.addresses)],
    isWhole: begin >= 0 && end >= 0,
    hiddenFrom: hidden === undefined ? null : (number(hidden) ?? 0),
  }
}

const observationsIn = (
  kind: string,
  fields: Fields,
  plan: InspectionPlan,
): readonly Observation[] => {
  const [index = '', ...rest] = fields
  const at = number(index) ?? -1
  switch (kind) {
    case 'prog':
      return programOf(plan.programs[at], rest)
    case 'lib':
      return libraryOf(plan.programs[at], decode(rest[0]))
    case 'path':
      return pathOf(plan.paths[at], rest)
    case 'file':
      return plan.filled[at] === undefined ? [] : [fileOf(rest)]
    case 'env':
      return envOf(plan.env[at], rest[0])
    case 'space':
      return spaceOf(plan.paths[at]?.path, rest)
    case 'limit':
      return limitOf(index, rest[0])
    default:
      return []
  }
}

const userOf = (fields: Fields | undefined): Inspection['user'] => {
  const uid = number(fields?.[0])
  if (uid === null) return null
  const gids = (fields?.[1] ?? '').split(/\s+/).flatMap((word) => number(word) ?? [])
  return { uid, gids }
}

const ownedOf = ([mode = '', uid, gid]: Fields): Owned | null => {
  const [user, group] = [number(uid), number(gid)]
  return /^[0-7]{1,5}$/.test(mode) && user !== null && group !== null
    ? { mode: Number.parseInt(mode, 8), uid: user, gid: group }
    : null
}

const PROGRAM_STATES = ['ok', 'missing', 'folder', 'not-executable'] as const

const programOf = (name: string | undefined, fields: Fields): readonly Observation[] => {
  const [word, path, mode = '', uid = '', gid = '', size, interpreter, exists, head] = fields
  const state = PROGRAM_STATES.find((each) => each === word)
  if (name === undefined || state === undefined) return []
  const bytes = Buffer.from(head ?? '', 'base64')
  const needs = decode(interpreter)
  return [
    {
      kind: 'program',
      name,
      path: path ? decode(path) : null,
      state,
      owned: ownedOf([mode, uid, gid]),
      format: formatOf(bytes, number(size)),
      arch: readElf(bytes)?.arch ?? null,
      interpreter: needs === '' ? null : { path: needs, isThere: exists !== 'no' },
      crlf: bytes[0] === 0x23 && bytes[1] === 0x21 && firstLine(bytes).endsWith('\r'),
    },
  ]
}

const firstLine = (bytes: Buffer): string => {
  const end = bytes.indexOf(10)
  return bytes.subarray(0, end < 0 ? undefined : end).toString('latin1')
}

type Format = (Observation & { readonly kind: 'program' })['format']

const formatOf = (bytes: Buffer, size: number | null): Format => {
  if (bytes.length === 0) return size === 0 ? 'empty' : null
  if (readElf(bytes)) return 'elf'
  if (bytes[0] === 0x23 && bytes[1] === 0x21) return 'script'
  return bytes.subarray(0, 512).includes(0) ? 'other' : 'text'
}

/** glibc: `libx.so => not found`, `version `X' not found (required by …)`; musl: `Error loading shared library libx.so: …`. */
const libraryOf = (program: string | undefined, line: string): readonly Observation[] => {
  if (program === undefined) return []
  const version = /^(.*?): version [`']([^`']+)[`'] not found/.exec(line.trim())
  if (version)
    return [
      {
        kind: 'library',
        program,
        name: (version[1] ?? '').replace(/^.*: /, ''),
        problem: 'version',
        version: version[2] ?? null,
      },
    ]
  const name =
    /^\s*(\S+) => not found/.exec(line)?.[1] ??
    /Error loading shared library ([^\s:]+):/.exec(line)?.[1]
  return name === undefined
    ? []
    : [{ kind: 'library', program, name, problem: 'missing', version: null }]
}

const pathOf = (
  plan: { readonly path: string; readonly reason: PathReason } | undefined,
  [state, may, type, mode = '', uid = '', gid = '', size, above]: Fields,
): readonly Observation[] => {
  if (plan === undefined) return []
  if (state !== 'there' && state !== 'missing' && state !== 'hidden') return []
  return [
    {
      kind: 'path',
      ...plan,
      state,
      type: type === 'file' || type === 'folder' || type === 'other' ? type : null,
      owned: ownedOf([mode, uid, gid]),
      bytes: number(size),
      may: rights(may),
      above: above && above !== '-' ? decode(above) : null,
    },
  ]
}

const rights = (letters = ''): PathObservation['may'] => {
  const has = (letter: string): boolean => letters !== 'none' && letters.includes(letter)
  return { read: has('r'), write: has('w'), enter: has('x') }
}

const fileOf = ([path, may, mode = '', uid = '', gid = '', bytes]: Fields): Observation => ({
  kind: 'path',
  path: decode(path),
  reason: 'mounted-file',
  state: 'there',
  type: 'file',
  owned: ownedOf([mode, uid, gid]),
  bytes: number(bytes),
  may: rights(may),
  above: null,
})

const envOf = (name: string | undefined, state: string | undefined): readonly Observation[] =>
  name !== undefined && (state === 'set' || state === 'empty' || state === 'absent')
    ? [{ kind: 'env', name, state }]
    : []

const spaceOf = (
  path: string | undefined,
  [blocks = '', inodes]: Fields,
): readonly Observation[] => {
  const [total, free] = blocks.split(' ').map((word) => number(word))
  return path === undefined || total == null || free == null
    ? []
    : [
        {
          kind: 'space',
          path,
          totalBytes: total * 1024,
          freeBytes: free * 1024,
          // File systems without a fixed number of inodes say 0 or nothing.
          freeInodes: number(inodes) || null,
        },
      ]
}

const LIMITS = ['memory', 'processes', 'open-files'] as const

const limitOf = (word: string, value: string | undefined): readonly Observation[] => {
  const name = LIMITS.find((each) => each === word)
  const limit = number(value)
  if (name === undefined || value === undefined || value === '') return []
  // cgroup v1 states "no limit" as nearly all of 2^63.
  return [{ kind: 'limit', name, value: limit !== null && limit > 2 ** 60 ? null : limit }]
}
