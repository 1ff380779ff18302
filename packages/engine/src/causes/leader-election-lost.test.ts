import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('leader-election-lost', {
  found: [
    {
      when: 'a controller could not renew its lease',
      scene: {
        status: crashed(1),
        log: 'E0101 10:00:38.000000       1 leaderelection.go:367] Failed to update lock: context deadline exceeded\nI0101 10:00:39.000000       1 leaderelection.go:283] failed to renew lease kube-system/my-controller: timed out waiting for the condition\n2026-01-01T10:00:39Z\tERROR\tsetup\tproblem running manager\t{"error": "leader election lost"}\n',
      },
      line: '2026-01-01T10:00:39Z\tERROR\tsetup\tproblem running manager\t{"error": "leader election lost"}',
      fix: 'leader-election-lost/api-server',
    },
  ],
  missed: [
    {
      when: 'it may not have a lease at all',
      scene: {
        status: crashed(1),
        log: 'E0101 10:00:38.000000       1 leaderelection.go:334] error initially creating leader election record: leases.coordination.k8s.io is forbidden: User "system:serviceaccount:shop:default" cannot create resource "leases" in API group "coordination.k8s.io" in the namespace "shop"\n',
      },
      instead: 'rbac-forbidden',
    },
  ],
})
