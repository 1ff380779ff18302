import { readFile } from 'node:fs/promises'
import type tls from 'node:tls'
import type { TlsConfig } from '../settings/http.ts'

// Names of versions in Prometheus' configurations, and in Node's.
const VERSIONS: Readonly<Record<string, tls.SecureVersion>> = {
  TLS10: 'TLSv1',
  TLS11: 'TLSv1.1',
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
}

/** Node's options for a configuration's certificates; files are read each time, so that they can be renewed. */
export async function tlsOptions(config: TlsConfig | undefined): Promise<tls.ConnectionOptions> {
  if (config === undefined) return {}
  const from = async (text: string, file: string): Promise<string | undefined> =>
    file === '' ? text || undefined : readFile(file, 'utf8')
  const [ca, cert, key] = await Promise.all([
    from(config.ca, config.ca_file),
    from(config.cert, config.cert_file),
    from(config.key, config.key_file),
  ])
  const minVersion = VERSIONS[config.min_version]
  const maxVersion = VERSIONS[config.max_version]
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(config.server_name !== '' && { servername: config.server_name }),
    ...(config.insecure_skip_verify && { rejectUnauthorized: false }),
    ...(minVersion !== undefined && { minVersion }),
    ...(maxVersion !== undefined && { maxVersion }),
  }
}
