import { askFor } from '../fixes/ask.ts'
import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** CoreDNS or node-local-dns forwards to itself. */
export const dnsLoop: Cause = {
  id: 'dns-loop',
  explain: () =>
    "The DNS server's upstream leads back to itself, so a query would go round for ever; its loop plugin stops it on purpose. Most often the node's resolv.conf names a local stub (127.0.0.53), which the pod inherits.",
  fixes: (file) => [
    ...upstream(file),
    advice(file, {
      id: 'dns-loop/upstream',
      title:
        'Forward to a real upstream: point the kubelet at the resolver that the stub uses (resolvConf: /run/systemd/resolve/resolv.conf), or name addresses in the forward line of the Corefile',
      where: 'config',
      kubectl: [
        ['get', 'configmap', 'coredns', '-o', 'yaml'],
        ['edit', 'configmap', 'coredns'],
        ['rollout', 'restart', file.target],
      ],
    }),
  ],
}

const LOOPBACK = /^(?:127\.|::1$)/

/** The cluster's own DNS where there is another one; else the address is the user's to say. */
const upstream = (file: CaseFile): readonly Fix[] => {
  const other = file.inventory
    .all('Service')
    .find(
      ({ object }) =>
        object.metadata.name === 'kube-dns' && object.metadata.namespace !== file.failing.namespace,
    )
  const address = (other?.object['spec'] as { clusterIP?: string } | undefined)?.clusterIP
  const ask = askFor('UPSTREAM', 'The address of a DNS server that is not this one', {
    secret: false,
  })
  const to = address ?? ask.placeholder
  const asks = address ? {} : { asks: [ask] }
  if (file.podSpec?.dnsConfig?.nameservers?.some((each) => LOOPBACK.test(each)))
    return [
      patchFix(file, {
        id: 'dns-loop/nameservers',
        title: `Let the pod ask ${address ?? 'a real upstream'} instead of itself`,
        patch: podPatch(file, { dnsConfig: { nameservers: [to] } }),
        ...asks,
      }),
    ]
  const forward = /(\bforward[ \t]+\S+[ \t]+)([^\s{]+)/
  const place = placesOf(file).find(({ kind, text }) => kind === 'configmap' && forward.test(text))
  if (!place) return []
  return [
    editFix(file, {
      id: 'dns-loop/forward',
      title: `Forward to ${address ?? 'a real upstream'} in ${placeTitle(place)}`,
      place,
      text: place.text.replace(forward, `$1${to}`),
      ...asks,
    }),
  ]
}
