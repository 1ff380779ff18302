import { auth } from './auth.ts'
import { goCloud } from './cloud-go.ts'
import { cloud } from './cloud.ts'
import { connection } from './connection.ts'
import { dns } from './dns.ts'
import { filesystem } from './filesystem.ts'
import { settings } from './settings.ts'
import { tls } from './tls.ts'
import { translated } from './translated.ts'
import type { SignatureFamily } from '@unloop/engine/scanner'

export const GENERIC_FAMILIES: readonly SignatureFamily[] = [
  auth,
  cloud,
  connection,
  dns,
  filesystem,
  goCloud,
  settings,
  tls,
  translated,
]
