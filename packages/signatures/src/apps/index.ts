import type { SignatureFamily } from '@unloop/engine/scanner'
import { bitnami } from './bitnami.ts'
import { businessApps } from './business.ts'
import { daemons } from './daemons.ts'
import { identityProviders } from './identity.ts'
import { machineLearning } from './machine-learning.ts'
import { goMigrations } from './migrations-go.ts'
import { migrations } from './migrations.ts'
import { networkServices } from './network-services.ts'
import { collaboration, data, identity } from './self-hosted.ts'
import { webApps } from './web-apps.ts'
import { smallServers } from './small-servers.ts'

export const APP_FAMILIES: readonly SignatureFamily[] = [
  bitnami,
  daemons,
  collaboration,
  data,
  identity,
  migrations,
  goMigrations,
  identityProviders,
  businessApps,
  machineLearning,
  networkServices,
  webApps,
  smallServers,
]
