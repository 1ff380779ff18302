import type { Finding } from '../case/finding.ts'
import type { EnvObservation, Inspection } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { observationEvidence } from './observations.ts'

const NAMED = ['env', 'setting', 'key'] as const

/** A variable that a message, an argument or the pod's own script names, and whether it is set. */
export function envFindings(
  file: CaseFile,
  inspection: Inspection,
  observation: EnvObservation,
): readonly Finding[] {
  const message = file.messages.find(
    ({ cause, weight, facts }) =>
      cause === 'env-missing' &&
      weight >= 30 &&
      NAMED.some((name) => facts[name] === observation.name),
  )
  if (observation.state === 'set')
    return message ? [{ ...message, weight: -20, rule: 'look/env-set', evidence: [] }] : []
  const weight = message ? message.weight + 3 : isRequired(file, observation.name) ? 62 : 42
  return [
    {
      cause: 'env-missing',
      weight,
      rule: 'look/env-absent',
      title:
        message?.title ??
        `${observation.name} is ${observation.state === 'empty' ? 'empty' : 'not set'}`,
      evidence: [...(message?.evidence ?? []), observationEvidence(inspection, observation)],
      facts: { ...message?.facts, env: observation.name },
    },
  ]
}

/** `$(NAME)` in an argument stays as it stands where NAME is not set; `${NAME:?}` of a shell ends it. */
const isRequired = ({ failing }: CaseFile, name: string): boolean =>
  [...(failing.spec?.command ?? []), ...(failing.spec?.args ?? [])].some(
    (word) =>
      word.includes(`$(${name})`) || word.includes(`\${${name}:?`) || word.includes(`\${${name}?`),
  )
