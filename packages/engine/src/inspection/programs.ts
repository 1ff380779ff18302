import type { Finding } from '../case/finding.ts'
import { counterEvidence } from '../causes/shared/counter-evidence.ts'
import type { LibraryObservation, Inspection, ProgramObservation } from '../evidence/inspection.ts'
import { observationEvidence } from './observations.ts'
import { programName, observationText, userWords } from './wording.ts'

/** What an inspected executable says about its start. */
export function programFindings(
  inspection: Inspection,
  observation: ProgramObservation,
): readonly Finding[] {
  const problem = problemOf(inspection, observation)
  if (problem) {
    const title = observationText(inspection, observation)
    return [
      {
        ...problem,
        title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
        evidence: [observationEvidence(inspection, observation)],
        facts: { file: programName(observation), ...problem.facts },
      },
    ]
  }
  // Built for the node, and its loader is there: what is left of these causes is words in a log.
  return observation.state === 'ok' &&
    observation.format === 'elf' &&
    observation.arch !== null &&
    inspection.arch !== null
    ? counterEvidence('look/program-runs', 40, 'arch-mismatch')
    : []
}

type Problem = Pick<Finding, 'cause' | 'weight' | 'rule' | 'facts' | 'explanation'>

const problemOf = (inspection: Inspection, observation: ProgramObservation): Problem | null => {
  const name = programName(observation)
  if (observation.state === 'missing')
    return command(
      'missing',
      93,
      `The container is told to run ${observation.name}, and there is no such program in its image or on its volumes.`,
    )
  if (observation.state === 'folder')
    return command('folder', 93, `The container is told to run ${name}, which is a folder.`)
  if (observation.state === 'not-executable')
    return command(
      'not-executable',
      92,
      `${name} is there, but its mode does not let ${userWords(inspection)} execute it.`,
    )
  if (
    observation.format === 'elf' &&
    observation.arch &&
    inspection.arch &&
    observation.arch !== inspection.arch
  )
    return {
      cause: 'arch-mismatch',
      weight: 95,
      rule: 'look/arch',
      facts: { arch: inspection.arch },
      explanation: `${name} is built for ${observation.arch}, and the node is ${inspection.arch}: its kernel cannot run it.`,
    }
  if (observation.crlf)
    return command(
      'crlf',
      94,
      `The first line of ${name} ends with CR LF, as editors on Windows write it, so that the kernel looks for an interpreter whose name ends with a carriage return.`,
    )
  if (observation.interpreter && !observation.interpreter.isThere)
    return interpreter(observation, name)
  if (observation.format === 'empty')
    return command(
      'empty',
      92,
      `${name} is empty: copying it into the image failed, or a volume hides it.`,
    )
  if (observation.format === 'text')
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

const interpreter = ({ format, interpreter }: ProgramObservation, name: string): Problem => {
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

export function libraryFinding(inspection: Inspection, observation: LibraryObservation): Finding {
  return {
    cause: 'missing-dependency',
    weight: observation.problem === 'missing' ? 94 : 92,
    rule: `look/library-${observation.problem}`,
    title:
      observation.problem === 'missing'
        ? `The shared library ${observation.name} is not in the image`
        : `${observation.name} in the image is older than ${observation.program} needs (${observation.version ?? 'its version'})`,
    evidence: [observationEvidence(inspection, observation)],
    facts: { name: observation.name, file: observation.program },
  }
}
