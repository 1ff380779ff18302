import { apiAccess } from './api-access.ts'
import { lifecycle } from './lifecycle.ts'
import { references } from './references.ts'
import { containerRuntime } from './runtime.ts'
import { volumes } from './volumes.ts'
import type { SignatureFamily } from '@unloop/engine/scanner'

export const KUBERNETES_FAMILIES: readonly SignatureFamily[] = [
  apiAccess,
  lifecycle,
  references,
  containerRuntime,
  volumes,
]
