import type { Cause } from './cause.ts'

/** The token is not mounted, expired, or for the wrong account or audience. */
export const serviceAccountToken: Cause = {
  id: 'service-account-token',
  explain: () =>
    'The program has no usable service account token, so it cannot talk to the API server as itself.',
  fixes: () => [],
}
