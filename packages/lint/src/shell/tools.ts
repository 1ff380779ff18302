import type { Image } from '../image.ts'
import { haveSwapped, isSlip } from '../slip.ts'
import { BASIC_PROGRAMS, COMMON_PROGRAMS, TOOL_SETS, type ToolSet } from './tools.data.ts'

const sets = new Map<ToolSet, ReadonlySet<string>>()

function programsOf(set: ToolSet): ReadonlySet<string> {
  const known = sets.get(set) ?? new Set(set.programs.trim().split(/ +/))
  sets.set(set, known)
  return known
}

/** Folders that a shell looks into (PATH of the images, execvp's default). */
const BIN = /^\/(?:usr\/(?:local\/)?)?s?bin\//

const setOf = ({ repository, tag }: Image): ToolSet | undefined =>
  TOOL_SETS.find(
    ({ images, tags }) => images.test(repository) && (tags === undefined || tags.test(tag ?? '')),
  )

/** The program of the image that a word is a slip of: `ngInx`, `pyhton`; null for any other word. */
export function misspeltProgram(image: Image, program: string): string | null {
  const set = image.config === undefined ? setOf(image) : undefined
  const isWord = /^[\w.+-]{4,30}$/.test(program)
  if (set === undefined || !isWord || COMMON_PROGRAMS.has(program)) return null
  const programs = programsOf(set)
  if (programs.has(program) || BASIC_PROGRAMS.has(program)) return null
  return (
    [...programs, ...SHELL_WORDS].find(
      (name) =>
        name.length >= 4 &&
        (name === program.toLowerCase() ||
          haveSwapped(program, name) ||
          (name.length >= 5 && isSlip(program, name))),
    ) ?? null
  )
}

/** Words that a slip may mean beside the image's own programs. */
const SHELL_WORDS = [
  'echo',
  'exit',
  'export',
  'source',
  'sleep',
  'python',
  'python3',
  'nginx',
  'redis-server',
] as const

/** Whether the image is known to lack a program; false where nobody knows. */
export function lacksProgram(image: Image, program: string): boolean {
  if (image.config !== undefined) return false
  const name = program.replace(BIN, '')
  if (name === '' || !/^[\w.+-]+$/.test(name)) return false
  const set = setOf(image)
  if (set === undefined || programsOf(set).has(name)) return false
  return (
    set.isComplete === true ||
    COMMON_PROGRAMS.has(name) ||
    (set.isBare === true && BASIC_PROGRAMS.has(name))
  )
}
