import { sh } from '../commands/sh.ts'
import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** The program ends as it lost or could not renew its lease. */
export const leaderElectionLost: Cause = {
  id: 'leader-election-lost',
  explain: () =>
    'The program could not renew its leader lease in time and ended on purpose, so that another can lead. One such restart is how it should be; many mean that the API server or etcd answers too slowly, or that the program is starved of CPU.',
  fixes: (file) => [
    advice(file, {
      id: 'leader-election-lost/api-server',
      title:
        'Look why the API server answered late: etcd latency, an overloaded node, throttled CPU; lengthen the lease where the cluster is slow',
      where: 'infra',
      kubectl: [['get', 'lease']],
      raw: [
        sh`kubectl get --raw '/readyz?verbose'`,
        sh`kubectl get --raw /metrics | grep -E "etcd_request_duration_seconds_(sum|count)"`,
        sh`kubectl top nodes`,
      ],
    }),
  ],
}
