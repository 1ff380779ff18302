import { keysOf } from '../evidence/names.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { containerPatch, mountPatch, patchFix } from './patch.ts'
import { renamedKey } from './rename-key.ts'

const VERIFY =
  'The handshake succeeds: the restart count stays level for ten minutes and the line does not come back.'
const AUTHORITY =
  /^(?:ca(?:[-_.].*)?|.*[-_.]ca|root.*|.*bundle.*|service-ca)\.(?:crt|pem|cer)$|^ca-bundle/i

/** Variables by which runtimes take further authorities (their manuals): Go and OpenSSL, Node.js, Python's requests, curl. */
const variableFor = (words: string): string => {
  if (/UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|node/i.test(words)) return 'NODE_EXTRA_CA_CERTS'
  if (/requests|urllib3|SSLCertVerificationError|certifi/i.test(words)) return 'REQUESTS_CA_BUNDLE'
  if (/curl/i.test(words)) return 'CURL_CA_BUNDLE'
  return 'SSL_CERT_FILE'
}

/** An authority of the namespace is at hand, mounted or not: the program is told to trust it. */
export function trustFixes(file: CaseFile, words: string): readonly Fix[] {
  if (
    !/unknown authority|self.?signed|unable to get (?:local )?issuer|UNABLE_TO_|PKIX|certificate verify failed|unable to verify/i.test(
      words,
    )
  )
    return []
  const name = variableFor(words)
  const mounted = mountedAuthority(file)
  if (mounted)
    return [
      patchFix(file, {
        id: 'tls-cert/trust',
        title: `Let the program trust ${mounted}: ${name}`,
        patch: containerPatch(file, { env: [{ name, value: mounted }] }),
        verify: VERIFY,
      }),
    ]
  const found = authorityNear(file)
  if (!found) return []
  const { map, key } = found
  const path = `/etc/trusted-ca/${key}`
  return [
    patchFix(file, {
      id: 'tls-cert/trust',
      title: `Mount ConfigMap ${map} and let the program trust it: ${name}=${path}`,
      risk: 'medium',
      patch: mountPatch(
        file,
        [
          {
            name: 'trusted-ca',
            source: { configMap: { name: map } },
            mountPath: '/etc/trusted-ca',
            readOnly: true,
          },
        ],
        { env: [{ name, value: path }] },
      ),
      verify: VERIFY,
    }),
  ]
}

const mountedAuthority = (file: CaseFile): string | null => {
  for (const { name, mountPath, subPath } of file.failing.spec?.volumeMounts ?? []) {
    const volume = file.podSpec?.volumes?.find((one) => one.name === name)
    const [kind, of] = volume?.configMap
      ? (['ConfigMap', volume.configMap.name] as const)
      : (['Secret', volume?.secret?.secretName] as const)
    if (!of || subPath) continue
    const key = keysOf(file.inventory, { kind, namespace: file.failing.namespace, name: of }).find(
      (one) => AUTHORITY.test(one),
    )
    if (key) return `${mountPath.replace(/\/$/, '')}/${key}`
  }
  return null
}

const authorityNear = (file: CaseFile): { map: string; key: string } | null => {
  for (const { object } of file.inventory.inNamespace('ConfigMap', file.failing.namespace)) {
    const map = object.metadata.name ?? ''
    if (map === 'kube-root-ca.crt' || map === 'openshift-service-ca.crt') continue
    const key = keysOf(file.inventory, {
      kind: 'ConfigMap',
      namespace: file.failing.namespace,
      name: map,
    }).find((one) => AUTHORITY.test(one))
    if (key) return { map, key }
  }
  return null
}

/** A Secret holds the file under another name: the value is stored under the one that is read. */
export function renamedKeyFixes(
  file: CaseFile,
  {
    secret,
    key,
    keys,
  }: { readonly secret: string; readonly key: string; readonly keys: readonly string[] },
): readonly Fix[] {
  const kind = /key/i.test(key)
    ? /key|private/i
    : /ca\b|root|bundle/i.test(key)
      ? /ca|root|bundle/i
      : /crt|cert|chain|pem/i
  const [only, ...more] = keys.filter(
    (one) => kind.test(one) && (/key/i.test(key) || !/key/i.test(one)),
  )
  if (!only || more.length > 0) return []
  const name = key.replace(/\W/g, '_').toUpperCase()
  const renamed = { secret, from: only, to: key, name, id: 'tls-cert/rename-key', verify: VERIFY }
  return [renamedKey(file, renamed)]
}
