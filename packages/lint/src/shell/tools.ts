import type { Image } from '../image.ts'
import { BASIC_PROGRAMS, COMMON_PROGRAMS, TOOL_SETS, type ToolSet } from './tools.data.ts'

const sets = new Map<ToolSet, ReadonlySet<string>>()

function programsOf(set: ToolSet): ReadonlySet<string> {
  const known = sets.get(set) ?? new Set(set.programs.trim().split(/ +/))
  sets.set(set, known)
  return known
}

/** Folders that a shell looks into (PATH of the images, execvp's default). */
const BIN = /^\/(?:usr\/(?:local\/)?)?s?bin\//

/** Whether the image is known to lack a program; false where nobody knows. */
export function lacksProgram({ repository, tag, config }: Image, program: string): boolean {
  if (config !== undefined) return false
  const name = program.replace(BIN, '')
  if (name === '' || !/^[\w.+-]+$/.test(name)) return false
  const set = TOOL_SETS.find(
    ({ images, tags }) => images.test(repository) && (tags === undefined || tags.test(tag ?? '')),
  )
  if (set === undefined || programsOf(set).has(name)) return false
  return (
    set.isComplete === true ||
    COMMON_PROGRAMS.has(name) ||
    (set.isBare === true && BASIC_PROGRAMS.has(name))
  )
}
