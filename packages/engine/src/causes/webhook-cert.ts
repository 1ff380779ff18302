import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** An admission webhook's certificate or service stops the program. */
export const webhookCert: Cause = {
  id: 'webhook-cert',
  explain: () =>
    "The webhook server's certificate is missing or not usable, so the program ends or the API server cannot call it.",
  fixes: (file) => [
    advice(file, {
      id: 'webhook-cert/secret',
      title:
        'Have the certificate issued into the Secret that the pod mounts (cert-manager, or the job of its chart), then restart',
      where: 'config',
      kubectl: [
        ['get', 'secrets,certificates'],
        ['rollout', 'restart', file.target],
      ],
    }),
  ],
}
