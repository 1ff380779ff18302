import type { KubeObject } from '@unloop/engine/evidence'
import type { ScrapeJob } from '../scrape-config.ts'
import type { ClusterObjects } from './cluster-objects.ts'
import type { MetaLabels } from './meta.ts'
import { nodeTargets } from './nodes.ts'
import { podTargets } from './pods.ts'
import { endpointTargets, serviceTargets } from './services.ts'

type Discovery = ScrapeJob['kubernetes_sd_configs'][number]

/** Where the objects of a role are, and what targets one of them is. */
const ROLES: Readonly<
  Record<
    string,
    {
      readonly kind: string
      readonly of: (object: KubeObject, all: ClusterObjects) => MetaLabels[]
    }
  >
> = {
  node: { kind: 'Node', of: nodeTargets },
  pod: { kind: 'Pod', of: podTargets },
  service: { kind: 'Service', of: serviceTargets },
  endpoints: { kind: 'EndpointSlice', of: endpointTargets },
  endpointslice: { kind: 'EndpointSlice', of: endpointTargets },
}

/** The targets of a `kubernetes_sd_configs` entry, before relabelling. */
export function kubernetesTargets(discovery: Discovery, objects: ClusterObjects): MetaLabels[] {
  const role = ROLES[discovery.role]
  // What narrows a discovery and is not understood would let it find too much.
  const isNarrowed = ['selectors', 'api_server', 'kubeconfig_file'].some(
    (name) => discovery[name] !== undefined,
  )
  if (role === undefined || isNarrowed) return []
  const names = discovery.namespaces?.names ?? []
  return [...objects.all(role.kind)]
    .filter(({ metadata }) => names.length === 0 || names.includes(metadata.namespace ?? ''))
    .flatMap((object) => role.of(object, objects))
}
