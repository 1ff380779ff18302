/** Names that the installation and the running webhook share. */
export const NAMES = {
  app: 'unloop-webhook',
  namespace: 'unloop-system',
  /** Of the ValidatingWebhookConfiguration, the Service, the Deployment and the account. */
  webhook: 'unloop-webhook',
  secret: 'unloop-webhook-tls',
  /** As the API server shows it when an object is refused. */
  hook: 'lint.unloop.dev',
  port: 8443,
  statusPort: 8080,
} as const

/** Where a mistake of a webhook would keep the cluster from healing itself. */
export const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'kube-node-lease'] as const

/** Under these the API server calls a Service (apiserver webhook util, `svc.namespace.svc`). */
export function serviceHosts(namespace: string): readonly string[] {
  return [`${NAMES.webhook}.${namespace}.svc`, `${NAMES.webhook}.${namespace}.svc.cluster.local`]
}
