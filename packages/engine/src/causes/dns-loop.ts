import type { Cause } from './cause.ts'

/** CoreDNS or node-local-dns forwards to itself. */
export const dnsLoop: Cause = {
  id: 'dns-loop',
  explain: () =>
    "The DNS server forwards queries to itself and stops on purpose.",
  fixes: () => [],
}
