/** The door of `admission`: what answers others over the network. */
export type { JudgeOptions } from './admission/judge.ts'
export { installation, type InstallationOptions } from './installation/manifests.ts'
export { NAMES, serviceHosts, SYSTEM_NAMESPACES } from './installation/names.ts'
export { Webhook, type CertificateChoice, type WebhookOptions } from './webhook/webhook.ts'
