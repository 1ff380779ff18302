import type { Finding } from '../case/finding.ts'
import type { Inspection, Observation } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { envFindings } from './env.ts'
import { nameFindings, portFindings } from './network.ts'
import { pathFindings, spaceFindings } from './paths.ts'
import { libraryFinding, programFindings } from './programs.ts'
import { inspectionsOf } from './observations.ts'

/** Observations of an inspection as findings for and against causes; none without an inspection. */
export function inspectionFindings(file: CaseFile): readonly Finding[] {
  return inspectionsOf(file).flatMap((inspection) =>
    inspection.observations.flatMap((observation) => findingsOf(file, inspection, observation)),
  )
}

const findingsOf = (
  file: CaseFile,
  inspection: Inspection,
  observation: Observation,
): readonly Finding[] => {
  switch (observation.kind) {
    case 'program':
      return programFindings(inspection, observation)
    case 'library':
      return [libraryFinding(inspection, observation)]
    case 'path':
      return pathFindings(file, inspection, observation)
    case 'env':
      return envFindings(file, inspection, observation)
    case 'name':
      return nameFindings(file, inspection, observation)
    case 'port':
      return portFindings(file, inspection, observation)
    case 'space':
      return spaceFindings(inspection, observation)
    case 'limit':
      return []
  }
}
