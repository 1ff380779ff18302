import type { Fields } from '@unloop/lint'

/** What lint checks has something to say of on its own; Secrets are left out, as their values are nobody's business. */
export const RULES: readonly Fields[] = [
  rule('', 'v1', ['pods', 'replicationcontrollers', 'services']),
  rule('apps', 'v1', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  rule('batch', 'v1', ['cronjobs', 'jobs']),
  rule('networking.k8s.io', 'v1', ['ingresses', 'networkpolicies']),
  rule('autoscaling', 'v2', ['horizontalpodautoscalers']),
  rule('policy', 'v1', ['poddisruptionbudgets']),
]

function rule(group: string, version: string, resources: readonly string[]): Fields {
  return {
    apiGroups: [group],
    apiVersions: [version],
    operations: ['CREATE', 'UPDATE'],
    resources,
    scope: 'Namespaced',
  }
}

/** In CEL: what need not be sent at all. The webhook leaves the same out, should it come. */
export const MATCH_CONDITIONS: readonly Fields[] = [
  {
    name: 'not-made-by-a-controller',
    expression:
      "!has(object.metadata.ownerReferences) || !object.metadata.ownerReferences.exists(o, has(o.controller) && o.controller && (o.apiVersion == 'v1' || o.apiVersion.startsWith('apps/') || o.apiVersion.startsWith('batch/')))",
  },
  { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
  {
    name: 'spec-changed',
    expression: "request.operation == 'CREATE' || object.spec != oldObject.spec",
  },
]
