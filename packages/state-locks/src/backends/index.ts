import { azurerm } from './azurerm.ts'
import type { Backend } from './backend.ts'
import { consul } from './consul.ts'
import { gcs } from './gcs.ts'
import { http } from './http.ts'
import { kubernetes } from './kubernetes.ts'
import { local } from './local.ts'
import { pg } from './pg.ts'
import { cloud, remote } from './remote.ts'
import { s3 } from './s3.ts'

export const BACKENDS: readonly Backend[] = [
  local,
  s3,
  gcs,
  azurerm,
  http,
  kubernetes,
  pg,
  consul,
  remote,
  cloud,
]

/** Null for a backend that unloop does not know. */
export function backendOf(type: string): Backend | null {
  return BACKENDS.find((backend) => backend.type === type) ?? null
}

/** The backend whose wording an error has; null where it could be any. */
export function backendSaying(message: string): Backend | null {
  return BACKENDS.find(({ says }) => says.some((pattern) => pattern.test(message))) ?? null
}
