import { auth } from './auth.ts'
import { goCloud } from './cloud-go.ts'
import { cloud } from './cloud.ts'
import { connection } from './connection.ts'
import { dns } from './dns.ts'
import { kernel } from './kernel.ts'
import { filesystem } from './filesystem.ts'
import { httpClients } from './http-clients.ts'
import { settings } from './settings.ts'
import { startup } from './startup.ts'
import { tls } from './tls.ts'
import { told } from './told.ts'
import { translated } from './translated.ts'
import type { SignatureFamily } from '@unloop/engine/scanner'

export const GENERIC_FAMILIES: readonly SignatureFamily[] = [
  auth,
  cloud,
  connection,
  dns,
  filesystem,
  goCloud,
  httpClients,
  kernel,
  settings,
  startup,
  tls,
  told,
  translated,
]
