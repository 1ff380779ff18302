// @peculiar/x509 asks for it before anything else (tsyringe).
import 'reflect-metadata'
import { createPrivateKey, randomBytes } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type JsonGeneralName,
} from '@peculiar/x509'
import { isIP } from 'node:net'

/** A certificate and its private key, both as PEM. */
export interface KeyPair {
  readonly cert: string
  readonly key: string
}

/** From when and for how long a certificate holds. */
export interface Validity {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly lifetimeMs: number
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
/** Clocks of control planes and nodes differ. */
const BACKDATED_MS = 3_600_000

/** A certificate authority that signs webhook certificates and nothing else. */
export async function makeAuthority(validity: Validity): Promise<KeyPair> {
  const keys = await newKeys()
  const serialNumber = newSerial()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...period(validity),
    serialNumber,
    // Two authorities are trusted at once while one replaces the other: their names differ.
    name: `CN=unloop webhook CA ${serialNumber.slice(0, 8)}`,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  })
  return { cert: pemOf(certificate), key: await keyPem(keys.privateKey) }
}

/** A serving certificate for the hosts, each a DNS name or an IP address. */
export async function issue(
  authority: KeyPair,
  hosts: readonly string[],
  validity: Validity,
): Promise<KeyPair> {
  const keys = await newKeys()
  const issuer = new X509Certificate(authority.cert)
  const certificate = await X509CertificateGenerator.create({
    ...period(validity),
    serialNumber: newSerial(),
    subject: `CN=${hosts[0]?.slice(0, 64) ?? 'unloop webhook'}`,
    issuer: issuer.subject,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await signingKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        hosts.map((value): JsonGeneralName => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false),
      await SubjectKeyIdentifierExtension.create(keys.publicKey, false),
    ],
  })
  return { cert: pemOf(certificate), key: await keyPem(keys.privateKey) }
}

const newKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])

const period = ({ now, lifetimeMs }: Validity) => ({
  notBefore: new Date(now - BACKDATED_MS),
  notAfter: new Date(now + lifetimeMs),
})

/** Positive, as RFC 5280 4.1.2.2 wants it. */
const newSerial = (): string => {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

const pemOf = (certificate: X509Certificate): string => `${certificate.toString('pem')}\n`

/** A private key; its type has another name with the browser's library than without. */
type Exported = Parameters<typeof crypto.subtle.exportKey>[1]

async function keyPem(key: Exported): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  }) as string
}

const signingKey = (pem: string) =>
  crypto.subtle.importKey(
    'pkcs8',
    createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' }),
    ALGORITHM,
    false,
    ['sign'],
  )
