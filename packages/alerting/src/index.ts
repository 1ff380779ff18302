export { Alertmanager, type AlertmanagerOptions } from './alertmanager.ts'
export { type Alert, alert, isResolvedAt } from './alerts/alert.ts'
export { type Clock, systemClock } from './clock/clock.ts'
export { type AlertmanagerConfig, loadConfig } from './config/config.ts'
export { type MatcherMode, parseMatcher, parseMatchers } from './matchers/parse.ts'
export { nodeHttpClient } from './integration/node-http-client.ts'
export { tlsOptions } from './integration/tls-options.ts'
export { type SenderLock, takeSenderLock } from './state/sender-lock.ts'
export { fileState } from './state/file-state.ts'
export { memoryState, type StateStore } from './state/state.ts'
export {
  momentOrZero,
  type TemplateAlert,
  type TemplateData,
  templateData,
} from './template/data.ts'
export { TemplateEngine, type TemplateFile } from './template/engine.ts'
export { ConfigError } from './yaml/document.ts'
export { alertmanagerApi, type ApiOptions } from './api/app.ts'
export { type ReceiverKit } from './integration/kit.ts'
export { smtpSender } from './integration/smtp.ts'
export { type Probe, probeReceiver } from './receivers/probe.ts'
export { readTemplateFiles } from './template/read-files.ts'
export { fromMilliseconds, TemplateError, ZERO_MOMENT } from '@unloop/gotemplate'
export { type CrashFacts, type Enricher, enricher } from './enrich/enricher.ts'
export { CRASH_TEMPLATES } from './enrich/templates.data.ts'
export { convertConfigs } from './operator/convert.ts'
export { AlertSender } from './sender/alert-sender.ts'
