import type { SignatureFamily } from '@unloop/engine/scanner'
import { bitnami } from './bitnami.ts'
import { daemons } from './daemons.ts'
import { goMigrations } from './migrations-go.ts'
import { migrations } from './migrations.ts'
import { collaboration, data, identity } from './self-hosted.ts'

export const APP_FAMILIES: readonly SignatureFamily[] = [
  bitnami,
  daemons,
  collaboration,
  data,
  identity,
  migrations,
  goMigrations,
]
