import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('cni-failed', {
  found: [
    {
      when: "the plugin's daemon finds no pod CIDR on its node",
      scene: {
        container: { image: 'docker.io/flannel/flannel:v0.26.1' },
        status: crashed(1),
        log: 'E0101 10:00:39.000000       1 main.go:359] Error registering network: failed to acquire lease: node "node-a" pod cidr not assigned\n',
      },
      line: 'E0101 10:00:39.000000       1 main.go:359] Error registering network: failed to acquire lease: node "node-a" pod cidr not assigned',
      fix: 'cni-failed/plugin',
    },
  ],
  missed: [
    {
      when: 'the plugin may not read nodes',
      scene: {
        container: { image: 'docker.io/flannel/flannel:v0.26.1' },
        status: crashed(1),
        log: 'E0101 10:00:39.000000       1 main.go:332] Failed to create SubnetManager: error retrieving pod spec for "kube-flannel/kube-flannel-ds-x": pods "kube-flannel-ds-x" is forbidden: User "system:serviceaccount:kube-flannel:flannel" cannot get resource "pods" in API group "" in the namespace "kube-flannel"\n',
      },
      instead: 'rbac-forbidden',
    },
  ],
})
