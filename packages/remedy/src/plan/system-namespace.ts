import { RemedyError } from '../errors.ts'

// Namespaces of distributions and of what a cluster needs to work.
const SYSTEM =
  /^(?:kube-(?:system|public|node-lease)|openshift(?:-.*)?|gke-.*|calico-system|tigera-operator|cattle-system)$/

/** @throws {RemedyError} in a system namespace, which is changed only where somebody says so; `next` tells how */
export function refuseSystemNamespace(namespace: string, next: string): void {
  if (!SYSTEM.test(namespace)) return
  throw new RemedyError(
    'system-namespace',
    `${namespace} is a system namespace: a mistake there harms the whole cluster.`,
    next,
  )
}
