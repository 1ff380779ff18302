import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('service-account-token', {
  found: [
    {
      when: 'the pod mounts no token',
      scene: {
        pod: { automountServiceAccountToken: false },
        status: crashed(1),
        log: 'panic: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory\n',
      },
      line: 'panic: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory',
    },
  ],
  missed: [
    {
      when: 'the token is there and is not enough',
      scene: {
        status: crashed(1),
        log: 'pods is forbidden: User "system:serviceaccount:shop:default" cannot list resource "pods" in API group "" in the namespace "shop"\n',
      },
      instead: 'rbac-forbidden',
    },
  ],
})
