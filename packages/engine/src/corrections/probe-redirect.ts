import { containerPatch, patchFix } from '../fixes/patch.ts'
import { allSaid } from '../causes/shared/log.ts'
import type { Correction } from './correction.ts'

const REDIRECTED = /"(?:GET|HEAD) (\S+) HTTP\/[\d.]+" (30[1278]) .*kube-probe/

/**
 * The probe is sent on to https, where nothing answers: the program takes it for a visitor's request. A proxy's header says
 * that TLS ended before it (de facto standard; Django's SECURE_PROXY_SSL_HEADER, Rails, Express and Spring know it).
 */
export const probeRedirect: Correction = (file, { cause }) => {
  if (!/probe|readiness-gate/.test(cause)) return []
  const paths = new Set(allSaid(file, REDIRECTED).map(({ match }) => match[1]))
  const kinds = (['livenessProbe', 'readinessProbe', 'startupProbe'] as const).filter((kind) => {
    const probe = file.failing.spec?.[kind]?.httpGet
    return probe && probe.scheme !== 'HTTPS' && paths.has(probe.path ?? '/')
  })
  if (kinds.length === 0) return []
  const httpHeaders = [{ name: 'X-Forwarded-Proto', value: 'https' }]
  return [
    patchFix(file, {
      id: 'probe/forwarded-proto',
      title:
        'Let the probe say that TLS ended before it (X-Forwarded-Proto: https): the program sends plain requests on to https',
      patch: containerPatch(
        file,
        Object.fromEntries(kinds.map((kind) => [kind, { httpGet: { httpHeaders } }])),
      ),
    }),
  ]
}
