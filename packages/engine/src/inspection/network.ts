import type { Finding } from '../case/finding.ts'
import { against } from '../causes/shared/counter-evidence.ts'
import type { Look, NameSeen, PortSeen } from '../evidence/inspection.ts'
import type { CaseFile } from '../case/case-file.ts'
import { fromLook, isSaid } from './observations.ts'
import { seenWords } from './wording.ts'

/** What a name's look-up says, for or against: the cross-checks of the causes work out why. */
export function nameFindings(file: CaseFile, look: Look, seen: NameSeen): readonly Finding[] {
  const said = isSaid(file, 'host', seen.host)
  if (seen.state === 'resolves') return said ? against('look/name-resolves', 35, 'dns-failure') : []
  if (seen.state === 'unknown') return []
  const weight = said ? 84 : seen.state === 'no-such-name' ? 52 : 50
  return [
    {
      cause: 'dns-failure',
      weight,
      rule: `look/name-${seen.state}`,
      title:
        seen.state === 'no-such-name'
          ? `${seen.host} does not resolve`
          : `The DNS server does not answer about ${seen.host}`,
      evidence: [fromLook(look, seen)],
      facts: { host: seen.host },
    },
  ]
}

/** What a connection says. */
export function portFindings(file: CaseFile, look: Look, seen: PortSeen): readonly Finding[] {
  const said = isSaid(file, 'host', seen.host)
  if (seen.state === 'connects')
    return said ? against('look/port-connects', 35, 'dependency-unreachable') : []
  if (seen.state === 'unresolved' || seen.state === 'unknown') return []
  return [
    {
      cause: 'dependency-unreachable',
      weight: said ? 84 : 50,
      rule: `look/port-${seen.state}`,
      title: seenWords(look, seen),
      evidence: [fromLook(look, seen)],
      facts: { host: seen.host, port: String(seen.port) },
    },
  ]
}
