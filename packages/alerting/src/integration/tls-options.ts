import type tls from 'node:tls'
import { readSmallText } from '@unloop/sources/text-file'

// Names of versions in Prometheus' configurations, and in Node's.
const VERSIONS: Readonly<Record<string, tls.SecureVersion>> = {
  TLS10: 'TLSv1',
  TLS11: 'TLSv1.1',
  TLS12: 'TLSv1.2',
  TLS13: 'TLSv1.3',
}

/** Prometheus' `tls_config`, as alertmanager.yml and scrape configurations have it; what is '' is not set either. */
export interface TlsFields {
  /** PEM, or a file with it; the file wins. */
  readonly ca?: string | undefined
  readonly ca_file?: string | undefined
  readonly cert?: string | undefined
  readonly cert_file?: string | undefined
  readonly key?: string | undefined
  readonly key_file?: string | undefined
  readonly server_name?: string | undefined
  readonly insecure_skip_verify?: boolean | undefined
  /** `TLS10` to `TLS13`. */
  readonly min_version?: string | undefined
  readonly max_version?: string | undefined
}

/** Node's options for a configuration's certificates; files are read each time, so that they can be renewed. */
export async function tlsOptions(config: TlsFields | undefined): Promise<tls.ConnectionOptions> {
  if (config === undefined) return {}
  const from = async (text = '', file = ''): Promise<string | undefined> =>
    file === '' ? text || undefined : readSmallText(file)
  const [ca, cert, key] = await Promise.all([
    from(config.ca, config.ca_file),
    from(config.cert, config.cert_file),
    from(config.key, config.key_file),
  ])
  const minVersion = VERSIONS[config.min_version ?? '']
  const maxVersion = VERSIONS[config.max_version ?? '']
  const servername = config.server_name ?? ''
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== '' && { servername }),
    ...(config.insecure_skip_verify === true && { rejectUnauthorized: false }),
    ...(minVersion !== undefined && { minVersion }),
    ...(maxVersion !== undefined && { maxVersion }),
  }
}
