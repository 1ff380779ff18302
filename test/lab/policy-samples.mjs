// Workloads by which the exported policies are compared with the checks that they are made from.
import { fixtures } from './fixtures.mjs'

/** What the policies look at. */
const WORKLOADS = new Set([
  'Pod',
  'ReplicationController',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
])

/** Workloads of the fixtures of lint, and what breaks a check that none of them breaks. */
export const samples = () => fixtures(({ kind }) => WORKLOADS.has(kind)).concat(MORE)

export const workload = (container, { kind = 'Deployment', spec = {}, pod = {} } = {}) => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'sample' },
  spec: {
    ...(kind === 'Job' ? {} : { selector: { matchLabels: { app: 'sample' } } }),
    ...spec,
    template: {
      metadata: { labels: { app: 'sample' } },
      spec: { containers: [{ name: 'c', image: 'registry.example/c:1', ...container }], ...pod },
    },
  },
})

/** Of checks that no fixture among the published ones breaks. */
const MORE = [
  workload({ command: ['serve '] }),
  workload({ command: [''] }),
  workload({ command: ['serve', '', '--port'] }),
  workload(
    { securityContext: { runAsUser: 0 } },
    { pod: { securityContext: { runAsNonRoot: true } } },
  ),
  workload(
    { securityContext: { runAsUser: 5 } },
    { pod: { securityContext: { runAsUser: 0, runAsNonRoot: true } } },
  ),
  workload({ livenessProbe: { exec: { command: ['cat /tmp/ok'] } } }),
  workload({ readinessProbe: { exec: { command: ['cat /tmp/ok'] } } }),
  workload(
    { resources: { limits: { memory: '64Mi' } }, volumeMounts: [{ name: 'v', mountPath: '/v' }] },
    { pod: { volumes: [{ name: 'v', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } }] } },
  ),
  workload({ env: [{ name: 'KEY', value: 'changeme' }] }),
  workload({ env: [{ name: 'KEY', value: 'change' }] }),
  ...[1, 2, 3, 5, 9].map((periodSeconds) =>
    workload({ livenessProbe: { tcpSocket: { port: 80 }, periodSeconds, failureThreshold: 2 } }),
  ),
  workload({ image: 'registry.example/TEAM_IMAGE:1' }),
  workload({ image: 'registry.example/Team/web:1' }),
  workload({ ports: [{ containerPort: 80, hostPort: 80 }] }, { spec: { replicas: 2 } }),
  workload({}, { kind: 'Job', spec: { backoffLimit: 1000 }, pod: { restartPolicy: 'Never' } }),
  workload(
    {},
    {
      kind: 'Job',
      spec: { backoffLimit: 1000, activeDeadlineSeconds: 60 },
      pod: { restartPolicy: 'Never' },
    },
  ),
  workload({}, { spec: { replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 2 } } } }),
  workload({}, { spec: { replicas: 3, strategy: { rollingUpdate: { maxUnavailable: '100%' } } } }),
].map((object, index) => ({ name: `more#${index}`, object }))
