import type { Finding } from '../case/finding.ts'
import type { Look, Seen } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { envFindings } from './env.ts'
import { nameFindings, portFindings } from './network.ts'
import { pathFindings, spaceFindings } from './paths.ts'
import { libraryFinding, programFindings } from './programs.ts'
import { looksAt } from './observations.ts'

/** What was seen by looking inside, as findings for and against causes. Nothing where nobody looked. */
export function lookFindings(file: CaseFile): readonly Finding[] {
  return looksAt(file).flatMap((look) => look.seen.flatMap((seen) => findingsOf(file, look, seen)))
}

const findingsOf = (file: CaseFile, look: Look, seen: Seen): readonly Finding[] => {
  switch (seen.kind) {
    case 'program':
      return programFindings(look, seen)
    case 'library':
      return [libraryFinding(look, seen)]
    case 'path':
      return pathFindings(file, look, seen)
    case 'env':
      return envFindings(file, look, seen)
    case 'name':
      return nameFindings(file, look, seen)
    case 'port':
      return portFindings(file, look, seen)
    case 'space':
      return spaceFindings(look, seen)
    case 'limit':
      return []
  }
}
