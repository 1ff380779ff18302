import { inPods, type Check, type Found } from '../check.ts'
import type { Bundle } from '../bundle.ts'
import { at, listOf, wordOf } from '../fields.ts'
import type { Site, Workload } from '../workload.ts'

/** Resolvers of the whole internet, which know nothing of a cluster. */
const PUBLIC =
  /^(?:8\.8\.[48]\.[48]|1\.[01]\.[01]\.[123]|9\.9\.9\.\d+|149\.112\.112\.\d+|208\.67\.22[02]\.22[02]|94\.140\.14\.\d+)$/

/** `http://web:80`, `db.shop.svc`: the hosts that a container names. */
const HOSTS = /:\/\/(?:[^@/\s]*@)?([a-z][a-z0-9.-]*)|\b([a-z0-9][a-z0-9.-]*\.svc)\b/g

/** The first name of the cluster that a container's arguments and variables hold. */
const clusterHost = (site: Site, bundle: Bundle): string | null => {
  const texts = [...site.argv.map(({ text }) => text), ...site.env.map(({ value }) => value ?? '')]
  for (const text of texts)
    for (const [, host = '', service = ''] of text.slice(0, 10_000).matchAll(HOSTS)) {
      const name = host || service
      const [first = ''] = name.split('.')
      const isService = bundle.named('Service', first).length > 0
      if (/\.svc(?:\.|$)/.test(name) || (!name.includes('.') && isService)) return name
    }
  return null
}

/** dnsPolicy None asks the given servers alone. */
const outside = (workload: Workload, bundle: Bundle): readonly Found[] => {
  if (workload.spec['dnsPolicy'] !== 'None') return []
  const servers = listOf(at(workload.spec, 'dnsConfig', 'nameservers')).map(wordOf)
  if (servers.length === 0 || !servers.every((server) => PUBLIC.test(server))) return []
  for (const site of workload.sites) {
    const host = clusterHost(site, bundle)
    if (host !== null)
      return [
        {
          path: [...workload.path, 'dnsConfig', 'nameservers'],
          message: `${site.name} asks for ${host}, a name of the cluster, and ${servers.join(', ')} know nothing of it.`,
        },
      ]
  }
  return []
}

export const DNS_CHECKS: readonly Check[] = [
  {
    code: 'dns-outside-cluster',
    severity: 'may-crash',
    title: 'A pod that needs names of the cluster asks resolvers outside of it',
    happens: 'lookup web on 8.8.8.8:53: no such host; the program ends, or never gets ready.',
    fix: 'Use dnsPolicy: ClusterFirst, with dnsConfig beside it for more servers.',
    aliases: [],
    find: inPods(outside),
  },
]
