import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('cloud-iam-denied', {
  found: [
    {
      when: 'a service account that no role is bound to',
      scene: {
        pod: { serviceAccountName: 'reader' },
        status: crashed(1),
        log: 'botocore.exceptions.NoCredentialsError: Unable to locate credentials\n',
        objects: [{ kind: 'ServiceAccount', metadata: { name: 'reader', namespace: 'shop' } }],
      },
      line: 'botocore.exceptions.NoCredentialsError: Unable to locate credentials',
    },
  ],
  missed: [
    {
      when: "the cluster's own API denies it",
      scene: {
        status: crashed(1),
        log: 'pods is forbidden: User "system:serviceaccount:shop:reader" cannot list resource "pods" in API group "" in the namespace "shop"\n',
      },
      instead: 'rbac-forbidden',
    },
  ],
})
