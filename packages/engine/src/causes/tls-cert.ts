import { sh } from '../commands/sh.ts'
import { kubectl } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { renamedKeyFixes, trustFixes } from '../fixes/trust-fixes.ts'
import { keysOf } from '../evidence/names.ts'
import { secretsOf } from '../case/settings.ts'

/** A certificate is expired, untrusted, mismatched or missing. */
export const tlsCert: Cause = {
  id: 'tls-cert',
  explain: (file, finding) => {
    const missing = missingKey(file, finding)
    if (missing)
      return `${missing.path} is read from Secret ${missing.secret}, which has no key ${missing.key} (it has ${missing.keys.join(', ') || 'none'}).`
    return 'A certificate is not accepted or cannot be loaded: expired, signed by an authority that the program does not trust, made for another name, or not where it is looked for.'
  },
  find: (file) =>
    file.messages
      .filter(({ facts, weight }) => weight >= 30 && facts['file'])
      .flatMap((message) => {
        const missing = missingKey(file, message)
        if (!missing || !/\.(?:crt|key|pem|p12|jks|cer|ca)$/.test(missing.path)) return []
        return [
          {
            ...message,
            cause: 'tls-cert' as const,
            weight: message.weight + 8,
            rule: 'tls-cert/key-not-in-secret',
            title: `Secret ${missing.secret} has no key ${missing.key}, which ${missing.path} needs`,
          },
        ]
      }),
  fixes: (file, finding) => {
    const missing = missingKey(file, finding)
    const secrets = missing ? [missing.secret] : secretsOf(file)
    const words = finding.evidence.map(({ excerpt }) => excerpt).join('\n')
    return [
      ...(missing ? renamedKeyFixes(file, missing) : trustFixes(file, words)),
      {
        id: 'tls-cert/certificate',
        title: missing
          ? `Store the file under key ${missing.key} in Secret ${missing.secret}`
          : `Renew or correct the certificate${secrets.length ? ` in Secret ${secrets.join(', ')}` : ''}, or give the program the authority that signed it`,
        where: missing ? 'manifest' : 'data',
        risk: 'medium',
        commands: [
          ...secrets.map((name) => kubectl(file, 'describe', 'secret', name)),
          ...(finding.facts['host']
            ? [
                sh`openssl s_client -connect ${finding.facts['host']}:${finding.facts['port'] ?? 443} -servername ${finding.facts['host']} </dev/null | openssl x509 -noout -dates -subject -issuer -ext subjectAltName`,
              ]
            : []),
        ],
        patch: null,
        verify:
          'The handshake succeeds: the restart count stays level for ten minutes and the line does not come back.',
      },
    ]
  },
}

interface MissingKey {
  readonly path: string
  readonly secret: string
  readonly key: string
  readonly keys: readonly string[]
}

/** The file that cannot be loaded lies in a mounted Secret that has no such key. */
const missingKey = (file: CaseFile, { facts }: Finding): MissingKey | null => {
  const path = facts['file']
  if (!path) return null
  const mount = (file.failing.spec?.volumeMounts ?? []).find(({ mountPath }) =>
    path.startsWith(`${mountPath.replace(/\/$/, '')}/`),
  )
  const volume = file.podSpec?.volumes?.find(({ name }) => name === mount?.name)
  const secret = volume?.secret?.secretName
  if (!mount || !secret || !file.inventory.get('Secret', file.failing.namespace, secret))
    return null
  const relative = path.slice(mount.mountPath.replace(/\/$/, '').length + 1)
  const key = volume.secret?.items?.find((item) => item.path === relative)?.key ?? relative
  const keys = keysOf(file.inventory, {
    kind: 'Secret',
    namespace: file.failing.namespace,
    name: secret,
  })
  return keys.length === 0 || keys.includes(key) ? null : { path, secret, key, keys }
}
