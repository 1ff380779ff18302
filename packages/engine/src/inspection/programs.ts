import type { Finding } from '../case/finding.ts'
import { against } from '../causes/shared/counter-evidence.ts'
import type { LibrarySeen, Look, ProgramSeen } from '../evidence/inspection.ts'
import { fromLook } from './observations.ts'
import { programName, seenWords, userWords } from './wording.ts'

/** What an executable that was looked at says about its start. */
export function programFindings(look: Look, seen: ProgramSeen): readonly Finding[] {
  const problem = problemOf(look, seen)
  if (problem) {
    const title = seenWords(look, seen)
    return [
      {
        ...problem,
        title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
        evidence: [fromLook(look, seen)],
        facts: { file: programName(seen), ...problem.facts },
      },
    ]
  }
  // Built for the node, and its loader is there: what is left of these causes is words in a log.
  return seen.state === 'ok' && seen.format === 'elf' && seen.arch !== null && look.arch !== null
    ? against('look/program-runs', 40, 'arch-mismatch')
    : []
}

type Problem = Pick<Finding, 'cause' | 'weight' | 'rule' | 'facts' | 'explanation'>

const problemOf = (look: Look, seen: ProgramSeen): Problem | null => {
  const name = programName(seen)
  if (seen.state === 'missing')
    return command(
      'missing',
      93,
      `The container is told to run ${seen.name}, and there is no such program in its image or on its volumes.`,
    )
  if (seen.state === 'folder')
    return command('folder', 93, `The container is told to run ${name}, which is a folder.`)
  if (seen.state === 'not-executable')
    return command(
      'not-executable',
      92,
      `${name} is there, but its mode does not let ${userWords(look)} execute it.`,
    )
  if (seen.format === 'elf' && seen.arch && look.arch && seen.arch !== look.arch)
    return {
      cause: 'arch-mismatch',
      weight: 95,
      rule: 'look/arch',
      facts: { arch: look.arch },
      explanation: `${name} is built for ${seen.arch}, and the node is ${look.arch}: its kernel cannot run it.`,
    }
  if (seen.crlf)
    return command(
      'crlf',
      94,
      `The first line of ${name} ends with CR LF, as editors on Windows write it, so that the kernel looks for an interpreter whose name ends with a carriage return.`,
    )
  if (seen.interpreter && !seen.interpreter.isThere) return interpreter(seen, name)
  if (seen.format === 'empty')
    return command(
      'empty',
      92,
      `${name} is empty: copying it into the image failed, or a volume hides it.`,
    )
  if (seen.format === 'text')
    return command(
      'no-interpreter-line',
      88,
      `${name} is a text whose first line does not begin with #! and the path of an interpreter, so that the kernel cannot execute it.`,
    )
  return null
}

const command = (what: string, weight: number, explanation: string): Problem => ({
  cause: 'bad-command',
  weight,
  rule: `look/program-${what}`,
  facts: {},
  explanation,
})

const interpreter = ({ format, interpreter }: ProgramSeen, name: string): Problem => {
  const path = interpreter?.path ?? ''
  return format === 'elf'
    ? {
        cause: 'image-bad',
        weight: 94,
        rule: 'look/loader-missing',
        facts: { module: path },
        explanation: `${name} is linked against a C library whose loader ${path} is not in the image. The kernel then says "no such file or directory", although the program is there. Link it statically, or use a base image with that C library.`,
      }
    : {
        cause: 'bad-command',
        weight: 94,
        rule: 'look/interpreter-missing',
        facts: { name: path },
        explanation: `${name} is a script for ${path}, which is not in the image.`,
      }
}

export function libraryFinding(look: Look, seen: LibrarySeen): Finding {
  return {
    cause: 'missing-dependency',
    weight: seen.problem === 'missing' ? 94 : 92,
    rule: `look/library-${seen.problem}`,
    title:
      seen.problem === 'missing'
        ? `The shared library ${seen.name} is not in the image`
        : `${seen.name} in the image is older than ${seen.program} needs (${seen.version ?? 'its version'})`,
    evidence: [fromLook(look, seen)],
    facts: { name: seen.name, file: seen.program },
  }
}
