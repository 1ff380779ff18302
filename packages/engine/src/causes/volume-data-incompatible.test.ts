import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('volume-data-incompatible', {
  found: [
    {
      when: 'the data are of an older PostgreSQL',
      scene: {
        container: {
          image: 'postgres:17',
          volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
        },
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
        status: crashed(1),
        log: '2026-01-01 10:00:39.000 UTC [1] FATAL:  database files are incompatible with server\n2026-01-01 10:00:39.000 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 17.2.\n',
      },
      line: '2026-01-01 10:00:39.000 UTC [1] DETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 17.2.',
      fix: 'volume-data-incompatible/look',
    },
  ],
  missed: [
    {
      when: 'the server may not read them',
      scene: {
        container: {
          image: 'postgres:17',
          securityContext: { runAsUser: 1000 },
          volumeMounts: [{ name: 'data', mountPath: '/var/lib/postgresql/data' }],
        },
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
        status: crashed(1),
        log: 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted\n',
      },
      instead: 'permission-denied-fs',
    },
  ],
})
