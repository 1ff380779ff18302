import type { Cause } from './cause.ts'

/** RunAsNonRoot, capabilities, seccomp, privileged port, Pod Security. */
export const securityContext: Cause = {
  id: 'security-context',
  explain: () => 'The security settings of the pod do not allow what the image does.',
  fixes: () => [],
}
