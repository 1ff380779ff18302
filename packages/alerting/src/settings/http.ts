import { quote } from '@unloop/gotemplate'
import { ConfigError } from '../yaml/document.ts'
import {
  ANY,
  BOOL,
  type Infer,
  list,
  mapOf,
  optional,
  refined,
  type Schema,
  SECRET,
  STRING,
} from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { type GoUrl, parseGoUrl, urlText } from './go-url.ts'

const ANY_URL: Schema<GoUrl | undefined> = refined(STRING, () => undefined, parseGoUrl)

/** How many of some texts are given. */
function count(...values: readonly string[]): number {
  return values.filter((value) => value !== '').length
}

/** @throws {ConfigError} */
function refuse(message: string): never {
  throw new ConfigError(message)
}

const TLS_VERSION: Schema<string> = refined(
  STRING,
  () => '',
  (value) =>
    ['TLS10', 'TLS11', 'TLS12', 'TLS13'].includes(value)
      ? value
      : refuse(`unknown TLS version: ${value}`),
)

/** `tls_config` of prometheus/common. */
export const TLS = struct({
  goType: 'config.plain',
  fields: {
    ca: STRING,
    cert: STRING,
    key: SECRET,
    ca_file: STRING,
    cert_file: STRING,
    key_file: STRING,
    ca_ref: STRING,
    cert_ref: STRING,
    key_ref: STRING,
    server_name: STRING,
    insecure_skip_verify: BOOL,
    min_version: TLS_VERSION,
    max_version: TLS_VERSION,
  },
  check: (tls) => {
    if (count(tls.ca, tls.ca_file, tls.ca_ref) > 1)
      refuse('at most one of ca, ca_file & ca_ref must be configured')
    if (count(tls.cert, tls.cert_file, tls.cert_ref) > 1)
      refuse('at most one of cert, cert_file & cert_ref must be configured')
    if (count(tls.key, tls.key_file, tls.key_ref) > 1)
      refuse('at most one of key and key_file must be configured')
    const hasCert = count(tls.cert, tls.cert_file, tls.cert_ref) > 0
    const hasKey = count(tls.key, tls.key_file, tls.key_ref) > 0
    if (hasCert && !hasKey)
      refuse(
        'exactly one of key or key_file must be configured when a client certificate is configured',
      )
    if (hasKey && !hasCert)
      refuse('exactly one of cert or cert_file must be configured when a client key is configured')
    return undefined
  },
})

/** What is said of a proxy, alike for requests and for tokens. */
interface Proxy {
  readonly proxy_url: GoUrl | undefined
  readonly no_proxy: string
  readonly proxy_from_environment: boolean
  readonly proxy_connect_header: Readonly<Record<string, unknown>>
}

const PROXY_FIELDS = {
  proxy_url: ANY_URL,
  no_proxy: STRING,
  proxy_from_environment: BOOL,
  proxy_connect_header: mapOf(list(SECRET, 'config.Secret')),
}

/** @throws {ConfigError} for fields of a proxy that contradict each other */
function checkProxy(proxy: Proxy): void {
  const hasUrl = proxy.proxy_url !== undefined && urlText(proxy.proxy_url) !== ''
  if (
    Object.keys(proxy.proxy_connect_header).length > 0 &&
    !proxy.proxy_from_environment &&
    !hasUrl
  )
    refuse(
      'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured',
    )
  if (proxy.proxy_from_environment && hasUrl)
    refuse('if proxy_from_environment is configured, proxy_url must not be configured')
  if (proxy.proxy_from_environment && proxy.no_proxy !== '')
    refuse('if proxy_from_environment is configured, no_proxy must not be configured')
  if (proxy.proxy_url === undefined && proxy.no_proxy !== '')
    refuse('if no_proxy is configured, proxy_url must also be configured')
}

const BASIC_AUTH = struct({
  goType: 'config.plain',
  fields: {
    username: STRING,
    username_file: STRING,
    username_ref: STRING,
    password: SECRET,
    password_file: STRING,
    password_ref: STRING,
  },
})

const AUTHORIZATION = struct({
  goType: 'config.Authorization',
  fields: { type: STRING, credentials: SECRET, credentials_file: STRING, credentials_ref: STRING },
})

const OAUTH2 = struct({
  goType: 'config.plain',
  fields: {
    client_id: STRING,
    client_secret: SECRET,
    client_secret_file: STRING,
    client_secret_ref: STRING,
    client_certificate_key_id: STRING,
    client_certificate_key: SECRET,
    client_certificate_key_file: STRING,
    client_certificate_key_ref: STRING,
    grant_type: STRING,
    signature_algorithm: STRING,
    iss: STRING,
    audience: STRING,
    claims: mapOf(ANY),
    scopes: list(STRING),
    token_url: STRING,
    endpoint_params: mapOf(STRING),
    tls_config: TLS,
    ...PROXY_FIELDS,
  },
  check: (oauth2) => {
    checkProxy(oauth2)
    return undefined
  },
})

const HEADER = struct({
  goType: 'config.Header',
  fields: {
    values: list(STRING),
    secrets: list(SECRET, 'config.Secret'),
    files: list(STRING),
  },
})

/** `http_headers`: values, secrets and files for each name. */
export const HEADERS = mapOf(HEADER)

