import { patchFix, podPatch } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const DENIED = /permission denied|\bEACCES\b|access denied|\[Errno 13\]/i
const BINDS = /\bbind|\blisten|server_bind|socketserver|create_server|http\.server|TCPServer/i

/** A user other than root may not take a port below 1024 (ip(7), net.ipv4.ip_unprivileged_port_start): the pod's users may. */
export const lowPort: Correction = (file, lead) => {
  const own = file.failing.spec?.securityContext
  const pod = file.podSpec?.securityContext
  const user = own?.runAsUser ?? pod?.runAsUser
  const isRoot = user === 0 || (user === undefined && !(own?.runAsNonRoot ?? pod?.runAsNonRoot))
  const port = (file.failing.spec?.ports ?? [])
    .map(({ containerPort }) => containerPort ?? 0)
    .find((one) => one > 0 && one < 1024)
  const words = saidWords(file, lead)
  if (port === undefined || isRoot || !DENIED.test(words) || !BINDS.test(words)) return []
  return [
    patchFix(file, {
      id: 'security-context/unprivileged-port',
      title: `Let the pod's users listen on port ${port}: a sysctl that is safe for pods`,
      patch: podPatch(file, {
        securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
      }),
    }),
  ]
}
