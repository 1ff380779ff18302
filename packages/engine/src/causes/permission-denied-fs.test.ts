import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('permission-denied-fs', {
  found: [
    {
      when: 'the volume belongs to root and the program does not run as it',
      scene: {
        container: {
          securityContext: { runAsUser: 1000 },
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
        status: crashed(1),
        log: "mkdir: cannot create directory '/data/db': Permission denied\n",
      },
      line: "mkdir: cannot create directory '/data/db': Permission denied",
      fix: 'permission-denied-fs/fs-group',
    },
  ],
  missed: [
    {
      when: 'it is a port that is denied',
      scene: {
        container: { securityContext: { runAsUser: 1000 } },
        status: crashed(1),
        log: 'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)\n',
      },
      instead: 'security-context',
    },
  ],
})