// Names in Go's canonical form that prometheus/common refuses (`ReservedHeaders`), as it sets them itself.
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'Authorization',
  'Host',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'User-Agent',
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Www-Authenticate',
  'Accept-Encoding',
  'X-Prometheus-Remote-Write-Version',
  'X-Prometheus-Remote-Read-Version',
  'X-Prometheus-Scrape-Timeout-Seconds',
  'X-Amz-Date',
  'X-Amz-Security-Token',
  'X-Amz-Content-Sha256',
])

/** A header's name as MIME has it: `content-type` is `Content-Type`. */
export function canonicalHeader(name: string): string {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return name
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (match) => match.toUpperCase())
}

const HTTP_FIELDS = {
  basic_auth: optional(BASIC_AUTH),
  authorization: optional(AUTHORIZATION),
  oauth2: optional(OAUTH2),
  bearer_token: SECRET,
  bearer_token_file: STRING,
  tls_config: TLS,
  follow_redirects: BOOL,
  enable_http2: BOOL,
  http_headers: optional(HEADERS),
  ...PROXY_FIELDS,
}

/** `http_config` of prometheus/common. */
export const HTTP = struct({
  goType: 'config.plain',
  fields: HTTP_FIELDS,
  defaults: { follow_redirects: true, enable_http2: true },
  check: (http) => {
    checkBearer(http)
    const authorization = checkedAuthorization(http)
    checkOauth2(http.oauth2, http.basic_auth !== undefined)
    checkProxy(http)
    for (const name of Object.keys(http.http_headers ?? {})) {
      const canonical = canonicalHeader(name)
      if (RESERVED_HEADERS.has(canonical))
        refuse(`setting header ${quote(canonical)} is not allowed`)
    }
    return { authorization, bearer_token: '', bearer_token_file: '' }
  },
})

export type HttpConfig = Infer<typeof HTTP>
export type TlsConfig = Infer<typeof TLS>
type Oauth2Config = Infer<typeof OAUTH2>
type Authorization = Infer<typeof AUTHORIZATION>

/** @throws {ConfigError} for a bearer token beside other credentials, or given twice */
function checkBearer(http: HttpConfig): void {
  const bearers = count(http.bearer_token, http.bearer_token_file)
  if (bearers > 1) refuse('at most one of bearer_token & bearer_token_file must be configured')
  const basic = http.basic_auth
  if ((basic !== undefined || http.oauth2 !== undefined) && bearers > 0)
    refuse('at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured')
  if (basic === undefined) return
  if (count(basic.username, basic.username_file, basic.username_ref) > 1)
    refuse('at most one of basic_auth username, username_file & username_ref must be configured')
  if (count(basic.password, basic.password_file, basic.password_ref) > 1)
    refuse('at most one of basic_auth password, password_file & password_ref must be configured')
}

/** The authorization, into which a bearer token is turned, as upstream does. @throws {ConfigError} */
function checkedAuthorization(http: HttpConfig): Authorization | undefined {
  const { authorization } = http
  const bearer = { type: 'Bearer', credentials: '', credentials_file: '', credentials_ref: '' }
  if (authorization === undefined) {
    if (http.bearer_token !== '') return { ...bearer, credentials: http.bearer_token }
    return http.bearer_token_file === ''
      ? undefined
      : { ...bearer, credentials_file: http.bearer_token_file }
  }
  if (count(http.bearer_token, http.bearer_token_file) > 0)
    refuse('authorization is not compatible with bearer_token & bearer_token_file')
  const { credentials, credentials_file, credentials_ref } = authorization
  if (count(credentials, credentials_file, credentials_ref) > 1)
    refuse('at most one of authorization credentials & credentials_file must be configured')
  const type = authorization.type.trim() || 'Bearer'
  if (type.toLowerCase() === 'basic')
    refuse('authorization type cannot be set to "basic", use "basic_auth" instead')
  if (http.basic_auth !== undefined || http.oauth2 !== undefined)
    refuse('at most one of basic_auth, oauth2 & authorization must be configured')
  return { ...authorization, type }
}

/** @throws {ConfigError} for OAuth 2 without what its grant needs */
function checkOauth2(oauth2: Oauth2Config | undefined, hasBasicAuth: boolean): void {
  if (oauth2 === undefined) return
  if (hasBasicAuth) refuse('at most one of basic_auth, oauth2 & authorization must be configured')
  if (oauth2.client_id === '') refuse('oauth2 client_id must be configured')
  if (oauth2.token_url === '') refuse('oauth2 token_url must be configured')
  const jwt = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  if (oauth2.grant_type === jwt) {
    const {
      client_certificate_key: key,
      client_certificate_key_file: file,
      client_certificate_key_ref: ref,
    } = oauth2
    if (count(key, file, ref) > 1)
      refuse(
        `at most one of oauth2 client_certificate_key, client_certificate_key_file & client_certificate_key_ref must be configured using grant-type=${jwt}`,
      )
    if (!['', 'RS256', 'RS384', 'RS512'].includes(oauth2.signature_algorithm))
      refuse('valid signature algorithms are RS256, RS384 and RS512')
  } else if (count(oauth2.client_secret, oauth2.client_secret_file, oauth2.client_secret_ref) > 1) {
    refuse(
      'at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured using grant-type=client_credentials',
    )
  }
}
