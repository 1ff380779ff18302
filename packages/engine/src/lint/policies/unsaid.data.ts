/** Why a check is no policy: each a full sentence. */
export const WHY_UNSAID = {
  refused: 'The API server refuses it itself, before any policy is asked.',
  program: 'It reads command lines and scripts as a shell would, which CEL cannot.',
  others: 'It needs other objects, and a policy sees one.',
  image: 'It rests on what is known of images.',
  text: 'It looks at every text of an object, or at the text of the file, which a policy does not see.',
  defaults: 'The API server fills the field in, so that a policy never sees it missing.',
  practice: 'It is left to unloop lint --practice.',
  sizes: 'It reads sizes out of options and variables and compares them, which CEL cannot.',
} as const

export type WhyUnsaid = keyof typeof WHY_UNSAID

/** Of a check that has neither a rule nor an entry below, by the group that it stands in. */
export const UNSAID_BY_GROUP: Readonly<Record<string, WhyUnsaid>> = {
  'Commands and images': 'program',
  'Environment variables': 'others',
  'Probes and ports': 'program',
  'Lifecycle hooks': 'program',
  Memory: 'sizes',
  'Objects that others refer to': 'others',
  'Volumes and files': 'others',
  'Users, rights and images': 'image',
  Workloads: 'others',
  Network: 'others',
  'What the API server refuses': 'refused',
  'Fields and API versions': 'refused',
  'Text of values': 'text',
  'Good practice': 'practice',
}

/** Where a check differs from its group. */
export const UNSAID: Readonly<Record<string, WhyUnsaid>> = {
  'cmd-bash-in-alpine': 'image',
  'cmd-shell-in-distroless': 'image',
  'image-os-base-no-command': 'image',
  'env-varref-order': 'program',
  'cmd-undefined-varref': 'program',
  'postgres-no-password': 'image',
  'probe-exec-shell-in-distroless': 'image',
  'probe-without-handler': 'refused',
  'liveness-probe-on-init': 'refused',
  'grpc-probe-named-port': 'refused',
  'request-over-limit': 'refused',
  'volume-mount-missing-volume': 'refused',
  'duplicate-mountpath': 'refused',
  'image-whitespace': 'refused',
  'image-missing': 'refused',
  'sudo-without-escalation': 'program',
  'token-off-but-needed': 'program',
  'selector-mismatch': 'refused',
  'selector-missing': 'refused',
  'deployment-restartpolicy': 'refused',
  'job-restart-always': 'refused',
  'topology-spread-invalid': 'refused',
  'init-never-ends': 'program',
  'job-sidecar-never-exits': 'program',
  'label-invalid': 'refused',
  'cronjob-schedule-invalid': 'refused',
  'hpa-max-missing': 'refused',
  'hpa-min-missing': 'defaults',
  'cronjob-concurrency-missing': 'defaults',
  'probe-delay-implicit': 'defaults',
  'probe-period-implicit': 'defaults',
  'probe-timeout-implicit': 'defaults',
  'probe-success-implicit': 'defaults',
  'probe-failure-implicit': 'defaults',
}
