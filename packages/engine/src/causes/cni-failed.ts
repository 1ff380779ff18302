import type { Cause } from './cause.ts'

/** The network plugin's own pods fail: IPAM, node CIDR, IAM, RBAC. */
export const cniFailed: Cause = {
  id: 'cni-failed',
  explain: () =>
    "The network plugin's own pod cannot do its work on this node.",
  fixes: () => [],
}
