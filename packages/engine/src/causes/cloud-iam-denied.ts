import type { Cause } from './cause.ts'

/** The cloud's identity service denies it: IRSA, workload identity, IMDS, missing region. */
export const cloudIamDenied: Cause = {
  id: 'cloud-iam-denied',
  explain: () =>
    "The cloud's identity service does not give the program the rights it needs.",
  fixes: () => [],
}
