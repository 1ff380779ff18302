import { APP_FAMILIES } from './apps/index.ts'
import { CLUSTER_FAMILIES } from './cluster/index.ts'
import { DATABASE_FAMILIES } from './databases/index.ts'
import { FRAMEWORK_FAMILIES } from './frameworks/index.ts'
import { GENERIC_FAMILIES } from './generic/index.ts'
import { KUBERNETES_FAMILIES } from './kubernetes/index.ts'
import { OBSERVABILITY_FAMILIES } from './observability/index.ts'
import { PROXY_FAMILIES } from './proxies/index.ts'
import { QUEUE_FAMILIES } from './queues/index.ts'
import { RUNTIME_FAMILIES } from './runtimes/index.ts'
import type { Signature, SignatureFamily } from '@unloop/engine/scanner'

export const FAMILIES: readonly SignatureFamily[] = [
  ...APP_FAMILIES,
  ...CLUSTER_FAMILIES,
  ...DATABASE_FAMILIES,
  ...OBSERVABILITY_FAMILIES,
  ...PROXY_FAMILIES,
  ...QUEUE_FAMILIES,
  ...KUBERNETES_FAMILIES,
  ...FRAMEWORK_FAMILIES,
  ...RUNTIME_FAMILIES,
  ...GENERIC_FAMILIES,
]

export const SIGNATURES: readonly Signature[] = FAMILIES.flatMap((family) => family.signatures)
