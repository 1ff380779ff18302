import type { Fields } from '@unloop/lint'
import type { JudgeOptions } from '../admission/judge.ts'

export const OPTIONS: JudgeOptions = {
  deny: null,
  practice: false,
  only: [],
  disabled: [],
  version: null,
  exempt: ['kube-system'],
}

interface Parts {
  readonly container?: Fields
  readonly others?: readonly Fields[]
  readonly metadata?: Fields
  readonly replicas?: number
}

/** A Deployment as the API server hands it over, defaults and all. */
export function deployment({ container, others = [], metadata, replicas = 1 }: Parts = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: '5d5c9f0e-4b4e-4b65-9f7e-6f6d6e1f0a11',
      creationTimestamp: '2026-11-20T10:00:00Z',
      generation: 1,
      managedFields: [{ manager: 'kubectl', operation: 'Apply', apiVersion: 'apps/v1' }],
      ...metadata,
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      template: {
        metadata: { creationTimestamp: null, labels: { app: 'web' } },
        spec: {
          containers: [
            ...others,
            {
              name: 'web',
              image: 'registry.example/web:1.2.3',
              imagePullPolicy: 'IfNotPresent',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
              ...container,
            },
          ],
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    },
    status: {},
  }
}

/** Will crash whatever the image is. */
export const BAD = { command: ['sh -c "exec web"'] }

interface Review {
  readonly object?: unknown
  readonly oldObject?: unknown
  readonly operation?: string
  readonly subResource?: string
  readonly namespace?: string
  readonly kind?: string
}

/** An AdmissionReview as the API server sends it. */
export function review(parts: Review): Fields {
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
      kind: { group: 'apps', version: 'v1', kind: parts.kind ?? 'Deployment' },
      resource: { group: 'apps', version: 'v1', resource: 'deployments' },
      ...(parts.subResource === undefined ? {} : { subResource: parts.subResource }),
      name: 'web',
      namespace: parts.namespace ?? 'shop',
      operation: parts.operation ?? 'CREATE',
      userInfo: { username: 'jane' },
      object: parts.object ?? null,
      oldObject: parts.oldObject ?? null,
      dryRun: false,
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
    },
  }
}
