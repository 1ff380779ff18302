/** The door of `server`: what watches, keeps and answers. */
export { isLoopback } from './access/loopback.ts'
export { parseTokens, TokenFileError, type Role, type Token } from './access/tokens.ts'
export { type AlertingSettings } from './alerting/alerting.ts'
export { AlertingFileError, loadAlerting } from './alerting/load.ts'
export type { Recorded } from './cluster/cluster-watch.ts'
export { Server, type Address, type ServerOptions } from './server.ts'
