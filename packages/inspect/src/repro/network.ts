import type { Container, Pod } from '@unloop/engine/evidence'
import { flag, type Part } from './parts.ts'

interface Extra {
  readonly hostAliases?: readonly { readonly ip?: string; readonly hostnames?: readonly string[] }[]
  readonly hostname?: string
  readonly hostPID?: boolean
  readonly hostIPC?: boolean
  readonly shareProcessNamespace?: boolean
}

/** Host name, ports on this machine alone, entries of /etc/hosts. */
export function networkPart({ metadata, spec = {} }: Pod, { ports = [] }: Container): Part {
  const extra = spec as Extra
  const hostname = extra.hostname ?? metadata.name
  const published = ports.flatMap(({ containerPort, protocol }) =>
    containerPort === undefined
      ? []
      : flag(
          '--publish',
          `127.0.0.1:${containerPort}:${containerPort}${protocol && protocol !== 'TCP' ? `/${protocol.toLowerCase()}` : ''}`,
        ),
  )
  const nameservers = spec.dnsPolicy === 'None' ? (spec.dnsConfig?.nameservers ?? []) : []
  return {
    options: [
      ...(spec.hostNetwork
        ? flag('--network', 'host')
        : [...(hostname ? flag('--hostname', hostname) : []), ...published]),
      ...(extra.hostAliases ?? []).flatMap(({ ip, hostnames = [] }) =>
        ip ? hostnames.flatMap((name) => flag('--add-host', `${name}:${ip}`)) : [],
      ),
      ...nameservers.flatMap((server) => flag('--dns', server)),
      ...(extra.hostPID ? flag('--pid', 'host') : []),
      ...(extra.hostIPC ? flag('--ipc', 'host') : []),
    ],
    notes: [
      'Names of the cluster (Services, pods) do not resolve here; point the variables that name them elsewhere, or use kubectl port-forward.',
      ...(extra.shareProcessNamespace
        ? ['The processes of the other containers are not visible here.']
        : []),
    ],
  }
}
