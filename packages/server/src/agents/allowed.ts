/** Subresources through which a GET does more than read, or reaches beyond the API server. */
const DENIED = new Set(['exec', 'attach', 'portforward', 'proxy', 'ephemeralcontainers'])
/** Metrics of kubelets and of kube-state-metrics, which the API server fetches. */
const METRICS =
  /^\/api\/v1\/(?:nodes\/[\w.-]+\/proxy\/metrics(?:\/(?:cadvisor|probes))?|namespaces\/[\w.-]+\/services\/[\w.:-]+\/proxy\/metrics)$/
const METADATA = /^application\/json;as=PartialObjectMetadata(?:List)?;/

/** Why an agent does not ask its cluster for this; null where it does. Reading alone, and of Secrets metadata alone. */
export function refusedPath(path: string, accept: string): string | null {
  const [route = ''] = path.split('?')
  if (!/^\/(?:version|apis?)(?:\/[\w.:-]+)*$/.test(route) || /\/\.{1,2}(?:\/|$)/.test(route))
    return 'It is no path of the API that is read.'
  if (METRICS.test(route)) return null
  const parts = route.split('/')
  if (parts.some((part) => DENIED.has(part))) return 'An agent only reads.'
  const isSecret = parts.includes('secrets')
  if (isSecret && !accept.split(',').every((one) => METADATA.test(one.trim())))
    return 'Of Secrets an agent gives metadata alone.'
  return null
}
