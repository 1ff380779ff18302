import { sh } from '../commands/sh.ts'
import { previousLog } from '../fixes/commands.ts'
import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** The network plugin's own pods fail: IPAM, node CIDR, IAM, RBAC. */
export const cniFailed: Cause = {
  id: 'cni-failed',
  explain: () =>
    "The network plugin's own pod cannot do its work on this node. Until it does, other pods of the node get no network.",
  fixes: (file) => [
    advice(file, {
      id: 'cni-failed/plugin',
      title: 'Correct what the plugin names, then restart its pod on the node',
      where: 'infra',
      risk: 'medium',
      kubectl: [['get', 'pods', '-o', 'wide'], previousLog(file)],
      raw: [sh`kubectl get nodes -o custom-columns=NAME:.metadata.name,PODCIDR:.spec.podCIDR`],
    }),
  ],
}
