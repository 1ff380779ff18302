import { wordOf } from '@unloop/lint'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { KeyPair } from './make.ts'

/** Everything that the replicas share: what the Secret holds. */
export interface Holding {
  /** Trusted authorities as PEM, the one that signs first. */
  readonly authorities: readonly string[]
  /** Of the first one. */
  readonly authorityKey: string
  readonly serving: KeyPair
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** The certificates of a bundle, one by one. */
export function splitPem(text: string): readonly string[] {
  return [...text.matchAll(PEM)].map(([pem]) => `${pem}\n`)
}

/** The data of a Secret, base64 as the API has it. */
export function encode({ authorities, authorityKey, serving }: Holding) {
  return {
    'ca.crt': base64(authorities.join('')),
    'ca.key': base64(authorityKey),
    'tls.crt': base64(serving.cert),
    'tls.key': base64(serving.key),
  }
}

/** Null where something is missing, cannot be read, or does not belong together. */
export function decode(data: Readonly<Record<string, unknown>>): Holding | null {
  const text = (name: string) => Buffer.from(wordOf(data[name]), 'base64').toString('utf8')
  const authorities = splitPem(text('ca.crt'))
  const holding = {
    authorities,
    authorityKey: text('ca.key'),
    serving: { cert: text('tls.crt'), key: text('tls.key') },
  }
  const isWhole =
    belong(authorities[0] ?? '', holding.authorityKey) &&
    belong(holding.serving.cert, holding.serving.key)
  return isWhole ? holding : null
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

function belong(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

/** What the time and the rest of the cluster say of a holding. */
export interface Situation {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly hosts: readonly string[]
  /** Whether the API server has trusted the first authority long enough to have noticed. */
  readonly isTrusted: boolean
}

export type Step = 'none' | 'wait' | 'new-authority' | 'new-certificate'

/** What is to be done next. A new authority is trusted before anything that it signed is served, so that no request fails. */
export function nextStep(holding: Holding | null, { now, hosts, isTrusted }: Situation): Step {
  const authority = holding?.authorities[0]
  if (holding === null || authority === undefined || isDue(authority, now)) return 'new-authority'
  const serving = new X509Certificate(holding.serving.cert)
  const isOfFirst = serving.verify(new X509Certificate(authority).publicKey)
  const isDone =
    isOfFirst && !isDue(holding.serving.cert, now) && hosts.every((host) => covers(serving, host))
  if (isDone) return 'none'
  const isUsable = expiryOf(holding.serving.cert) > now && !isOfFirst
  return isUsable && !isTrusted ? 'wait' : 'new-certificate'
}

/** Milliseconds since 1970. */
export function expiryOf(pem: string): number {
  return Date.parse(new X509Certificate(pem).validTo)
}

/** The last third of its life is there for everything that may go wrong. */
function isDue(pem: string, now: number): boolean {
  const { validFrom, validTo } = new X509Certificate(pem)
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)]
  return now > from + ((to - from) * 2) / 3
}

const covers = (certificate: X509Certificate, host: string): boolean =>
  (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined

const MOST_AUTHORITIES = 3

/** Those that may still be needed to trust a certificate in use. */
export function stillTrusted(authorities: readonly string[], now: number): readonly string[] {
  return [...new Set(authorities)].filter((pem) => expiryOf(pem) > now).slice(0, MOST_AUTHORITIES)
}
