import type { SignatureFamily } from '../signature.ts'
import { bitnami } from './bitnami.ts'
import { migrations } from './migrations.ts'
import { collaboration, data, identity } from './self-hosted.ts'

export const APP_FAMILIES: readonly SignatureFamily[] = [
  bitnami,
  collaboration,
  data,
  identity,
  migrations,
]
