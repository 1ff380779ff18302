import type { Finding } from '../case/finding.ts'
import { dnsFailure } from '../causes/dns-failure.ts'
import { saidWords, type Correction } from './correction.ts'

const UNKNOWN_HOST =
  /(?:ENOTFOUND|EAI_AGAIN|no such host|lookup|Name or service not known|could not translate host name|UnknownHostException:?|nodename nor servname|Temporary failure in name resolution)[ "':]*([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*)|"?([a-z0-9-]+(?:\.[a-z0-9-]+)+)"?:? (?:no such host|Name or service not known)/i

/** What any match of the above holds. Most logs hold none of it, and the whole pattern takes long to find that out. */
const SOME_OF_IT =
  /ENOTFOUND|EAI_AGAIN|no such host|lookup|Name or service not known|could not translate host name|UnknownHostException|nodename nor servname|Temporary failure in name resolution/i

/** The host name that the words say does not resolve; null where they say so of none. */
export function unknownHost(words: string): string | null {
  if (!SOME_OF_IT.test(words)) return null
  const [, after, before] = UNKNOWN_HOST.exec(words) ?? []
  const host = after ?? before
  return host && /[a-z]/i.test(host) ? host : null
}

/** A name that does not resolve, behind whatever error the driver makes of it: corrected where the cluster knows a better one. */
export const otherName: Correction = (file, lead) => {
  const host = lead.cause === 'dns-failure' ? null : unknownHost(saidWords(file, lead))
  if (!host) return []
  const finding: Finding = { ...lead, cause: 'dns-failure', facts: { ...lead.facts, host } }
  return dnsFailure.fixes(file, finding).filter(({ patch }) => patch !== null)
}
