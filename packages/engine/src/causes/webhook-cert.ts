import type { Cause } from './cause.ts'

/** An admission webhook's certificate or service stops the program. */
export const webhookCert: Cause = {
  id: 'webhook-cert',
  explain: () =>
    "The webhook server's certificate is missing or not usable, so the program ends or is not reachable.",
  fixes: () => [],
}
