import { hostOf, isLoopback } from './loopback.ts'

/** The parts of a request that say where it comes from. */
export interface Origins {
  readonly host: string
  /** Empty where there is none: programs send none, browsers do for all that may change something. */
  readonly origin: string
  /** `Sec-Fetch-Site`, which pages cannot set. */
  readonly fetchSite: string
}

/** Names by which browsers may reach it: any other `Host` is refused, against DNS rebinding. */
export interface GuardOptions {
  /** The address that is listened on. */
  readonly listen: string
  /** Further names by which it is reached. */
  readonly hosts: readonly string[]
}

/**
 * Null where a request may go on, else why not. A page of another site may make a browser send requests here, under a
 * name that it points to this machine (DNS rebinding) or across sites: both are told by the names.
 */
export function refusedOrigin(origins: Origins, options: GuardOptions): string | null {
  const host = hostOf(origins.host)
  if (host === null || !isKnown(host, options))
    return `The name ${JSON.stringify(origins.host.slice(0, 100))} is not known here: add it with --host.`
  if (origins.fetchSite === 'cross-site') return 'Requests from pages of other sites are refused.'
  if (origins.origin === '') return null
  const origin = URL.canParse(origins.origin) ? new URL(origins.origin) : null
  // The same name on another port is another program.
  if (origin !== null && origin.host.toLowerCase() === origins.host.toLowerCase()) return null
  return 'Requests from pages of other sites are refused.'
}

/** On a loopback address any loopback name will do: browsers resolve them to nobody else. */
function isKnown(host: string, { listen, hosts }: GuardOptions): boolean {
  if (hosts.includes(host) || host === listen) return true
  return isLoopback(listen) && isLoopback(host)
}
