import type { Finding } from '../case/finding.ts'
import { counterEvidence } from '../causes/shared/counter-evidence.ts'
import type { Inspection, NameObservation, PortObservation } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { observationEvidence, isSaid } from './observations.ts'
import { observationText } from './wording.ts'

/** What a name's look-up says, for or against: the cross-checks of the causes work out why. */
export function nameFindings(
  file: CaseFile,
  inspection: Inspection,
  observation: NameObservation,
): readonly Finding[] {
  const said = isSaid(file, 'host', observation.host)
  if (observation.state === 'resolves')
    return said ? counterEvidence('look/name-resolves', 35, 'dns-failure') : []
  if (observation.state === 'unknown') return []
  const weight = said ? 84 : observation.state === 'no-such-name' ? 52 : 50
  return [
    {
      cause: 'dns-failure',
      weight,
      rule: `look/name-${observation.state}`,
      title:
        observation.state === 'no-such-name'
          ? `${observation.host} does not resolve`
          : `The DNS server does not answer about ${observation.host}`,
      evidence: [observationEvidence(inspection, observation)],
      facts: { host: observation.host },
    },
  ]
}

/** What a connection says. */
export function portFindings(
  file: CaseFile,
  inspection: Inspection,
  observation: PortObservation,
): readonly Finding[] {
  const said = isSaid(file, 'host', observation.host)
  if (observation.state === 'connects')
    return said ? counterEvidence('look/port-connects', 35, 'dependency-unreachable') : []
  if (observation.state === 'unresolved' || observation.state === 'unknown') return []
  return [
    {
      cause: 'dependency-unreachable',
      weight: said ? 84 : 50,
      rule: `look/port-${observation.state}`,
      title: observationText(inspection, observation),
      evidence: [observationEvidence(inspection, observation)],
      facts: { host: observation.host, port: String(observation.port) },
    },
  ]
}
