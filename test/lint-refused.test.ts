import { lint } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

/** What kube-apiserver 1.34 answered to each of these in a dry run stands behind the checks. */
const pod = (container: string, rest = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - {name: a, image: shop/a:1${container}}\n${rest}`

const object = (apiVersion: string, kind: string, spec: string, name = 'a') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`

const TEMPLATE =
  'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: shop/a:1}], restartPolicy: Never}}'

const CASES: readonly (readonly [code: string, path: string, text: string])[] = [
  [
    'port-name-invalid',
    'spec.containers[0].ports[0].name',
    pod(', ports: [{name: averyveryverylongname, containerPort: 80}]'),
  ],
  [
    'port-name-invalid',
    'spec.ports[1]',
    object('v1', 'Service', '{ports: [{name: a, port: 80}, {port: 81}]}'),
  ],
  [
    'port-number-invalid',
    'spec.containers[0].ports[0].containerPort',
    pod(', ports: [{containerPort: 70000}]'),
  ],
  [
    'containers-missing',
    'spec.template.spec.containers',
    object(
      'apps/v1',
      'DaemonSet',
      '{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: []}}}',
    ),
  ],
  ['container-name-invalid', 'spec.containers[1].name', pod('', '  - {name: a, image: b}\n')],
  [
    'volume-name-invalid',
    'spec.volumes[1].name',
    pod('', '  volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]\n'),
  ],
  [
    'mount-path-invalid',
    'spec.containers[0].volumeMounts[0].subPath',
    pod(
      ', volumeMounts: [{name: a, mountPath: /a, subPath: /b}]',
      '  volumes: [{name: a, emptyDir: {}}]\n',
    ),
  ],
  [
    'env-source-invalid',
    'spec.containers[0].env[0].valueFrom.fieldRef.fieldPath',
    pod(', env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.foo}}}]'),
  ],
  [
    'resource-name-unknown',
    'spec.containers[0].resources.limits.memroy',
    pod(', resources: {limits: {memroy: 1Gi}}'),
  ],
  [
    'privileged-without-escalation',
    'spec.containers[0].securityContext.allowPrivilegeEscalation',
    pod(', securityContext: {privileged: true, allowPrivilegeEscalation: false}'),
  ],
  [
    'probe-number-invalid',
    'spec.containers[0].livenessProbe.successThreshold',
    pod(', livenessProbe: {successThreshold: 2, tcpSocket: {port: 80}}'),
  ],
  [
    'ephemeral-containers-set',
    'spec.ephemeralContainers',
    pod('', '  ephemeralContainers: [{name: c, image: d}]\n'),
  ],
  [
    'pdb-both-limits',
    'spec.maxUnavailable',
    object('policy/v1', 'PodDisruptionBudget', '{minAvailable: 1, maxUnavailable: 1}'),
  ],
  [
    'strategy-fields-conflict',
    'spec.strategy.rollingUpdate',
    object(
      'apps/v1',
      'Deployment',
      `{selector: {matchLabels: {a: b}}, strategy: {type: Recreate, rollingUpdate: {}}, ${TEMPLATE}}`,
    ),
  ],
  [
    'job-selector-set',
    'spec.selector',
    object('batch/v1', 'Job', `{selector: {matchLabels: {a: b}}, ${TEMPLATE}}`),
  ],
  [
    'cronjob-name-too-long',
    'metadata.name',
    object(
      'batch/v1',
      'CronJob',
      `{schedule: "0 * * * *", jobTemplate: {spec: {${TEMPLATE}}}}`,
      'a'.repeat(53),
    ),
  ],
  [
    'hpa-range-invalid',
    'spec.maxReplicas',
    object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      '{minReplicas: 3, maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: a}}',
    ),
  ],
  [
    'config-data-invalid',
    'data["a b"]',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a b: c}\n',
  ],
  ['word-not-allowed', 'spec.containers[0].imagePullPolicy', pod(', imagePullPolicy: always')],
  [
    'probe-host-elsewhere',
    'spec.containers[0].livenessProbe.httpGet.host',
    pod(', livenessProbe: {httpGet: {host: 127.0.0.1, port: 80}}'),
  ],
  [
    'ingress-backend-missing',
    'spec.rules[0].http.paths[0].backend',
    object(
      'networking.k8s.io/v1',
      'Ingress',
      '{rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {}}]}}]}',
    ),
  ],
]

describe('what the API server refuses', () => {
  for (const [code, path, text] of CASES)
    it(`${code} at ${path}`, () => {
      const { findings } = lint(readManifests(text, 'x.yaml'))
      expect(findings.find((finding) => finding.code === code)?.path).toBe(path)
    })

  it('nothing of what it takes', () => {
    const text = pod(
      ', ports: [{name: http, containerPort: 80}], env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}], resources: {limits: {memory: 1Gi, nvidia.com/gpu: 1}}, imagePullPolicy: IfNotPresent',
    )
    expect(lint(readManifests(text, 'x.yaml')).findings).toEqual([])
  })
})
