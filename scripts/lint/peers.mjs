// How other tools' rules are compared: which are about crashes, and which disagreements are meant.

/** Categories of the index that decide whether containers start and stay up. */
export const CRASH_RELEVANT = new Set([
  'api-version',
  'command',
  'cron',
  'env',
  'hpa',
  'image-tag',
  'labels',
  'ports',
  'probes',
  'readonly-rootfs',
  'replicas',
  'resources',
  'restart-policy',
  'schema',
  'selector',
  'security-user',
  'disruption',
  'service',
  'service-account',
  'strategy',
  'volumes',
])

/** `datree/CODE`, `kube-score/container-resources`, `kyverno/require-probes`: as the aliases of checks are written. */
export function aliasOf({ peer, rule }) {
  if (peer === 'kube-score') return `${peer}/${rule.toLowerCase().replaceAll(' ', '-')}`
  if (peer === 'kyverno') return `${peer}/${rule.split('/')[0]}`
  if (peer === 'gatekeeper') return `${peer}/${rule.replace('library/', '')}`
  return `${peer}/${rule}`
}

/**
 * Whether the index says both pass and fail of one rule on one file: the tool's options decide then, which stand in no manifest.
 * Such rows cannot be agreed with, whatever is said, and are left out, both of them.
 */
export const isContradicted = (row, rows) =>
  rows.some(
    (other) =>
      other.file === row.file &&
      other.rule === row.rule &&
      other.object === row.object &&
      other.expected !== row.expected,
  )

/** What the constraint of a gatekeeper case asks for: its parameters as options of lint. */
const CONSTRAINTS = {
  'verify-1.16': { version: '1.16' },
  'verify-1.25': { version: '1.25' },
  'verify-1.26': { version: '1.26' },
  'verify-1.27': { version: '1.27' },
  'verify-1.29': { version: '1.29' },
  'container-must-have-cpu-requests-memory-limits-and-requests': {
    only: ['cpu-request-missing', 'memory-limit-missing', 'memory-request-missing'],
  },
  'no-enforcements': { only: ['api-removed'] },
}

export const optionsOf = ({ peer, file }) =>
  (peer === 'gatekeeper' && CONSTRAINTS[file.split('/').at(-2)]) || {}

/** Rules that have no check here, and why. */
export const NOT_CHECKED = [
  [
    /^popeye\/POP-(?:1|2|4|5|6|7|8|9|11|12|13|15)/,
    'reads the state of a running cluster or its metrics',
  ],
  [/^popeye\/\(all\)/, 'says that none of its checks found anything'],
  [/^polaris\/\(webhook\)|^kube-linter\/\(|^datree\/\(/, 'an input of its command, not a rule'],
  [
    /equals?-limits?|memory-requests-equal-limits|EKS_|resourceRange|ratio/i,
    'a ratio of requests to limits that is a matter of taste',
  ],
  [/default-service-account|automountServiceAccountToken/, 'about rights, not about starting'],
  [
    /gatekeeper\/(?:volumes|storageclass|fsgroup|horizontalpodautoscaler|replicalimits|uniqueserviceselector|host-probes-lifecycle)/,
    'takes parameters that stand in the policy',
  ],
  [/kyverno\//, 'a policy with parameters of its own'],
  [
    /kubescape\/(?:workload-mounted|set-fsgroup|dangling-gateway)/,
    'says that something is used, or about an API outside of Kubernetes itself',
  ],
  [
    /kube-score\/(?:container-seccomp|service-type|deployment-has-host|statefulset-has-host)/,
    'about rights or placement, not about starting',
  ],
  [/metadataAndInstanceMismatched/, 'a convention of names'],
  [/minimum-three-replicas/, 'two replicas survive the loss of one; three are a matter of taste'],
  [/trivy\/KSV-0028/, 'about rights, not about starting'],
]

/** Rows on which unloop differs on purpose. */
export const DIFFERENT = [
  [
    /RUNASGROUP_VALUE_LOWGID/,
    "the group of the pod's securityContext counts for its containers too (core/v1); Datree reads the containers' only",
  ],
  [
    /workload-mixed-unit/,
    'the fixture asks for more than a number of bytes that stands in the rule',
  ],
  [
    /gatekeeper\/container(?:requests|resources)|gatekeeper\/host-network-ports/,
    'the policy of this case has parameters (maxima, ranges, what is asked for)',
  ],
  [
    /gatekeeper\/(?:disallowedtags|read-only-root-filesystem).*exempt/,
    'the policy of this case exempts the image',
  ],
  [/ephemeral/, 'ephemeral containers stand in no manifest that is applied'],
  [
    /gatekeeper\/verifydeprecatedapi/,
    'the policy is of an older release of Kubernetes; in the newest one the API is gone',
  ],
  [
    /kube-score\/stable-version/,
    'apps/v1beta1 is not served since 1.16; kube-score compares with an older release by default',
  ],
  [
    /kube-linter\/minimum-three-replicas/,
    'two replicas survive the loss of one; three are a matter of taste',
  ],
  [/kube-linter\/privileged-ports/, 'the container runs as root, which may open any port'],
  [/kube-score\/container-resources/, 'the row is of an option that excuses missing CPU limits'],
  [
    /kube-score\/deployment-replicas/,
    'kube-score excuses a Deployment that it finds no Service for',
  ],
  [/kube-score\/pod-probes/, 'kube-score asks for probes only where a Service selects the pod'],
  [
    /kube-score\/ingress-targets-service/,
    'the fixture is of a shape that never was valid; the Service that it names has the port',
  ],
  [/kubeconform\/schema .*test_crd/, 'the schema of the custom resource is not at hand'],
  [
    /kubescape\/hpa-has-target/,
    'the workload of this case stands in a file that is not among the fixtures',
  ],
  [
    /pdbMinAvailableGreaterThanHPAMinReplicas/,
    'without minReplicas the default is 1 (autoscaling/v2), which is less than the budget wants',
  ],
  [
    /gatekeeper\/poddisruptionbudget/,
    'the budget of this case stands in the inventory of the policy, not in the file',
  ],
  [
    /kube-linter\/pdb-min-available/,
    'the Deployment has no pod template, so that nothing selects it',
  ],
]
