import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** CoreDNS or node-local-dns forwards to itself. */
export const dnsLoop: Cause = {
  id: 'dns-loop',
  explain: () =>
    "The DNS server's upstream leads back to itself, so a query would go round for ever; its loop plugin stops it on purpose. Most often the node's resolv.conf names a local stub (127.0.0.53), which the pod inherits.",
  fixes: (file) => [
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
