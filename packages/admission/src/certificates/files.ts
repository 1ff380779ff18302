import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { readSmallText } from '@unloop/sources/text-file'
import { reasonOf } from '../log.ts'
import type { KeepOptions } from './own.ts'
import type { KeyPair } from './make.ts'

/** Mounted Secrets change by a swapped link, which file events do not tell on every system: they are read again. */
const LOOK_MS = 5_000

/** `tls.crt` and `tls.key` as cert-manager writes them. Rejects where they are missing or do not belong together. */
export async function readPair(folder: string): Promise<KeyPair> {
  const [cert, key] = await Promise.all(
    ['tls.crt', 'tls.key'].map((name) => readSmallText(join(folder, name))),
  )
  const pair = { cert: cert ?? '', key: key ?? '' }
  createSecureContext(pair)
  return pair
}

/** Takes up new files until it is stopped; a broken pair is logged, and what is served stays. */
export async function followFiles(
  folder: string,
  { log, onPair, pause }: KeepOptions,
  lookMs = LOOK_MS,
): Promise<void> {
  let known = ''
  let complaint = ''
  for (;;) {
    try {
      const pair = await readPair(folder)
      if (pair.cert !== known) onPair(pair)
      known = pair.cert
      complaint = ''
    } catch (error) {
      const reason = reasonOf(error)
      if (reason !== complaint)
        log({ level: 'error', message: `the certificate in ${folder} cannot be used`, reason })
      complaint = reason
    }
    if ((await pause(lookMs)) === 'stopped') return
  }
}
